package dev.rapport.gateway.http;

import dev.rapport.gateway.flow.CallbackBooking;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Fate;
import dev.rapport.routing.Hearing;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Presence;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.SkillLevel;
import dev.rapport.routing.Urgency;
import dev.rapport.storage.Account;
import dev.rapport.storage.Account.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What supervisors command: about one contact, and about one agent. Who and why go into the event.
final class CommandRoutes {
  private static final int MAX_WHY = 200;
  private static final int MAX_NAME = 64;
  private static final int MAX_LIST = 200;
  private static final Map<String, Hearing> HEARING =
      Map.of(
          "listen",
          Hearing.LISTEN,
          "whisper",
          Hearing.WHISPER,
          "barge",
          Hearing.BARGE,
          "leave",
          Hearing.NONE);

  private final RoutingUnit unit;
  private final CallbackBooking callbacks;
  private final List<String> hearing;
  private final Guard guard;

  /// @param hearing the ways in which a call can be heard here
  CommandRoutes(RoutingUnit unit, CallbackBooking callbacks, List<String> hearing, Guard guard) {
    this.unit = unit;
    this.callbacks = callbacks;
    this.hearing = List.copyOf(hearing);
    this.guard = guard;
  }

  /// Who commands, why, and what.
  ///
  /// @param phone whose telephone is theirs
  private record Order(JsonObject body, String by, String phone, String why) {
    String text(String name) {
      return Body.text(body, name, MAX_NAME);
    }
  }

  void mount(Router router) {
    var supervisors = guard.only(Role.SUPERVISOR, Role.ADMIN);
    router
        .post("/api/v1/contacts/:contact/commands")
        .handler(supervisors)
        .handler(context -> carryOut(context, this::ofContact));
    router
        .post("/api/v1/agents/:agent/commands")
        .handler(supervisors)
        .handler(context -> carryOut(context, (at, order) -> unit.submit(ofAgent(at, order))));
  }

  private void carryOut(
      RoutingContext context, BiFunction<RoutingContext, Order, Future<Outcome>> command) {
    JsonObject body = Body.json(context);
    Account account = Guard.signedIn(context).account();
    String phone = account.agent() == null ? account.login() : account.agent();
    Order order = new Order(body, account.login(), phone, Body.text(body, "why", MAX_WHY));
    Answers.to(context, command.apply(context, order));
  }

  private Future<Outcome> ofContact(RoutingContext context, Order order) {
    ContactId contact = new ContactId(Body.path(context, "contact"));
    if (order.text("command").equals("callback")) {
      known(order, "notBefore", "number");
      String number = order.body().containsKey("number") ? order.text("number") : null;
      return callbacks.book(
          new CallbackBooking.Wish(contact, number, millis(order, "notBefore", 0)));
    }
    Hearing heard = HEARING.get(order.text("command"));
    if (heard == null) {
      return unit.submit(ofContact(contact, order));
    }
    known(order);
    return heard == Hearing.NONE || hearing.contains(order.text("command"))
        ? unit.submit(new Command.ListenIn(contact, heard, order.phone(), order.by(), order.why()))
        : Future.succeededFuture(
            new Outcome.Rejected(
                "unsupported", "The telephone switch of this centre lets nobody listen."));
  }

  private static Command ofContact(ContactId contact, Order order) {
    String by = order.by();
    String why = order.why();
    return switch (order.text("command")) {
      case "move" -> {
        known(order, "queue");
        yield new Command.Move(contact, new QueueId(order.text("queue")), by, why);
      }
      case "withdraw" -> {
        known(order);
        yield new Command.Withdraw(contact, by, why);
      }
      case "reprioritise" -> {
        known(order, "urgency", "value");
        yield new Command.Reprioritise(contact, urgency(order), value(order), by, why);
      }
      case "assign" -> {
        known(order, "agent", "beyondCapacity");
        yield new Command.Assign(
            contact, new AgentId(order.text("agent")), flag(order, "beyondCapacity"), by, why);
      }
      case "close" -> {
        known(order);
        yield new Command.Close(contact, Fate.CLOSED_BY_RULE, null, by, why);
      }
      case "cancel_callback" -> {
        known(order);
        yield new Command.CancelCallback(contact);
      }
      default ->
          throw invalid(
              "command",
              "must be move, withdraw, reprioritise, assign, close, callback, cancel_callback, listen,"
                  + " whisper, barge or leave");
    };
  }

  private static Command ofAgent(RoutingContext context, Order order) {
    AgentId agent = new AgentId(Body.path(context, "agent"));
    return switch (order.text("command")) {
      case "presence" -> {
        known(order, "presence", "reason");
        yield new Command.ChangePresence(agent, presence(order), order.by(), order.why());
      }
      case "change" -> {
        known(order, "skills", "queues");
        yield new Command.ChangeAgent(agent, skills(order), queues(order), order.by(), order.why());
      }
      default -> throw invalid("command", "must be presence or change");
    };
  }

  // --- What is in a body ---

  private static void known(Order order, String... fields) {
    Set<String> all = new java.util.HashSet<>(List.of(fields));
    all.add("command");
    all.add("why");
    Body.only(order.body(), all);
  }

  private static Problem invalid(String field, String what) {
    return Problem.fields(400, "invalid-body", "Invalid body", Map.of(field, what));
  }

  private static Urgency urgency(Order order) {
    String text = order.text("urgency");
    for (Urgency urgency : Urgency.values()) {
      if (urgency.name().toLowerCase(Locale.ROOT).equals(text)) {
        return urgency;
      }
    }
    throw invalid("urgency", "must be low, normal, high or critical");
  }

  private static double value(Order order) {
    Object value = order.body().getValue("value", 1);
    if (value instanceof Number number
        && number.doubleValue() >= Contact.MIN_VALUE
        && number.doubleValue() <= Contact.MAX_VALUE) {
      return number.doubleValue();
    }
    throw invalid("value", "must be " + Contact.MIN_VALUE + " to " + Contact.MAX_VALUE);
  }

  private static boolean flag(Order order, String name) {
    if (order.body().getValue(name, false) instanceof Boolean flag) {
      return flag;
    }
    throw invalid(name, "must be true or false");
  }

  private static long millis(Order order, String name, long otherwise) {
    Object value = order.body().getValue(name, otherwise);
    if ((value instanceof Integer || value instanceof Long) && ((Number) value).longValue() >= 0) {
      return ((Number) value).longValue();
    }
    throw invalid(name, "must be milliseconds since 1970, UTC");
  }

  private static Presence presence(Order order) {
    Object reason = order.body().getValue("reason");
    return switch (order.text("presence")) {
      case "available" -> Presence.available();
      case "away" -> Presence.away(reason == null ? "away" : order.text("reason"));
      case "offline" -> Presence.offline();
      default -> throw invalid("presence", "must be available, away or offline");
    };
  }

  private static @Nullable List<SkillLevel> skills(Order order) {
    Object value = order.body().getValue("skills");
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonObject map) || map.size() > MAX_LIST) {
      throw invalid("skills", "must be an object of skills and their levels");
    }
    List<SkillLevel> skills = new ArrayList<>();
    for (String skill : map.fieldNames()) {
      skills.add(skill(skill, map.getValue(skill)));
    }
    return skills;
  }

  /// A level, or a level with when it is valid.
  private static SkillLevel skill(String skill, Object value) {
    try {
      if (value instanceof Integer level) {
        return new SkillLevel(skill, level);
      }
      if (value instanceof JsonObject dated && dated.getValue("level") instanceof Integer level) {
        Long from = dated.getLong("from", 0L);
        Long until = dated.getLong("until", SkillLevel.Validity.OPEN);
        return new SkillLevel(skill, level).valid(from, until);
      }
    } catch (IllegalArgumentException | ClassCastException e) {
      throw invalid("skills", String.valueOf(e.getMessage()));
    }
    throw invalid("skills", skill + " must be 0 to 100, or {level, from, until}");
  }

  private static @Nullable List<QueueId> queues(Order order) {
    Object value = order.body().getValue("queues");
    if (value == null) {
      return null;
    }
    if (value instanceof JsonArray list
        && list.size() <= MAX_LIST
        && list.stream().allMatch(id -> id instanceof String s && !s.isBlank())) {
      return list.stream().map(id -> new QueueId((String) id)).toList();
    }
    throw invalid("queues", "must be a list of queue ids");
  }
}
