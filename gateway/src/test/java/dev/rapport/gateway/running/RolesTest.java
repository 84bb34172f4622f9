package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rapport.gateway.running.Contract.Operation;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may do what, as `x-roles` of `/openapi.yaml` says: every operation is tried by nobody, an
/// agent, a supervisor and an admin.
final class RolesTest {
  private static final Map<String, String> LOGINS =
      Map.of("agent", "ben", "supervisor", "sofia", "admin", "adam");

  private static final List<String> NAMES =
      List.of(
          "customer",
          "article",
          "group",
          "item",
          "link",
          "preference",
          "promise",
          "membership",
          "agent",
          "queue",
          "attachment",
          "category");

  @TempDir private static Path data;
  private static RunningRapport rapport;
  private static String contact;

  @BeforeAll
  static void aContactOfBen() {
    rapport = RunningRapport.start(data);
    try (Desk ben = rapport.desk("ben")) {
      contact =
          rapport
              .form(new JsonObject().put("message", "Hello").put("person", true))
              .getString("contact");
      ben.accept(contact);
      ben.complete(contact);
    }
  }

  @AfterAll
  static void stop() {
    rapport.close();
  }

  @TestFactory
  Stream<DynamicTest> everyOperationAsksForItsRole() {
    return Contract.operations().stream()
        .flatMap(operation ->
            Stream.of("nobody", "agent", "supervisor", "admin")
                .map(who ->
                    dynamicTest(operation.id() + " by " + who, () -> check(operation, who))));
  }

  private static void check(Operation operation, String who) {
    int status = send(operation, who).statusCode();
    if (operation.roles().isEmpty()) {
      assertThat(status).isNotIn(401, 403);
    } else if (who.equals("nobody")) {
      assertThat(status).isEqualTo(401);
    } else if (operation.roles().contains(who)) {
      assertThat(status).isNotIn(401, 403).isLessThan(500);
    } else {
      assertThat(status).isEqualTo(403);
    }
  }

  private static HttpResponse<String> send(Operation operation, String who) {
    Map<String, String> known = new HashMap<>(Map.of("contact", contact));
    for (String name : NAMES) {
      known.put(name, "none");
    }
    String path = operation.at(known);
    Call call = rapport.call(operation.method(), path);
    if (!who.equals("nobody")) {
      String login = LOGINS.getOrDefault(who, who);
      // Logging out must not take the session of the other cases with it.
      call.as(operation.id().equals("logOut") ? rapport.freshToken(login) : rapport.token(login));
    }
    return call.send();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/screen-pop", "/messages", "/decisions"})
  void anAgentReadsHisOwnContactsAndNoOthers(String part) {
    String path = "/api/v1/contacts/" + contact + part;
    assertThat(rapport.get("ben", path)).isNotEmpty();
    var other = rapport.call("GET", path).as(rapport.token("cleo")).send();
    assertThat(other.statusCode()).isEqualTo(404);
    assertThat(other.body()).isEqualTo(missing(part));
  }

  /// What is answered for a contact that never was, so that nothing can be told from the answer.
  private static String missing(String part) {
    return rapport
        .call("GET", "/api/v1/contacts/no-such-contact" + part)
        .as(rapport.token("cleo"))
        .send()
        .body();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/desk", "/api/v1/live"})
  void aSocketIsRefusedWithoutASessionAndWithAWrongToken(String path) {
    assertThat(handshake(path, Map.of())).isEqualTo(401);
    assertThat(handshake(path, Map.of("Authorization", "Bearer wrong"))).isEqualTo(401);
    assertThat(handshake(path, Map.of("Cookie", "rapport_session=wrong"))).isEqualTo(401);
  }

  @Test
  void aSocketIsRefusedToTheWrongRole() {
    assertThat(handshake("/api/v1/live", bearer("ben"))).isEqualTo(403);
    assertThat(handshake("/api/v1/desk", bearer("sofia"))).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/chat", "/api/v1/desk", "/api/v1/live"})
  void aPageOfAnotherSiteOpensNoSocket(String path) {
    for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1:1")) {
      var headers = Map.of("Origin", origin, "Authorization", "Bearer " + rapport.token("ben"));
      assertThat(handshake(path, headers)).as(path + " from " + origin).isEqualTo(403);
    }
  }

  @Test
  void aPageOfAnotherSiteCannotLogInOrOutForSomebody() {
    var out =
        rapport
            .call("DELETE", "/api/v1/session")
            .as(rapport.token("ben"))
            .header("Origin", "https://evil.example")
            .send();
    assertThat(out.statusCode()).isEqualTo(403);
    var in =
        rapport
            .call("POST", "/api/v1/session")
            .header("Origin", "https://evil.example")
            .json(new JsonObject().put("login", "ben").put("password", RunningRapport.PASSWORD))
            .send();
    assertThat(in.statusCode()).isEqualTo(403);
    assertThat(rapport.get("ben", "/api/v1/session").getString("login")).isEqualTo("ben");
  }

  @Test
  void loggingOutEndsTheSessionAndItsSockets() {
    String token = rapport.freshToken("ben");
    Desk desk = new Desk(rapport.client, rapport.socket("/api/v1/desk"), token);
    desk.hello();
    assertThat(rapport.call("DELETE", "/api/v1/session").as(token).send().statusCode())
        .isEqualTo(204);
    assertThat(desk.closeCode()).isEqualTo(4401);
    assertThat(rapport.call("GET", "/api/v1/session").as(token).send().statusCode()).isEqualTo(401);
    assertThat(handshake("/api/v1/desk", Map.of("Authorization", "Bearer " + token)))
        .isEqualTo(401);
  }

  @Test
  void theCookieOfASessionIsForOurPagesAlone() {
    var in =
        rapport
            .call("POST", "/api/v1/session")
            .json(new JsonObject().put("login", "ben").put("password", RunningRapport.PASSWORD))
            .send();
    assertThat(in.body()).doesNotContain("token");
    String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict", "Path=/");
    String pair = cookie.substring(0, cookie.indexOf(';'));
    assertThat(rapport.call("GET", "/api/v1/session").header("Cookie", pair).send().statusCode())
        .isEqualTo(200);
    try (FrameSocket desk =
        new FrameSocket(rapport.client, rapport.socket("/api/v1/desk"), Map.of("Cookie", pair))) {
      desk.send(new JsonObject().put("type", "hello"));
      assertThat(desk.await("welcome").getJsonObject("agent").getString("id")).isEqualTo("ben");
    }
  }

  private static Map<String, String> bearer(String login) {
    return Map.of("Authorization", "Bearer " + rapport.token(login));
  }

  /// The status that refuses the handshake.
  private static int handshake(String path, Map<String, String> headers) {
    CompletionException refused =
        catchThrowableOfType(
            CompletionException.class,
            () -> new FrameSocket(rapport.client, rapport.socket(path), headers).close());
    assertThat(refused).as("the handshake is refused").isNotNull();
    assertThat(refused.getCause()).isInstanceOf(WebSocketHandshakeException.class);
    return ((WebSocketHandshakeException) Objects.requireNonNull(refused.getCause()))
        .getResponse()
        .statusCode();
  }
}
