package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.gateway.command.RapportCommand;
import dev.rapport.storage.StoreCheck;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The operator's commands on a process that serves, and on what it leaves.
final class BackupTest {
  @TempDir private Path folder;
  private Path data;
  private RunningRapport rapport;

  @BeforeEach
  void start() {
    data = folder.resolve("data");
    rapport = RunningRapport.start(data);
  }

  @AfterEach
  void stop() {
    rapport.close();
  }

  private static int run(String... words) {
    return RapportCommand.run(words);
  }

  private String form(int number) {
    return rapport
        .form(new JsonObject().put("message", "Form " + number).put("person", true))
        .getString("contact");
  }

  @Test
  @DisplayName("P34: backed up while it serves, every contact acknowledged before is in the backup")
  void aServingProcessIsBackedUpAndRestored() throws InterruptedException {
    List<String> before = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      before.add(form(i));
    }
    Path file = folder.resolve("b.db");
    List<String> meanwhile = new ArrayList<>();
    Thread customers =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < 40; i++) {
                meanwhile.add(form(100 + i));
              }
            });
    assertThat(run("verify", "--data", data.toString())).isZero();
    assertThat(run("backup", "--data", data.toString(), "--to", file.toString())).isZero();
    customers.join();
    assertThat(meanwhile).as("intake went on").hasSize(40);

    Path back = folder.resolve("back");
    assertThat(run("restore", "--from", file.toString(), "--data", back.toString())).isZero();
    assertThat(back.resolve("secret.key")).hasSameBinaryContentAs(data.resolve("secret.key"));
    try (RunningRapport restored = RunningRapport.start(back)) {
      for (String contact : before) {
        assertThat(restored.contact(contact).getString("state")).isNotEqualTo("ended");
      }
    }
  }

  @Test
  @DisplayName("P34 P2: restored to an earlier event, contacts that came later are taken up anew")
  void whatCameAfterTheEventIsTakenUpAnew() {
    form(1);
    long event = StoreCheck.of(data).centres().getFirst().events();
    String later = form(2);
    Path file = folder.resolve("b.db");
    assertThat(run("backup", "--data", data.toString(), "--to", file.toString())).isZero();
    Path back = folder.resolve("back");
    String number = Long.toString(event);
    assertThat(
            run("restore", "--from", file.toString(), "--data", back.toString(), "--event", number))
        .isZero();
    try (RunningRapport restored = RunningRapport.start(back)) {
      Patience.until(
          "the later contact waits again",
          () -> restored.contact(later).getString("state").equals("waiting"));
    }
  }

  @Test
  @DisplayName("P21: damage is told in words and by the exit code; repair leaves a sound store")
  void damageIsToldAndRepaired() throws IOException {
    String contact = form(1);
    rapport.close();
    Path file = data.resolve("rapport.db");
    byte[] bytes = Files.readAllBytes(file);
    int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\"Arrived\"");
    bytes[at + 2] ^= 1;
    Files.write(file, bytes);
    assertThat(run("verify", "--data", data.toString())).isEqualTo(1);
    assertThat(run("repair", "--data", data.toString())).isZero();
    assertThat(run("verify", "--data", data.toString())).isZero();
    rapport = RunningRapport.start(data);
    assertThat(rapport.contact(contact).getString("state")).isEqualTo("waiting");
  }
}
