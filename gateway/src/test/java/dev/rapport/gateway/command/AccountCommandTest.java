package dev.rapport.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts that come from a file, as a deployment brings them before each start.
final class AccountCommandTest {
  private static final String ANA = "login,name,role,password\nana,Ana,supervisor,long enough\n";

  @TempDir private Path folder;

  private int add(String csv, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("accounts.csv"), csv);
    String data = folder.resolve("data").toString();
    List<String> words = new ArrayList<>(List.of("account", "import"));
    words.addAll(List.of(options));
    words.addAll(List.of(file.toString(), "--data", data));
    return RapportCommand.run(words.toArray(String[]::new));
  }

  @Test
  void anAccountThatIsThereIsRefused() throws IOException {
    assertThat(add(ANA)).isZero();
    assertThat(add(ANA)).isNotZero();
  }

  @Test
  void orLeftAsItIsWhenOnlyNewOnesAreWanted() throws IOException {
    assertThat(add(ANA, "--only-new")).isZero();
    assertThat(add(ANA + "ben,Ben,admin,also long\n", "--only-new")).isZero();
    assertThat(add(ANA + "ben,Ben,admin,also long\n", "--only-new")).isZero();
  }
}
