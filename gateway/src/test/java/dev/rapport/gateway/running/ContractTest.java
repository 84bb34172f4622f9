package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rapport.gateway.running.Contract.Operation;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What the process answers is what `/openapi.yaml` and `/asyncapi.yaml` say.
final class ContractTest {
  private static final Pattern ROUTE =
      Pattern.compile("\\.(get|post|put|patch|delete)\\(\\s*\"(/(?:api|health|metrics)[^\"]*)\"");

  @TempDir private static Path data;
  private static RunningRapport rapport;

  // Both made by names(), which the first day calls.
  @SuppressWarnings("NullAway.Init")
  private static RelationshipCalls relationship;

  @SuppressWarnings("NullAway.Init")
  private static ArticleCalls articles;

  private static Schemas schemas;
  private static final Map<String, String> NAMES = new HashMap<>();
  private static String key;
  private static List<JsonObject> deskFrames;
  private static List<JsonObject> chatFrames;
  private static List<JsonObject> liveFrames;

  /// A day in small: everything the sockets can be made to say is said.
  @BeforeAll
  static void aSmallDay() {
    schemas = new Schemas();
    rapport = RunningRapport.start(data).answering();
    rapport.mail("", "Subject: nobody wrote this\n\nHello\n");
    FrameSocket board = rapport.board("sofia");
    Desk ben = rapport.desk("ben");
    Visitor visitor = rapport.visitor();
    visitor.hello(new JsonObject().put("email", "harriet.boone@example.org"));
    visitor.say("How high should my saddle be?");
    visitor.message("assistant", "");
    visitor.send(new JsonObject().put("type", "person"));
    String chat = visitor.status("answering").getString("contact");
    ben.decline(chat);
    ben.of("offer_ended", chat);
    visitor.status("waiting");
    visitor.send(new JsonObject().put("type", "juggle"));
    visitor.await("nack");
    ben.text("no json");
    JsonObject form =
        rapport.form(
            new JsonObject()
                .put("message", "The saddle again")
                .put("name", "Harriet")
                .put("email", "harriet.boone@example.org")
                .put("phone", "+44 117 496 0000")
                .put("person", true));
    String contact = form.getString("contact");
    key = form.getString("followUp");
    ben.accept(contact);
    ben.reply(contact, "Higher");
    Desk second = rapport.bareDesk("ben");
    second.hello();
    ben.finish(contact);
    rapport.bareDesk("ben").hello();
    ben.complete(contact);
    visitor.send(new JsonObject().put("type", "leave"));
    visitor.status("ended");
    ben.away();
    board.await("a board with an end", f -> f.encode().contains("\"handled\":1"));
    names(contact);
    deskFrames = Stream.of(ben, second).flatMap(d -> d.frames().stream()).toList();
    chatFrames = visitor.frames();
    liveFrames = board.frames();
  }

  private static void names(String contact) {
    NAMES.put("contact", contact);
    NAMES.put("agent", "ben");
    NAMES.put("queue", "support");
    NAMES.put("customer", rapport.contact(contact).getString("customer"));
    relationship =
        new RelationshipCalls(
            rapport,
            rapport.contact(contact).getString("customer"),
            rapport
                .get("sofia", "/api/v1/customers?email=priya.raman@example.net")
                .getJsonArray("customers")
                .getJsonObject(0)
                .getString("id"));
    NAMES.putAll(relationship.made());
    NAMES.put(
        "item",
        rapport
            .get("sofia", "/api/v1/set-aside")
            .getJsonArray("items")
            .getJsonObject(0)
            .getString("id"));
    articles = new ArticleCalls(rapport);
    NAMES.put("article", articles.article());
    NAMES.put("file", articles.attached());
    NAMES.put("group", ArticleCalls.SYNONYMS);
    NAMES.put("label", ArticleCalls.LABEL);
  }

  @AfterAll
  static void stop() {
    rapport.close();
  }

  @Test
  void everyFrameOfEverySocketIsInTheContract() {
    deskFrames.forEach(frame -> schemas.check("desk", frame));
    chatFrames.forEach(frame -> schemas.check("chat", frame));
    liveFrames.forEach(frame -> schemas.check("live", frame));
  }

  @Test
  void theSmallDayHeardEveryKindOfFrameButThoseOfTimeAndDistance() {
    assertThat(types(deskFrames))
        .containsAll(
            without(
                schemas.sent("desk").keySet(),
                "ping",
                "customer",
                "released",
                "consult",
                "promise",
                "reach",
                "call"));
    assertThat(types(chatFrames)).containsAll(without(schemas.sent("chat").keySet(), "ping"));
  }

  private static Set<String> types(List<JsonObject> frames) {
    return frames.stream().map(f -> f.getString("type")).collect(Collectors.toSet());
  }

  private static Set<String> without(Set<String> all, String... some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(Set.of(some));
    return rest;
  }

  @TestFactory
  Stream<DynamicTest> everyOperationAnswersAsDescribed() {
    return Contract.operations().stream()
        .map(operation -> dynamicTest(operation.id(), () -> walk(operation)));
  }

  private static void walk(Operation operation) {
    HttpResponse<String> good = send(operation, NAMES, "admin");
    schemas.check(operation, good);
    if (!Set.of("recording", "pbxRoute", "pbxEvent").contains(operation.id())) {
      // A recording needs a caller, and a PBX a secret: see PhoneMenuTest and PbxTest.
      assertThat(good.statusCode()).as(good.body()).isIn(List.of(200, 201, 202, 204, 409));
    }
    Map<String, String> nothing = new HashMap<>();
    for (String name :
        List.of(
            "contact",
            "customer",
            "item",
            "article",
            "link",
            "preference",
            "promise",
            "membership",
            "agent",
            "queue",
            "file",
            "group",
            "label")) {
      nothing.put(name, "none");
    }
    schemas.check(operation, send(operation, nothing, "admin"));
    for (String who : List.of("nobody", "agent")) {
      schemas.check(operation, send(operation, NAMES, who));
    }
  }

  private static HttpResponse<String> send(
      Operation operation, Map<String, String> names, String who) {
    String query =
        switch (operation.id()) {
          case "answers" -> "?q=saddle+height";
          case "completions" -> "?q=sadd";
          case "findCustomers" -> "?email=harriet.boone@example.org";
          case "formStatus", "formPerson", "formHelped" -> "?key=" + key;
          case "decisions" -> "?whyNot=ana";
          case "articleDiff" -> articles.versions();
          case "searchCustomers" -> "?name=Harriet+Boone";
          case "myPreferences", "correctMine", "withdrawMine" -> "?key=" + relationship.access();
          default -> "";
        };
    Call call = rapport.call(operation.method(), operation.at(names) + query);
    switch (operation.id()) {
      case "sendForm" -> call.json(new JsonObject().put("message", "How high is the saddle?"));
      case "logIn" ->
          call.json(
              new JsonObject()
                  .put("login", "ben")
                  .put("password", RunningRapport.PASSWORD)
                  .put("as", "token"));
      case "commandContact" -> call.json(command("withdraw"));
      case "commandAgent" -> call.json(command("presence").put("presence", "available"));
      case "changeQueue" ->
          call.json(new JsonObject().put("name", "Support").put("inFlight", "keep"));
      default -> {
        JsonObject article = articles.body(operation.id());
        JsonObject body = article == null ? relationship.body(operation.id()) : article;
        if (body != null) {
          call.json(body);
        }
      }
    }
    String login = who.equals("admin") ? "adam" : "ben";
    if (!who.equals("nobody")) {
      call.as(operation.id().equals("logOut") ? rapport.freshToken(login) : rapport.token(login));
    }
    return call.send();
  }

  private static JsonObject command(String command) {
    return new JsonObject().put("command", command).put("why", "as agreed");
  }

  @Test
  void badRequestsAnswerAsDescribedToo() {
    Operation form = operation("sendForm");
    for (String body :
        List.of("", "{}", "{\"message\":\"x\",\"topic\":\"none\"}", "x".repeat(70_000))) {
      schemas.check(
          form, rapport.call("POST", "/api/v1/forms").body("application/json", body).send());
    }
    schemas.check(form, rapport.call("POST", "/api/v1/forms").send());
    schemas.check(
        form,
        rapport
            .call("POST", "/api/v1/forms")
            .header("Accept", "text/html")
            .body("application/x-www-form-urlencoded", "message=Hello&person=on")
            .send());
    Operation logIn = operation("logIn");
    for (String body : List.of("", "{}", "{\"login\":\"ben\",\"password\":\"wrong\"}")) {
      schemas.check(
          logIn, rapport.call("POST", "/api/v1/session").body("application/json", body).send());
    }
  }

  private static Operation operation(String id) {
    return Contract.operations().stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theContractsAreServedAsTheyAre() {
    for (String name : List.of("openapi.yaml", "asyncapi.yaml")) {
      assertThat(rapport.call("GET", "/" + name).send().body()).isEqualTo(Contract.text(name));
    }
  }

  @Test
  void everyRouteIsInTheContractAndEveryOperationHasARoute() {
    Set<String> described =
        Contract.operations().stream()
            .map(o -> o.method() + " " + o.path())
            .collect(Collectors.toCollection(TreeSet::new));
    Contract.map(Contract.tree("asyncapi.yaml").get("channels"))
        .values()
        .forEach(channel -> described.add("GET " + Contract.map(channel).get("address")));
    assertThat(routes()).isEqualTo(described);
  }

  /// The routes as the sources name them.
  private static Set<String> routes() {
    Path sources =
        Path.of(System.getProperty("rapport.root", ".."))
            .resolve("gateway/src/main/java/dev/rapport/gateway/http");
    Set<String> routes = new TreeSet<>();
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.toList()) {
        Matcher route = ROUTE.matcher(Files.readString(file));
        while (route.find()) {
          String path = route.group(2).replaceAll(":(\\w+)", "{$1}");
          routes.add(route.group(1).toUpperCase(Locale.ROOT) + " " + path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return routes;
  }
}
