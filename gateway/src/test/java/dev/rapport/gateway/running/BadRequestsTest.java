package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What must not come in is refused with a problem detail that says why, and nothing else happens.
final class BadRequestsTest {
  private static final String FORMS = "/api/v1/forms";
  private static final String JSON = "application/json";

  @TempDir private static Path data;
  private static RunningRapport rapport;

  @BeforeAll
  static void start() {
    rapport = RunningRapport.start(data);
  }

  @AfterAll
  static void stop() {
    rapport.close();
  }

  private static HttpResponse<String> post(String body) {
    return rapport.call("POST", FORMS).body(JSON, body).send();
  }

  /// The answer is a problem detail of that kind, and tells nothing of our insides.
  private static JsonObject problem(HttpResponse<String> answer, int status, String slug) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body())
        .doesNotContain("Exception", "\tat ", "dev.rapport", "java.", "io.vertx", "SQL");
    JsonObject problem = new JsonObject(answer.body());
    assertThat(problem.getString("type")).isEqualTo("urn:rapport:problem:" + slug);
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("title")).isNotBlank();
    return problem;
  }

  private static String field(JsonObject problem) {
    return problem.getJsonArray("fields").getJsonObject(0).getString("field");
  }

  @Test
  void aBodyBeyond64KiBIsTooLarge() {
    String message = "x".repeat(70_000);
    problem(post(new JsonObject().put("message", message).encode()), 413, "too-large");
    problem(
        rapport.call("POST", "/api/v1/session").body(JSON, "\"" + message + "\"").send(),
        413,
        "too-large");
  }

  @Test
  void invalidUtf8IsMalformed() {
    byte[] body = "{\"message\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    body[12] = (byte) 0xff;
    problem(rapport.call("POST", FORMS).body(JSON, body).send(), 400, "malformed");
    problem(rapport.call("POST", "/api/v1/session").body(JSON, body).send(), 400, "malformed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"message\":\"hello\",\"colour\":\"red\"}   | colour",
        "{\"subject\":\"no message\"}                 | message",
        "{\"message\":\"\"}                           | message",
        "{\"message\":7}                              | message",
        "{\"message\":\"hello\",\"person\":\"maybe\"} | person",
        "{\"message\":\"hello\",\"email\":\"@@\"}     | email"
      })
  void aFormWithAWrongFieldNamesIt(String body, String field) {
    assertThat(field(problem(post(body), 400, "invalid-form"))).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"tags\":\"x\"       | tags",
        "\"tags\":[7]         | tags",
        "\"tags\":[null]      | tags",
        "\"visibility\":5     | visibility",
        "\"visibility\":null  | visibility",
        "\"state\":{}         | state",
        "\"category\":[]      | category",
        "\"format\":true      | format"
      })
  void anArticleWithAWrongFieldNamesIt(String wrong, String field) {
    String body = "{\"title\":\"T\",\"body\":\"B\",\"language\":\"en\",%s}".formatted(wrong);
    var answer =
        rapport
            .call("POST", "/api/v1/editor/articles")
            .as(rapport.token("sofia"))
            .body(JSON, body)
            .send();
    assertThat(field(problem(answer, 400, "invalid-body"))).isEqualTo(field);
  }

  @Test
  void whatIsNoJsonObjectIsMalformed() {
    for (String body :
        List.of("", "[]", "null", "{\"message\":", "x".repeat(100), "[".repeat(9_000))) {
      problem(post(body), 400, "malformed");
    }
  }

  @Test
  void anUnknownTopicIsUnprocessable() {
    for (String topic : List.of("no-such-queue", "board")) {
      var form = new JsonObject().put("message", "hello").put("topic", topic);
      assertThat(field(problem(post(form.encode()), 422, "unknown-topic"))).isEqualTo("topic");
    }
  }

  @Test
  void anotherContentTypeIsUnsupported() {
    problem(
        rapport.call("POST", FORMS).body("text/plain", "hello").send(), 415, "unsupported-type");
    problem(rapport.call("POST", FORMS).send(), 415, "unsupported-type");
    problem(
        rapport.call("POST", "/api/v1/session").body("text/xml", "<login/>").send(),
        415,
        "unsupported-type");
  }

  @Test
  @DisplayName("P4: the same form under the same key is one contact, another body is refused")
  void anIdempotencyKeyStandsForOneBody() {
    String body = new JsonObject().put("message", "Once").put("person", true).encode();
    String first = keyed("key-1", body).body();
    assertThat(keyed("key-1", body).body()).isEqualTo(first);
    problem(keyed("key-1", body.replace("Once", "Twice")), 409, "key-reused");
    assertThat(keyed("key-2", body).body()).isNotEqualTo(first);
    problem(keyed("k".repeat(256), body), 400, "invalid-key");
    assertThat(
            rapport.get("sofia", "/api/v1/contacts?channel=form").getJsonArray("contacts").stream()
                .filter(c -> first.contains(((JsonObject) c).getString("id"))))
        .hasSize(1);
  }

  private static HttpResponse<String> keyed(String key, String body) {
    return rapport.call("POST", FORMS).header("Idempotency-Key", key).body(JSON, body).send();
  }

  @Test
  void aFollowUpNeedsTheKeyOfItsOwnContact() {
    JsonObject mine = rapport.form(new JsonObject().put("message", "One").put("person", true));
    JsonObject other = rapport.form(new JsonObject().put("message", "Two").put("person", true));
    String path = FORMS + "/" + mine.getString("contact");
    for (String key : List.of("", "?key=", "?key=wrong", "?key=" + other.getString("followUp"))) {
      problem(rapport.call("GET", path + key).send(), 404, "not-found");
      problem(rapport.call("POST", path + "/person" + key).send(), 404, "not-found");
      problem(rapport.call("POST", path + "/helped" + key).send(), 404, "not-found");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/answers,                    invalid-parameter",
    "/api/v1/answers?q=,                 invalid-parameter",
    "/api/v1/answers?q=a&q=b,            invalid-parameter",
    "/api/v1/answers?q=a&limit=0,        invalid-parameter",
    "/api/v1/answers?q=a&limit=21,       invalid-parameter",
    "/api/v1/answers?q=a&limit=many,     invalid-parameter",
    "/api/v1/contacts?limit=1000,        invalid-parameter",
    "/api/v1/customers,                  invalid-parameter",
    "/api/v1/answers?q=%ff%fe&limit=-1,  invalid-parameter"
  })
  void aWrongParameterIsRefused(String path, String slug) {
    problem(rapport.call("GET", path).as(rapport.token("sofia")).send(), 400, slug);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/v1/nothing,                       404",
    "GET,    /api/v1/articles/none,                 404",
    "GET,    /api/v1/contacts/%00,                  404",
    "GET,    /api/v1/contacts/..%2f..%2fsecret.key, 404",
    "GET,    /app/..%2f..%2fapi%2fopenapi.yaml,     404",
    "GET,    /webjars/..%2f..%2f..%2frapport.yaml,  404",
    "DELETE, /api/v1/forms,                         405",
    "PUT,    /api/v1/session,                       405",
    "POST,   /desk,                                 405"
  })
  void anAddressThatIsNoneIsSaidSo(String method, String path, int status) {
    var answer = rapport.call(method, path).as(rapport.token("sofia")).send();
    problem(answer, status, status == 405 ? "method" : "not-found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE | /api/v1/forms                      | POST",
        "PUT    | /api/v1/session                    | DELETE, GET, HEAD, POST",
        "DELETE | /api/v1/customers/none/preferences | GET, HEAD, POST",
        "POST   | /desk                              | GET, HEAD",
        "PUT    | /app/desk/main.js                  | GET, HEAD"
      })
  void whoUsesAnotherMethodIsToldWhichThereAre(String method, String path, String allowed) {
    var answer = rapport.call(method, path).as(rapport.token("sofia")).send();
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/desk", "/openapi.yaml", "/health/ready"})
  void whatCanBeReadAnswersForTheHeadAlone(String path) {
    var answer = rapport.call("HEAD", path).send();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("Content-Type")).isPresent();
  }

  @Test
  void anAddressThatCannotBeReadIsMalformed() throws IOException {
    try (Socket socket =
        new Socket(java.net.InetAddress.getLoopbackAddress(), rapport.httpPort())) {
      socket.setSoTimeout((int) Patience.LIMIT.toMillis());
      String request = "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("Exception");
    }
  }

  @Test
  void aWrongTokenIsNoSession() {
    for (String token : List.of("wrong", "x".repeat(500), "'; drop table session; --")) {
      var answer = rapport.call("GET", "/api/v1/session").as(token).send();
      problem(answer, 401, "not-signed-in");
      assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }
  }

  @Test
  void twoHundredBadLoginsSlowTheirAddressDownAndNobodyElse() throws UnknownHostException {
    var bad = new JsonObject().put("login", "ben").put("password", "a guess");
    List<HttpResponse<String>> answers =
        IntStream.range(0, 200)
            .mapToObj(_ -> rapport.call("POST", "/api/v1/session").json(bad).send())
            .toList();
    assertThat(answers).allMatch(a -> a.statusCode() == 401 || a.statusCode() == 429);
    problem(answers.getFirst(), 401, "wrong-login");
    var late = answers.stream().filter(a -> a.statusCode() == 429).toList();
    assertThat(late).hasSizeGreaterThan(100);
    problem(late.getFirst(), 429, "too-many-failures");
    assertThat(late)
        .allMatch(a -> Integer.parseInt(a.headers().firstValue("Retry-After").orElse("0")) > 0);

    // The one who is meant signs in from elsewhere all the same: nobody can lock him out.
    var right = new JsonObject().put("login", "ben").put("password", RunningRapport.PASSWORD);
    try (HttpClient elsewhere =
        HttpClient.newBuilder().localAddress(InetAddress.getByName("127.0.0.2")).build()) {
      URI address = URI.create("http://127.0.0.1:" + rapport.httpPort() + "/api/v1/session");
      var answer = new Call(elsewhere, address, "POST").json(right).send();
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  @Test
  void anUnknownLoginIsAnsweredAsAWrongPassword() throws UnknownHostException {
    try (HttpClient elsewhere =
        HttpClient.newBuilder().localAddress(InetAddress.getByName("127.0.0.3")).build()) {
      URI address = URI.create("http://127.0.0.1:" + rapport.httpPort() + "/api/v1/session");
      var wrong = new JsonObject().put("password", "a guess");
      var unknown =
          new Call(elsewhere, address, "POST").json(wrong.copy().put("login", "x")).send();
      var known = new Call(elsewhere, address, "POST").json(wrong.put("login", "ana")).send();
      problem(unknown, 401, "wrong-login");
      assertThat(unknown.body()).isEqualTo(known.body());
    }
  }

  @Test
  void aLoginWithUnknownFieldsIsRefused() {
    var body = new JsonObject().put("login", "ben").put("password", "x").put("role", "admin");
    var answer = rapport.call("POST", "/api/v1/session").json(body).send();
    assertThat(field(problem(answer, 400, "invalid-body"))).isEqualTo("role");
  }
}
