package dev.rapport.gateway.pbx;

import dev.rapport.gateway.desk.DeskHub;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.Destination;
import dev.rapport.routing.Fate;
import dev.rapport.routing.Outcome;
import dev.rapport.storage.SqlPbxCalls;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a contact to where its call is: with whoever answered it, or over. Where it is already,
/// nothing is done.
final class Leading {
  private static final Logger LOG = LoggerFactory.getLogger(Leading.class);
  private static final String BY = "pbx";

  /// How often it is looked again because somebody else moved the contact meanwhile.
  private static final int MOST_LOOKS = 5;

  private final RoutingUnit unit;
  private final DeskHub desks;
  private final Directory directory;

  Leading(RoutingUnit unit, DeskHub desks, Directory directory) {
    this.unit = unit;
    this.desks = desks;
    this.directory = directory;
  }

  Future<Void> lead(ContactId contact, SqlPbxCalls.Call call) {
    return answered(contact, call, MOST_LOOKS)
        .compose(_ -> call.ended() ? over(contact, call) : Future.succeededFuture());
  }

  /// Where a contact is, and whom it should be with.
  private record Standing(@Nullable ContactView view, @Nullable AgentId agent) {}

  private Future<Void> answered(ContactId contact, SqlPbxCalls.Call call, int looks) {
    String by = call.answeredBy();
    if (by == null || looks == 0) {
      return Future.succeededFuture();
    }
    return unit.ask(core -> new Standing(core.contact(contact), directory.agent(core, by)))
        .compose(now -> {
          AgentId agent = now.agent();
          if (now.view() == null || agent == null) {
            return Future.succeededFuture();
          }
          ContactState state = now.view().state();
          return switch (state) {
            case ContactState.Answering _, ContactState.Waiting _, ContactState.Offered _ ->
                give(contact, agent, call)
                    .compose(refused ->
                        refused.isEmpty()
                            ? Future.succeededFuture()
                            : moved(contact, state)
                                .compose(moved ->
                                    moved
                                        ? answered(contact, call, looks - 1)
                                        : notShown(contact, agent, refused.get())));
            case ContactState.Assigned(_, AgentId holder, _) when !holder.equals(agent) ->
                handOn(contact, holder, agent)
                    .compose(done ->
                        done ? Future.succeededFuture() : answered(contact, call, looks - 1));
            case ContactState.Assigned _, ContactState.WrapUp _, ContactState.Ended _ ->
                Future.succeededFuture();
          };
        });
  }

  /// Whether the contact is not where it was.
  private Future<Boolean> moved(ContactId contact, ContactState before) {
    return unit.ask(core -> {
      ContactView view = core.contact(contact);
      return view == null || !view.state().equals(before);
    });
  }

  /// They talk all the same: it is the PBX that decides.
  private static Future<Void> notShown(ContactId contact, AgentId agent, Outcome.Rejected refused) {
    LOG.info("{} is not shown to {}: {} {}", contact, agent, refused.code(), refused.detail());
    return Future.succeededFuture();
  }

  /// Why not; empty when they have it.
  private Future<Optional<Outcome.Rejected>> give(
      ContactId contact, AgentId agent, SqlPbxCalls.Call call) {
    return unit.submit(
            new Command.Assign(contact, agent, true, BY, "answered at the PBX: " + call.id()))
        .map(outcome ->
            switch (outcome) {
              case Outcome.Done _ -> {
                desks.calls().stands(agent, contact, "talking");
                yield Optional.empty();
              }
              case Outcome.Rejected refused -> Optional.of(refused);
            });
  }

  /// The PBX gave the call to another agent. Answers whether it is theirs.
  private Future<Boolean> handOn(ContactId contact, AgentId from, AgentId to) {
    return unit.submit(
            new Command.Transfer(
                contact, from, new Destination.ToAgent(to), "transferred at the PBX"))
        .compose(_ -> unit.ask(core -> Optional.ofNullable(core.contact(contact))))
        .compose(view ->
            view.isPresent()
                    && view.get().state()
                        instanceof ContactState.Offered(var offer, AgentId asked, _, _)
                    && asked.equals(to)
                ? unit.submit(new Command.Accept(offer, to))
                : Future.succeededFuture(new Outcome.Rejected("elsewhere", "")))
        .map(outcome -> {
          boolean theirs = outcome instanceof Outcome.Done;
          if (theirs) {
            desks.calls().stands(to, contact, "talking");
          }
          return theirs;
        });
  }

  private Future<Void> over(ContactId contact, SqlPbxCalls.Call call) {
    return unit.ask(core -> Optional.ofNullable(core.contact(contact)))
        .compose(view -> {
          boolean unheld =
              view.isPresent()
                  && !(view.get().state() instanceof ContactState.Assigned)
                  && !(view.get().state() instanceof ContactState.WrapUp);
          Command end =
              unheld && call.answeredBy() != null
                  ? new Command.Close(
                      contact, Fate.CLOSED_BY_RULE, null, BY, "answered by " + call.answeredBy())
                  : new Command.CustomerLeft(contact);
          return view.isEmpty() ? Future.succeededFuture() : unit.submit(end).mapEmpty();
        });
  }
}
