package dev.rapport.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.Attachment;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.RawBytes;
import dev.rapport.channels.SetAside;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class HostileMailTest {

  private static final String FROM = "From: ana@example.org\r\n";

  private final MailServer server = new MailServer(MailServer.settings());

  @AfterEach
  void close() {
    server.close();
  }

  private void isSetAside(String mail, String reason) {
    assertThat(server.deliver("ana@example.org", mail)).startsWith("250");
    List<SetAside> items = server.store.setAside();
    assertThat(items).isNotEmpty();
    assertThat(items.getLast().reason()).contains(reason);
    assertThat(items.getLast().raw().size()).isGreaterThanOrEqualTo(mail.length());
    assertThat(server.store.received()).isEmpty();
    assertThat(server.deliver("ana@example.org", FROM + "\r\nthe next")).startsWith("250");
    assertThat(server.store.received()).hasSize(1);
  }

  private InboundContact contact(String mail) {
    return contact(mail.getBytes(StandardCharsets.ISO_8859_1));
  }

  private InboundContact contact(byte[] mail) {
    assertThat(server.deliver("ana@example.org", mail)).startsWith("250");
    assertThat(server.store.setAside()).isEmpty();
    return server.store.received().getLast();
  }

  @Test
  void aThousandPartsAreSetAside() {
    isSetAside(
        FROM
            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
            + "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(1_000)
            + "--b--\r\n",
        "more than 500 parts");
  }

  @Test
  void multipartsAHundredDeepAreSetAside() {
    StringBuilder mail = new StringBuilder(FROM);
    for (int i = 0; i < 100; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n");
    }
    isSetAside(mail + "\r\nx\r\n", "more than 20 multiparts deep");
  }

  @Test
  void aHundredThousandHeadersAreSetAside() {
    isSetAside(FROM + "X-A: b\r\n".repeat(100_000) + "\r\nx", "");
  }

  @Test
  void aHeaderLineOfAMegabyteIsSetAside() {
    isSetAside(FROM + "X-A: " + "b".repeat(1_000_000) + "\r\n\r\nx", "");
  }

  @Test
  void aBodyLineOfAMegabyteIsKept() {
    assertThat(contact(FROM + "\r\n" + "y".repeat(1_000_000)).text()).hasSize(1_000_000);
  }

  @Test
  void textBeyondTheBoundStaysInTheRawBytes() {
    InboundContact contact = contact(FROM + "\r\n" + "lorem ipsum\r\n".repeat(200_000));
    assertThat(contact.text().length()).isLessThanOrEqualTo(1024 * 1024);
    assertThat(contact.raw().size()).isGreaterThan(2_000_000);
  }

  @Test
  void brokenEncodingsAndCharsetsStillGiveText() {
    assertThat(
            contact(
                    FROM
                        + "Content-Type: text/plain; charset=klingon\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\nR3LDvMOfZQ=!*")
                .text())
        .startsWith("Gr");
    assertThat(contact(FROM + "\r\nGr\u00fc\u00dfe").text()).isEqualTo("Grüße");
    assertThat(
            contact(
                    (FROM + "Content-Type: text/plain; charset=utf-8\r\n\r\n\u00e4\u0000b\u0007")
                        .getBytes(StandardCharsets.ISO_8859_1))
                .text())
        .isEqualTo("äb");
    assertThat(
            contact(FROM + "Content-Transfer-Encoding: quoted-printable\r\n\r\na=ZZb=\r\nc=3D=")
                .text())
        .contains("c=");
  }

  @Test
  void headersInAnyCharsetAreRead() {
    InboundContact contact =
        contact(
            ("From: =?UTF-8?Q?J=C3=BCrgen?= <j@example.org>\r\n"
                    + "Subject: =?utf-8?B?R3LDvMOfZQ==?= =?nonsense?X?y?= und mehr\r\n\r\nx")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(contact.sender().name()).isEqualTo("Jürgen");
    assertThat(contact.subject()).startsWith("Grüße").endsWith("und mehr");
    assertThat(
            contact("From: a@example.org\r\nSubject: Gr\u00c3\u00bc\u00c3\u009fe\r\n\r\nx")
                .subject())
        .isEqualTo("Grüße");
  }

  @Test
  void aSubjectOfManyLinesIsOneLine() {
    InboundContact contact =
        contact(FROM + "Subject: =?utf-8?Q?Hi=0D=0ABcc:_eve=40example.org?=\r\n folded\r\n\r\nx");
    assertThat(contact.subject()).doesNotContain("\r", "\n").contains("folded");
  }

  @Test
  void attachmentsAreListedWithTheirNamesTypesAndSizes() {
    InboundContact contact =
        contact(
            FROM
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\n"
                + "Content-Type: text/html\r\n\r\n"
                + "<style>p{}</style><p>Hello<br>you</p><script>bad()</script>\r\n"
                + "--b\r\n"
                + "Content-Type: application/pdf\r\n"
                + "Content-Transfer-Encoding: base64\r\n"
                + "Content-Disposition: attachment; filename*0*=utf-8''..%2FR%C3%A4d;\r\n"
                + " filename*1*=er.pdf\r\n\r\n"
                + "AAECAwQ=\r\n"
                + "--b\r\n"
                + "Content-Type: message/rfc822\r\n\r\n"
                + "Subject: inner\r\n\r\n"
                + "not ours\r\n"
                + "--b--\r\n");
    assertThat(contact.text()).isEqualTo("Hello\nyou");
    assertThat(contact.attachments().getFirst())
        .isEqualTo(new Attachment("Räder.pdf", "application/pdf", 5));
    assertThat(contact.attachments().getLast().type()).isEqualTo("message/rfc822");
  }

  @Test
  void htmlAThousandDeepIsTextAndNoOverflow() {
    assertThat(
            contact(FROM + "Content-Type: text/html\r\n\r\n" + "<div>".repeat(30_000) + "deep")
                .text())
        .contains("deep");
  }

  @Test
  void aMailWithoutFromHasTheSenderOfItsEnvelope() {
    InboundContact contact = contact("Subject: x\r\n\r\ny");
    assertThat(contact.sender().identifiers().getFirst().value()).isEqualTo("ana@example.org");
  }

  @Test
  void aMailWithoutAnySenderIsSetAside() {
    assertThat(server.deliver("", "Subject: x\r\n\r\ny")).startsWith("250");
    assertThat(server.store.setAside().getFirst().reason()).contains("no sender");
  }

  @Test
  void whatMachinesSendIsMarked() {
    assertThat(contact(FROM + "Auto-Submitted: auto-replied\r\n\r\n1").automatic()).isTrue();
    assertThat(contact(FROM + "Precedence: Bulk\r\n\r\n2").automatic()).isTrue();
    assertThat(contact(FROM + "Auto-Submitted: no\r\n\r\n3").automatic()).isFalse();
    server.deliver("", FROM + "\r\n4");
    assertThat(server.store.received().getLast().automatic()).isTrue();
  }

  @Test
  void aParserThatRunsTooLongGivesUp() {
    MailLimits hasty = new MailLimits(500, 20, 1_000, 65_536, 10_000, 1_048_576, 0);
    assertThat(
            new MailParser(hasty)
                .parse(RawBytes.of((FROM + "\r\nx").getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(new ParsedMail.Illegible("reading it took too long"));
  }
}
