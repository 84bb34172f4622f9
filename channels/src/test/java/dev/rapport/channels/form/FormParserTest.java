package dev.rapport.channels.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.InboundContact;
import dev.rapport.channels.SenderIdentifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class FormParserTest {

  private static final String JSON = "application/json; charset=utf-8";
  private static final String POST = "application/x-www-form-urlencoded";

  private static ParsedForm parse(String type, String body) {
    return FormParser.parse(type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static WebForm filled(String type, String body) {
    assertThat(parse(type, body)).isInstanceOf(ParsedForm.Filled.class);
    return ((ParsedForm.Filled) parse(type, body)).form();
  }

  private static List<String> problems(String type, String body) {
    assertThat(parse(type, body)).isInstanceOf(ParsedForm.Wrong.class);
    return ((ParsedForm.Wrong) parse(type, body))
        .problems().stream().map(p -> p.field() + " " + p.problem()).toList();
  }

  @Test
  void bothBodiesGiveTheSameForm() {
    WebForm json =
        filled(
            JSON,
            "{\"message\":\"Grüße\\nHelp\",\"email\":\"ana@example.org\",\"phone\":\"+49 30 1\","
                + "\"topic\":\"repairs\",\"person\":true}");
    WebForm post =
        filled(
            POST,
            "message=Gr%C3%BC%C3%9Fe%0D%0AHelp&email=ana%40example.org&phone=%2B49+30+1"
                + "&topic=repairs&person=on&name=&subject=");
    assertThat(post).isEqualTo(json);
    assertThat(json.message()).isEqualTo("Grüße\nHelp");
  }

  @Test
  void whatAFormSaysOfItsSenderIsClaimed() {
    InboundContact contact =
        filled(POST, "message=Hi&email=ana%40example.org&phone=123")
            .toContact("velo", "help@velo.example", "key");
    assertThat(contact.sender().identifiers())
        .extracting(SenderIdentifier::proof)
        .containsOnly(SenderIdentifier.Proof.CLAIMED)
        .hasSize(2);
  }

  @Test
  void everyProblemIsNamed() {
    assertThat(
            problems(
                JSON,
                "{\"e-mail\":\"a@b\",\"phone\":12,\"person\":\"perhaps\",\"subject\":\""
                    + "x".repeat(301)
                    + "\"}"))
        .containsExactlyInAnyOrder(
            "e-mail is not a field of this form",
            "phone must be text",
            "person must be true or false",
            "subject is longer than 300 characters",
            "message is missing");
    assertThat(problems(POST, "message=+&email=nobody"))
        .containsExactlyInAnyOrder("message is missing", "email is not an e-mail address");
  }

  @Test
  void aLineEndInAFieldOfOneLineBecomesASpace() {
    assertThat(filled(POST, "message=x&subject=Hi%0D%0ABcc:%20eve%40example.org").subject())
        .isEqualTo("Hi Bcc: eve@example.org");
  }

  @Test
  void whatIsNoFormIsSaidToBeNone() {
    assertThat(parse(JSON, "[1]")).isInstanceOf(ParsedForm.Unreadable.class);
    assertThat(parse(JSON, "{\"message\":")).isInstanceOf(ParsedForm.Unreadable.class);
    assertThat(parse(POST, "message=%zz")).isInstanceOf(ParsedForm.Unreadable.class);
    assertThat(parse(POST, "message=1&message=2")).isInstanceOf(ParsedForm.Unreadable.class);
    assertThat(parse(POST, "a=1&".repeat(40))).isInstanceOf(ParsedForm.Unreadable.class);
    assertThat(parse("text/plain", "message=1")).isInstanceOf(ParsedForm.UnsupportedType.class);
    assertThat(FormParser.parse(null, new byte[0])).isInstanceOf(ParsedForm.UnsupportedType.class);
    assertThat(FormParser.parse(JSON, new byte[] {'{', (byte) 0xff, '}'}))
        .isInstanceOf(ParsedForm.Unreadable.class);
    assertThat(FormParser.parse(JSON, new byte[64 * 1024 + 1]))
        .isInstanceOf(ParsedForm.TooLarge.class);
    assertThat(parse(JSON, "{\"message\":" + "[".repeat(20_000)))
        .isInstanceOf(ParsedForm.Unreadable.class);
  }
}
