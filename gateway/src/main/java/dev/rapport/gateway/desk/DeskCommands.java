package dev.rapport.gateway.desk;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Conversations;
import dev.rapport.channels.Message;
import dev.rapport.channels.OutboundMessage;
import dev.rapport.channels.Receipt;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.gateway.wire.Names;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.Destination;
import dev.rapport.routing.OfferId;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Presence;
import dev.rapport.routing.QueueId;
import dev.rapport.storage.ContactRow;
import dev.rapport.storage.SqlContacts;
import dev.rapport.storage.SqlNotes;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What agents send, made into commands. Each is answered `done` or `refused` under its own id, and
/// a command repeated with the same id takes effect once. On the hub's context.
public final class DeskCommands {
  /// Longer than any extension may be, and short enough to count in milliseconds.
  private static final long MAX_SECONDS = 1_000_000;

  private final String centre;
  private final DeskHub hub;
  private final RoutingUnit unit;
  private final Conversations conversations;
  private final SqlContacts contacts;
  private final SqlNotes notes;
  private final CallControl calls;
  private final WorkerExecutor readers;
  private final Consumer<Message> deliver;
  private final Set<String> inFlight = new HashSet<>();

  /// The stores a desk writes to and reads from.
  public record Stores(Conversations conversations, SqlContacts contacts, SqlNotes notes) {}

  /// @param deliver passes a stored reply on to the customer's channel
  public DeskCommands(
      String centre,
      DeskHub hub,
      RoutingUnit unit,
      Stores stores,
      CallControl calls,
      WorkerExecutor readers,
      Consumer<Message> deliver) {
    this.centre = centre;
    this.hub = hub;
    this.unit = unit;
    this.conversations = stores.conversations();
    this.contacts = stores.contacts();
    this.notes = stores.notes();
    this.calls = calls;
    this.readers = readers;
    this.deliver = deliver;
  }

  /// What became of a command, before it is a frame.
  private sealed interface Answer {
    record Done(@Nullable Long seq) implements Answer {}

    record Refused(String code, String detail) implements Answer {}
  }

  void handle(AgentId agent, DeskFrame frame) {
    DeskStream stream = hub.stream(agent);
    JsonObject before = stream.answered(frame.id());
    if (before != null) {
      stream.put(before);
      return;
    }
    String key = agent.value() + " " + frame.id();
    if (!inFlight.add(key)) {
      return;
    }
    carryOut(agent, frame)
        .otherwise(e -> new Answer.Refused("unavailable", String.valueOf(e.getMessage())))
        .onSuccess(answer ->
            hub.context()
                .runOnContext(_ -> {
                  inFlight.remove(key);
                  answer(stream, frame.id(), answer);
                }));
  }

  private static void answer(DeskStream stream, String id, Answer answer) {
    switch (answer) {
      case Answer.Done(Long seq) -> {
        JsonObject done = DeskFrames.done(id);
        stream.answer(id, seq == null ? done : done.put("seq", seq));
      }
      case Answer.Refused(String code, String detail) -> {
        JsonObject refused = DeskFrames.refused(id, code, detail);
        // What was refused for now may be tried again under the same id.
        if (code.equals("unavailable") || code.equals("overloaded")) {
          stream.put(refused);
        } else {
          stream.answer(id, refused);
        }
      }
    }
  }

  private Future<Answer> carryOut(AgentId agent, DeskFrame frame) {
    return switch (frame) {
      case DeskFrame.Accept(_, long offer) -> submit(new Command.Accept(new OfferId(offer), agent));
      case DeskFrame.Decline(_, long offer, String reason) ->
          submit(new Command.Decline(new OfferId(offer), agent, reason));
      case DeskFrame.Reply reply -> reply(agent, reply);
      case DeskFrame.Hold(_, String contact, boolean on) ->
          answered(calls.hold(agent, new ContactId(contact), on));
      case DeskFrame.Finish(_, String contact) ->
          submit(new Command.Finish(new ContactId(contact), agent));
      case DeskFrame.Complete complete -> complete(agent, complete);
      case DeskFrame.SetPresence(_, Presence presence, boolean next) ->
          submit(
              next
                  ? new Command.SetNextPresence(agent, presence)
                  : new Command.SetPresence(agent, presence));
      case DeskFrame.Unreachable(_, long offer, String reason) ->
          submit(new Command.ReportUnreachable(new OfferId(offer), agent, reason));
      case DeskFrame.Transfer(_, String contact, Destination to, String why) ->
          submit(new Command.Transfer(new ContactId(contact), agent, to, why));
      case DeskFrame.Consult(_, String contact, Destination of, String why) -> {
        ContactId question = new ContactId(UUID.randomUUID().toString());
        yield submit(new Command.AskColleague(new ContactId(contact), agent, question, of, why));
      }
      case DeskFrame.EndConsult(_, String contact) ->
          submit(new Command.EndConsult(new ContactId(contact), agent));
      case DeskFrame.HandOver(_, String contact) ->
          submit(new Command.HandOver(new ContactId(contact), agent));
      case DeskFrame.Dial(_, String contact) ->
          submit(new Command.Dial(new ContactId(contact), agent));
      case DeskFrame.ExtendWrapUp(_, String contact, long seconds, String why) ->
          submit(
              new Command.ExtendWrapUp(
                  new ContactId(contact), agent, Math.min(seconds, MAX_SECONDS) * 1_000, why));
      case DeskFrame.Pull(_, String queue) ->
          submit(new Command.PullNext(agent, queue == null ? null : new QueueId(queue)));
    };
  }

  private Future<Answer> submit(Command command) {
    return answered(unit.submit(command));
  }

  private static Future<Answer> answered(Future<Outcome> told) {
    return told.map(outcome ->
        switch (outcome) {
          case Outcome.Done _ -> new Answer.Done(null);
          case Outcome.Rejected(String code, String detail) -> new Answer.Refused(code, detail);
        });
  }

  private Future<Answer> reply(AgentId agent, DeskFrame.Reply reply) {
    ContactId contact = new ContactId(reply.contact());
    return unit.ask(core -> new Seen(core.contact(contact), Names.of(core, agent)))
        .compose(seen -> {
          if (!seen.heldBy(agent)) {
            return Future.succeededFuture(
                new Answer.Refused("not_assigned", "this contact is not assigned to you"));
          }
          return readers
              .executeBlocking(() -> contacts.find(centre, reply.contact()).orElseThrow(), false)
              .compose(row -> append(agent, seen.agentName(), row, reply));
        });
  }

  private record Seen(@Nullable ContactView contact, String agentName) {
    boolean heldBy(AgentId agent) {
      return contact != null
          && agent.equals(contact.holder())
          && (contact.state() instanceof ContactState.Assigned
              || contact.state() instanceof ContactState.WrapUp);
    }
  }

  private Future<Answer> append(
      AgentId agent, String name, ContactRow contact, DeskFrame.Reply reply) {
    boolean byMail = !contact.channel().equals(ChannelKind.CHAT.wireName());
    var message =
        new OutboundMessage(
            centre,
            contact.conversation(),
            contact.id(),
            Message.Author.AGENT,
            name,
            agent.value() + ":" + reply.id(),
            reply.text(),
            java.util.List.of(),
            byMail);
    return Future.fromCompletionStage(conversations.append(message), hub.context())
        .map(receipt ->
            switch (receipt) {
              case Receipt.Accepted accepted -> {
                if (!accepted.duplicate()) {
                  hub.said(contact.id(), accepted.message());
                  deliver.accept(accepted.message());
                }
                yield new Answer.Done(accepted.seq());
              }
              case Receipt.Refused refused ->
                  new Answer.Refused(refused.reason().wireName(), refused.detail());
            });
  }

  private Future<Answer> complete(AgentId agent, DeskFrame.Complete complete) {
    ContactId contact = new ContactId(complete.contact());
    return unit.ask(core -> new Seen(core.contact(contact), Names.of(core, agent)))
        .compose(seen -> {
          if (!seen.heldBy(agent) || seen.contact() == null) {
            return Future.succeededFuture(
                new Answer.Refused("not_assigned", "this contact is not assigned to you"));
          }
          boolean wrapUp = seen.contact().state() instanceof ContactState.WrapUp;
          return note(agent, complete)
              .compose(ref ->
                  submit(
                      wrapUp
                          ? new Command.CompleteWrapUp(contact, agent, complete.disposition(), ref)
                          : new Command.EndContact(contact, agent, complete.disposition(), ref)));
        });
  }

  /// The note is durable before the event that refers to it.
  private Future<@Nullable String> note(AgentId agent, DeskFrame.Complete complete) {
    String text = complete.note();
    if (text == null || text.isBlank()) {
      return Future.succeededFuture(null);
    }
    Future<String> added =
        Future.fromCompletionStage(
            notes.add(centre, complete.contact(), agent.value(), text), hub.context());
    return added.map(id -> id);
  }
}
