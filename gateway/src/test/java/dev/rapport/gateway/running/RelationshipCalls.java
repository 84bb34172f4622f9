package dev.rapport.gateway.running;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sound bodies of the operations on the relationship, and the ids that their paths name.
final class RelationshipCalls {
  private static final long A_DAY = 86_400_000L;

  private final RunningRapport rapport;
  private final String customer;
  private final String other;

  /// @param customer whose relationship it is
  /// @param other another customer
  RelationshipCalls(RunningRapport rapport, String customer, String other) {
    this.rapport = rapport;
    this.customer = customer;
    this.other = other;
  }

  /// The body of an operation, or null when it has none here.
  @Nullable JsonObject body(String operation) {
    return switch (operation) {
      case "link" -> new JsonObject().put("other", other).put("why", "said so on the phone");
      case "confirmIdentity" ->
          new JsonObject().put("customer", customer).put("how", "named the last order");
      case "teach" ->
          new JsonObject()
              .put("topic", "time")
              .put("wish", "call after 17:00")
              .put("changes", "callbacks");
      case "countPreference" -> new JsonObject().put("honoured", true);
      case "promise" ->
          new JsonObject()
              .put("what", "call back about the saddle")
              .put("dueAt", System.currentTimeMillis() + A_DAY)
              .put("zone", "Europe/London");
      case "endPromise" -> new JsonObject().put("outcome", "kept");
      case "keepAnswer" -> new JsonObject().put("question", "Frame size?").put("answer", "56 cm");
      case "askQuestion" -> new JsonObject().put("question", "Frame size?");
      case "join" ->
          new JsonObject().put("party", other).put("kind", "household").put("role", "parent");
      case "keepCustomer" ->
          new JsonObject()
              .put("number", "walk-in 1")
              .put("name", "Odile Marchetti")
              .put("phones", new JsonArray().add("+44 117 496 0123"));
      case "findHeard" ->
          new JsonObject()
              .put("name", new JsonArray().add("harriet boon").add("harry boone"))
              .put("limit", 3);
      case "linkMany" ->
          new JsonObject()
              .put("why", "the same people")
              .put(
                  "pairs",
                  new JsonArray()
                      .add(new JsonObject().put("customer", customer).put("other", other)));
      case "takeBackMany" -> new JsonObject().put("links", new JsonArray().add("no such link"));
      case "correctMine" -> new JsonObject().put("topic", "tone").put("wish", "be brief");
      default -> null;
    };
  }

  /// One of each of what can be taken back.
  Map<String, String> made() {
    Map<String, String> ids = new LinkedHashMap<>();
    ids.put("link", post("links", "link"));
    ids.put("preference", post("preferences", "teach"));
    ids.put("own", post("preferences", "teach"));
    ids.put("promise", post("promises", "promise"));
    ids.put("membership", post("memberships", "join"));
    return ids;
  }

  /// A key with which the customer reads his own.
  String access() {
    var answer =
        rapport
            .call("POST", "/api/v1/customers/" + customer + "/access")
            .as(rapport.token("sofia"))
            .send();
    return new JsonObject(answer.body()).getString("key");
  }

  private String post(String what, String operation) {
    JsonObject body = body(operation);
    var answer =
        rapport
            .call("POST", "/api/v1/customers/" + customer + "/" + what)
            .as(rapport.token("ben"))
            .json(body == null ? new JsonObject() : body)
            .send();
    if (answer.statusCode() != 201) {
      throw new AssertionError(operation + ": " + answer.statusCode() + " " + answer.body());
    }
    return new JsonObject(answer.body()).getString("id");
  }
}
