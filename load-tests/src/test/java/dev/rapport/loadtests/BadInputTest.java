package dev.rapport.loadtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What should not be sent, sent to the real process; after each it still takes a proper form.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {
  private static final int BAD_LOGINS = 200;

  private LiveCentre centre;

  @BeforeAll
  void start(@TempDir Path home) {
    centre = LiveCentre.start(home, 2, 10);
  }

  @AfterAll
  void stop() {
    if (centre != null) {
      centre.close();
    }
  }

  @AfterEach
  void aProperFormIsStillTaken() {
    assertThat(centre.goodForm("Still there?").status()).isEqualTo(202);
  }

  @Test
  void aMailOfThirtyMegabytesIsRefusedAndTheNextIsTaken() {
    byte[] line =
        "All work and no play makes a very long mail indeed, as you will see below.\n"
            .getBytes(StandardCharsets.US_ASCII);
    Buffer huge = Buffer.buffer("From: a@example.org\nSubject: huge\n\n");
    while (huge.length() < 30 << 20) {
      huge.appendBytes(line);
    }
    assertThat(centre.mail(huge).code()).isEqualTo(552);
    Buffer small = Buffer.buffer("From: a@example.org\nSubject: small\n\nHello\n");
    assertThat(centre.mail(small).taken()).isTrue();
  }

  @Test
  void aChatFrameOfTwoMegabytesClosesTheSocketWith1009() throws IOException {
    try (RawSocket chat = RawSocket.webSocket(centre.target(), "/api/v1/chat")) {
      byte[] huge = new byte[2 << 20];
      Arrays.fill(huge, (byte) 'a');
      chat.sendTextFrame(huge);
      assertThat(chat.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void aFrameOfInvalidUtf8ClosesTheSocketWith1007() throws IOException {
    try (RawSocket chat = RawSocket.webSocket(centre.target(), "/api/v1/chat")) {
      chat.sendTextFrame(new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', '}'});
      assertThat(chat.closeCode()).isEqualTo(1007);
    }
    String token = centre.token("agent01");
    try (RawSocket desk =
        RawSocket.webSocket(centre.target(), "/api/v1/desk", "Authorization: Bearer " + token)) {
      desk.sendTextFrame(new byte[] {(byte) 0xff, (byte) 0xfe});
      assertThat(desk.closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void aFormOfInvalidUtf8IsRefused() {
    Buffer body =
        Buffer.buffer("{\"message\":\"")
            .appendByte((byte) 0xc3)
            .appendByte((byte) 0x28)
            .appendString("\"}");
    var reply =
        centre.call(() ->
            centre
                .http()
                .send(
                    HttpMethod.POST,
                    "/api/v1/forms",
                    Map.of("Content-Type", "application/json"),
                    body));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.headers().get("content-type")).startsWith("application/problem+json");
  }

  @Test
  void aFormWithUnknownFieldsIsRefusedAndTheyAreNamed() {
    var form = new JsonObject().put("message", "Hello").put("colour", "red").put("is_admin", true);
    var reply = centre.form(form);
    assertThat(reply.status()).isEqualTo(400);
    List<String> named =
        reply.json().getJsonArray("fields", new JsonArray()).stream()
            .map(field -> ((JsonObject) field).getString("field"))
            .toList();
    assertThat(named).containsExactlyInAnyOrder("colour", "is_admin");
  }

  @Test
  void aFormForATopicThatDoesNotExistIsRefused() {
    var reply = centre.form(new JsonObject().put("message", "Hello").put("topic", "no-such-queue"));
    assertThat(reply.status()).isEqualTo(422);
  }

  @Test
  void halfOpenConnectionsAreClosedAndHurtNobodyElse() throws IOException {
    Target target = centre.target();
    try (RawSocket head = RawSocket.connect(target, target.httpPort());
        RawSocket body = RawSocket.connect(target, target.httpPort());
        RawSocket smtp = RawSocket.connect(target, target.smtpPort());
        RawSocket chat = RawSocket.webSocket(target, "/api/v1/chat")) {
      head.send("POST /api/v1/forms HTTP/1.1\r\nHost: half");
      body.send(
          "POST /api/v1/forms HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
              + "Content-Length: 1000\r\n\r\n{\"mess");
      smtp.send("EHLO half.example\r\nMAIL FR");
      chat.sendTextFrame("{\"type\":\"hello\"}".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 20; i++) {
        assertThat(centre.goodForm("Meanwhile " + i).status()).isEqualTo(202);
      }
      // Each read ends when the process closes the connection; patience is bounded by the socket.
      assertThat(chat.closeCode()).isNotEqualTo(1000);
      assertThat(head.untilClosed()).doesNotContain(" 202 ");
      assertThat(body.untilClosed()).doesNotContain(" 202 ");
      assertThat(smtp.untilClosed()).startsWith("220");
    }
  }

  @Test
  void twoHundredBadLoginsAreThrottledAndTheRightOneWorksFromElsewhere() {
    List<Integer> statuses =
        centre.call(() ->
            Future.join(
                    IntStream.range(0, BAD_LOGINS)
                        .mapToObj(i -> badLogIn("agent02", "wrong-password-" + i))
                        .toList())
                .map(all ->
                    all.<HttpCalls.Reply>list().stream().map(HttpCalls.Reply::status).toList()));
    assertThat(statuses).contains(401, 429).containsOnly(401, 429);
    assertThat(statuses.stream().filter(s -> s == 401).count()).isLessThan(60);
    var late = centre.call(() -> badLogIn("agent02", "wrong"));
    assertThat(late.status()).isEqualTo(429);
    assertThat(late.headers()).containsKey("retry-after");
    HttpCalls elsewhere = HttpCalls.from("127.0.0.9", centre.loop(), centre.target());
    assertThat(centre.call(() -> elsewhere.logIn("agent01", BenchCentre.PASSWORD))).isNotBlank();
  }

  private Future<HttpCalls.Reply> badLogIn(String login, String password) {
    var body = new JsonObject().put("login", login).put("password", password).put("as", "token");
    // From an address of its own, so that the other tests can still log in.
    return HttpCalls.from("127.0.0.8", centre.loop(), centre.target())
        .postJson("/api/v1/session", body, Map.of());
  }

  @Test
  void aWrongTokenOpensNothing() {
    var forged = Map.of("Authorization", "Bearer not-a-token");
    assertThat(centre.call(() -> centre.http().get("/api/v1/contacts", forged)).status())
        .isEqualTo(401);
    assertThat(centre.call(() -> centre.http().get("/api/v1/contacts", Map.of())).status())
        .isEqualTo(401);
    assertThatThrownBy(
            () -> RawSocket.webSocket(centre.target(), "/api/v1/desk", "Authorization: Bearer no"))
        .hasMessageContaining(" 401 ");
  }

  @Test
  void anAgentMayNotReadWhatSupervisorsRead() {
    var agent = HttpCalls.bearer(centre.token("agent01"));
    for (String path : List.of("/api/v1/contacts", "/api/v1/set-aside", "/api/v1/board")) {
      assertThat(centre.call(() -> centre.http().get(path, agent)).status())
          .as(path)
          .isEqualTo(403);
    }
  }

  @Test
  void aForgedVisitorTokenIsNobody() throws IOException {
    try (RawSocket chat = RawSocket.webSocket(centre.target(), "/api/v1/chat")) {
      String hello = "{\"type\":\"hello\",\"token\":\"v1.someone-else.AAAA\"}";
      chat.sendTextFrame(hello.getBytes(StandardCharsets.UTF_8));
      assertThat(chat.nextText()).doesNotContain("someone-else");
    }
  }
}
