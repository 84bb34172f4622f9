package dev.rapport.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Mails as they really are, when the sets of them are beside the project.
@NullUnmarked
class RealMailsTest {

  private static List<Path> mails(String set, String suffix) throws IOException {
    Path root = Path.of(System.getProperty("rapport.root", ".")).toAbsolutePath().normalize();
    Path data =
        Stream.of("../shared/data", "../../shared/data")
            .map(place -> root.resolve(place).resolve(set).normalize())
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(data != null, "skipped: the data set " + set + " is not here");
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"mime4j-testmsgs,.msg", "python-email-testdata,.txt"})
  void everyMailEndsAsAContactOrSetAside(String set, String suffix) throws IOException {
    List<Path> mails = mails(set, suffix);
    try (MailServer server = new MailServer(MailServer.settings())) {
      int contacts = 0;
      int setAside = 0;
      int again = 0;
      for (Path mail : mails) {
        int contactsBefore = server.store.received().size();
        int setAsideBefore = server.store.setAside().size();
        assertThat(server.deliver("sender@example.org", Files.readAllBytes(mail)))
            .as(mail.getFileName().toString())
            .startsWith("250");
        int newContacts = server.store.received().size() - contactsBefore;
        int newSetAside = server.store.setAside().size() - setAsideBefore;
        contacts += newContacts;
        setAside += newSetAside;
        again += 1 - newContacts - newSetAside;
      }
      System.out.println(
          set
              + ": "
              + mails.size()
              + " mails, "
              + contacts
              + " contacts, "
              + setAside
              + " set aside, "
              + again
              + " the same mail again");
      server.store.setAside().forEach(item -> System.out.println("  set aside: " + item.reason()));
      assertThat(contacts + setAside + again).isEqualTo(mails.size());
    }
  }
}
