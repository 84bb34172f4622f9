package dev.rapport.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.InboundContact;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NullUnmarked
class MailThreadTest {

  private static final String OURS = "<token@velo.example>";

  private final MailServer server = new MailServer(MailServer.settings());
  private int mails;

  @BeforeEach
  void aConversationWithAReplyOfOurs() {
    mail("ana@example.org", "A flat tyre", "");
    server.store.sentMail(OURS, "c1");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private InboundContact mail(String from, String subject, String headers) {
    assertThat(
            server.deliver(
                from,
                "From: " + from + "\r\nSubject: " + subject + "\r\n" + headers + "\r\n" + ++mails))
        .startsWith("250");
    return server.store.received().getLast();
  }

  @Test
  @DisplayName("P7: an answer to our mail by who took part joins its conversation")
  void anAnswerJoinsItsConversation() {
    for (String subject : List.of("Re: A flat tyre", "AW: Re: a  FLAT tyre", "A flat tyre")) {
      assertThat(mail("Ana@Example.org", subject, "In-Reply-To: " + OURS + "\r\n").conversation())
          .isEqualTo("c1");
    }
    assertThat(
            mail("ana@example.org", "Re: A flat tyre", "References: <a@b> " + OURS + " <c@d>\r\n")
                .conversation())
        .isEqualTo("c1");
  }

  @Test
  @DisplayName("P7: a stranger who quotes our Message-ID joins nothing")
  void aStrangerJoinsNothing() {
    InboundContact mail =
        mail("eve@example.org", "Re: A flat tyre", "In-Reply-To: " + OURS + "\r\n");
    assertThat(mail.conversation()).isNull();
    assertThat(mail.related()).isEqualTo("c1");
  }

  @Test
  @DisplayName("P7: another subject is another contact, shown beside the first")
  void anotherSubjectIsAnotherContact() {
    InboundContact mail = mail("ana@example.org", "The bell", "In-Reply-To: " + OURS + "\r\n");
    assertThat(mail.conversation()).isNull();
    assertThat(mail.related()).isEqualTo("c1");
  }

  @Test
  @DisplayName("P7: the same subject, or a Message-ID not ours, joins nothing")
  void aSubjectAloneJoinsNothing() {
    InboundContact mail = mail("ana@example.org", "Re: A flat tyre", "References: <x@y>\r\n");
    assertThat(mail.conversation()).isNull();
    assertThat(mail.related()).isNull();
  }

  @Test
  void ourOwnMailComingBackIsMarkedAutomatic() {
    assertThat(
            mail("help@velo.example", "Re: A flat tyre", "Message-ID: " + OURS + "\r\n")
                .automatic())
        .isTrue();
  }
}
