package dev.rapport.gateway.desk;

import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an agent sees of a contact: its screen pop, with why it came here, who passed it on, and
/// what was asked about it. Everything here runs on the hub's context, what blocks on the readers.
final class Cards {
  private static final Logger LOG = LoggerFactory.getLogger(Cards.class);

  private final WorkerExecutor readers;
  private final RoutingUnit unit;
  private final ScreenPops pops;
  private final Questions questions;
  private final PassedOn passedOn;
  private final Map<ContactId, String> reasons = new HashMap<>();

  Cards(
      WorkerExecutor readers,
      RoutingUnit unit,
      ScreenPops pops,
      Questions questions,
      PassedOn passedOn) {
    this.readers = readers;
    this.unit = unit;
    this.pops = pops;
    this.questions = questions;
    this.passedOn = passedOn;
  }

  /// Why whoever has the contact now has it, in words.
  void because(ContactId contact, String reason) {
    reasons.put(contact, reason);
  }

  /// Nobody has the contact now.
  void forget(ContactId contact) {
    reasons.remove(contact);
  }

  /// Of a question, what it is about.
  Future<JsonObject> pop(ContactId contact, @Nullable ContactView view) {
    String reason = reasons.get(contact);
    Questions.Asked asked = questions.of(contact);
    ContactId about = asked == null ? contact : asked.consult().about();
    return readers
        .executeBlocking(() -> pops.of(about.value()).orElseThrow(), false)
        .map(pop -> Objects.requireNonNull(pop).put("reason", reason))
        .compose(pop ->
            asked == null ? passedOn(contact, pop) : Future.succeededFuture(asked.on(pop, contact)))
        .map(pop -> view == null ? pop : Snapshot.withWay(pop, view.way()))
        .onFailure(e -> LOG.warn("no screen pop for {}: {}", contact, e.toString()));
  }

  /// The screen pop of a contact that somebody holds, with the end of its wrap-up.
  Future<JsonObject> card(ContactView view) {
    return pop(view.facts().id(), view)
        .map(pop ->
            view.state() instanceof ContactState.WrapUp(_, _, long until)
                ? pop.put("wrapUpUntil", until)
                : pop);
  }

  /// With who passed it on and why; from the log when that was before this process.
  private Future<JsonObject> passedOn(ContactId contact, JsonObject pop) {
    if (!passedOn.isUnread(contact, pop)) {
      return Future.succeededFuture(passedOn.on(pop, contact));
    }
    return readers
        .executeBlocking(() -> pops.passedOn(contact), false)
        .compose(last ->
            unit.ask(core -> {
              passedOn.read(contact, Objects.requireNonNull(last), core);
              return passedOn.on(pop, contact);
            }));
  }
}
