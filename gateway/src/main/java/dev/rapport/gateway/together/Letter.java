package dev.rapport.gateway.together;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one gateway says to another. Nothing of it is the truth: that is in SQL, and a letter that
/// is lost, late or there twice costs time at most.
sealed interface Letter {
  /// Who sent it.
  String from();

  /// What the leader is to decide or to do.
  ///
  /// @param id of the command: it is decided once, however often it comes
  /// @param line of the sender: what comes on an older one is too late, and was asked again since
  /// @param epoch in which the leader is asked; the leader of another one does not decide it
  /// @param command as [Wanted] writes it
  record Asked(String from, String id, long line, long epoch, String command) implements Letter {}

  /// @param sequence of the log by which it can be seen
  /// @param code null when it was not refused
  /// @param detail null when there is nothing to add
  record Answered(
      String from,
      String id,
      Verdict verdict,
      long sequence,
      @Nullable String code,
      @Nullable String detail)
      implements Letter {}

  /// What became of a command.
  enum Verdict {
    DONE,
    REJECTED,
    /// It did not last.
    UNAVAILABLE,
    /// Not decided: another gateway leads, or another epoch has begun.
    NOT_LEADER
  }

  /// The log has grown to there.
  record Grown(String from, long sequence) implements Letter {}

  /// A message was stored.
  ///
  /// @param contact null when it belongs to none
  record Said(String from, String conversation, @Nullable String contact, long seq)
      implements Tiding {}

  /// What screens show of a customer has changed.
  record Changed(String from, String customer) implements Tiding {}

  /// A session was ended.
  ///
  /// @param session not the token
  record SessionEnded(String from, String session) implements Tiding {
    @Override
    public boolean onlyHere() {
      return true;
    }
  }

  /// What was let on and counts against a limit.
  record Counted(String from, String limit, Map<String, Integer> taken) implements Letter {
    public Counted {
      taken = Map.copyOf(taken);
    }
  }

  /// The screen pop of an offer has left for its agent's desk.
  record Popped(String from, long offer) implements Tiding {}

  /// The call of a contact stands differently for an agent.
  ///
  /// @param number greater in what its sender says later
  record CallStood(String from, long number, String agent, String contact, String state)
      implements Tiding {
    @Override
    public boolean onlyHere() {
      return true;
    }
  }

  /// More is known of a call that a PBX has.
  record PbxCall(String from, String call) implements Tiding {}

  /// Everybody is to say who is connected with them.
  record RollCall(String from) implements Letter {}

  /// Whether the carrier brings anything: each gateway waits for its own.
  record Beat(String from) implements Letter {}

  /// What happened at a gateway and is not in the log.
  sealed interface Tiding extends Letter {
    /// Whether it stands in nothing that can be read again by whoever missed it. Such a letter
    /// always goes by the store too: of a gateway that has just come, or has just lost Redis, it is
    /// not known for a moment that it hears nothing by it.
    default boolean onlyHere() {
      return false;
    }
  }

  /// As it is sent.
  default String words() {
    JsonObject json = new JsonObject().put("from", from());
    switch (this) {
      case Asked e ->
          json.put("is", "asked")
              .put("id", e.id())
              .put("line", e.line())
              .put("epoch", e.epoch())
              .put("command", e.command());
      case Answered e ->
          json.put("is", "answered")
              .put("id", e.id())
              .put("verdict", e.verdict().name())
              .put("sequence", e.sequence())
              .put("code", e.code())
              .put("detail", e.detail());
      case Grown e -> json.put("is", "grown").put("sequence", e.sequence());
      case Said e ->
          json.put("is", "said")
              .put("conversation", e.conversation())
              .put("contact", e.contact())
              .put("seq", e.seq());
      case Changed e -> json.put("is", "changed").put("customer", e.customer());
      case SessionEnded e -> json.put("is", "sessionEnded").put("session", e.session());
      case Counted e -> {
        JsonObject taken = new JsonObject();
        e.taken().forEach(taken::put);
        json.put("is", "counted").put("limit", e.limit()).put("taken", taken);
      }
      case Popped e -> json.put("is", "popped").put("offer", e.offer());
      case CallStood e ->
          json.put("is", "callStood")
              .put("number", e.number())
              .put("agent", e.agent())
              .put("contact", e.contact())
              .put("state", e.state());
      case PbxCall e -> json.put("is", "pbxCall").put("call", e.call());
      case RollCall _ -> json.put("is", "rollCall");
      case Beat _ -> json.put("is", "beat");
    }
    return json.encode();
  }

  /// Null for what is none, such as the letter of a newer version.
  static @Nullable Letter read(String words) {
    try {
      JsonObject json = new JsonObject(words);
      String from = json.getString("from", "");
      return switch (json.getString("is", "")) {
        case "asked" ->
            new Asked(
                from,
                json.getString("id"),
                json.getLong("line"),
                json.getLong("epoch"),
                json.getString("command"));
        case "answered" ->
            new Answered(
                from,
                json.getString("id"),
                Verdict.valueOf(json.getString("verdict")),
                json.getLong("sequence"),
                json.getString("code"),
                json.getString("detail"));
        case "grown" -> new Grown(from, json.getLong("sequence"));
        case "said" ->
            new Said(
                from,
                json.getString("conversation"),
                json.getString("contact"),
                json.getLong("seq"));
        case "changed" -> new Changed(from, json.getString("customer"));
        case "sessionEnded" -> new SessionEnded(from, text(json, "session"));
        case "counted" ->
            new Counted(from, text(json, "limit"), numbers(json.getJsonObject("taken")));
        case "popped" -> new Popped(from, json.getLong("offer"));
        case "callStood" -> callStood(from, json);
        case "pbxCall" -> new PbxCall(from, text(json, "call"));
        case "rollCall" -> new RollCall(from);
        case "beat" -> new Beat(from);
        default -> null;
      };
    } catch (DecodeException
        | ClassCastException
        | IllegalArgumentException
        | NullPointerException e) {
      return null;
    }
  }

  private static CallStood callStood(String from, JsonObject json) {
    return new CallStood(
        from,
        json.getLong("number"),
        text(json, "agent"),
        text(json, "contact"),
        text(json, "state"));
  }

  private static String text(JsonObject json, String name) {
    return Objects.requireNonNull(json.getString(name), name);
  }

  private static Map<String, Integer> numbers(JsonObject json) {
    Map<String, Integer> numbers = new HashMap<>();
    json.forEach(e -> numbers.put(e.getKey(), ((Number) e.getValue()).intValue()));
    return numbers;
  }
}
