package dev.rapport.gateway.pbx;

import dev.rapport.channels.Inbox;
import dev.rapport.channels.Receipt;
import dev.rapport.gateway.desk.DeskHub;
import dev.rapport.gateway.desk.ElsewhereRings;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.Destination;
import dev.rapport.routing.Fate;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.RoutingCore;
import dev.rapport.storage.SqlPbxCalls;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls that a PBX keeps, as contacts. Each word is first merged into what is known of the call;
/// then the contact is led to where the call is. So words may come twice, late and in any order,
/// and one that failed half-way does the rest when the PBX sends it again.
///
/// ```
///   newCall ─▶ stored ─▶ shown where it rings      answer ─▶ given to that agent      hangup ─▶ over
/// ```
///
/// On the unit's context; one word of a call at a time.
public final class PbxCalls {
  private static final Logger LOG = LoggerFactory.getLogger(PbxCalls.class);

  /// Calls with words under way; beyond that the PBX is to send again.
  static final int MOST_AT_ONCE = 2_000;

  /// The longest that the words of a call can be apart.
  private static final long KEPT_MS = 24 * 3_600_000L;

  private static final String BY = "pbx";

  private final String centre;
  private final SqlPbxCalls store;
  private final Inbox inbox;
  private final RoutingUnit unit;
  private final DeskHub desks;
  private final Directory directory;
  private final ElsewhereRings rings;
  private final Context context;
  private final Map<String, Future<Void>> underWay = new HashMap<>();
  private final Set<ContactId> live = new HashSet<>();

  /// Who the PBX's people are, and when it is.
  ///
  /// @param users agents' ids by what the PBX calls them
  public record Directory(Map<String, String> users, InstantSource clock) {
    public Directory {
      users = Map.copyOf(users);
    }
  }

  public PbxCalls(
      String centre,
      SqlPbxCalls store,
      Inbox inbox,
      RoutingUnit unit,
      DeskHub desks,
      Directory directory) {
    this.centre = centre;
    this.store = store;
    this.inbox = inbox;
    this.unit = unit;
    this.desks = desks;
    this.directory = directory;
    this.rings = new ElsewhereRings(desks, unit);
    this.context = desks.context();
  }

  /// Remembers which contacts are calls of the PBX. Blocks; before anything else.
  public void load() {
    for (SqlPbxCalls.Call call : store.open(centre)) {
      if (call.contact() != null) {
        live.add(new ContactId(call.contact()));
      }
    }
  }

  /// Whether a contact is a call that the PBX has. On the unit's context.
  public boolean has(ContactId contact) {
    return live.contains(contact);
  }

  /// Takes a word in; the contact it is about, once all that follows is durable. Empty while nobody
  /// has told who calls.
  public Future<Optional<String>> heard(PbxWord word) {
    Promise<Optional<String>> done = Promise.promise();
    context.runOnContext(_ -> {
      if (underWay.size() >= MOST_AT_ONCE) {
        done.fail(Problem.later(503, "overloaded", "Overloaded", "too many calls at once", 1));
        return;
      }
      String call = word.call();
      Future<Void> before = underWay.getOrDefault(call, Future.succeededFuture());
      Future<Void> mine =
          before
              .otherwiseEmpty()
              .compose(_ -> merge(word))
              .compose(known -> follow(known).compose(contact -> shown(word, known, contact)))
              .onComplete(done)
              .mapEmpty();
      underWay.put(call, mine);
      mine.onComplete(_ -> context.runOnContext(_ -> underWay.remove(call, mine)));
    });
    return done.future();
  }

  private Future<SqlPbxCalls.Call> merge(PbxWord word) {
    return switch (word) {
      case PbxWord.NewCall(String call, String from, String to, _) ->
          merge(call, known -> known.from(from, to));
      case PbxWord.Ringing(String call, _) -> merge(call, known -> known);
      case PbxWord.Answer(String call, var names, long at) ->
          unit.ask(core -> names.stream().filter(n -> agent(core, n) != null).findFirst())
              .compose(found -> {
                String by = found.orElse(names.isEmpty() ? "somebody" : names.getFirst());
                return merge(call, known -> known.answered(by, at));
              });
      case PbxWord.HangUp(String call, String cause) -> merge(call, known -> known.over(cause));
    };
  }

  private Future<SqlPbxCalls.Call> merge(String call, UnaryOperator<SqlPbxCalls.Call> word) {
    long now = directory.clock().millis();
    return Future.fromCompletionStage(store.merge(centre, call, now, word), context);
  }

  /// Whoever may pick up sees who calls while it rings, and no longer.
  private Future<Optional<String>> shown(
      PbxWord word, SqlPbxCalls.Call call, Optional<String> contact) {
    if (contact.isEmpty()) {
      return Future.succeededFuture(contact);
    }
    ContactId id = new ContactId(contact.get());
    List<String> names =
        switch (word) {
          case PbxWord.NewCall arrival -> arrival.rings();
          case PbxWord.Ringing ringing -> ringing.names();
          case PbxWord.Answer _, PbxWord.HangUp _ -> List.of();
        };
    return unit.ask(core -> {
      if (call.ended() || call.answeredBy() != null) {
        rings.over(id, call.ended() ? "the caller hung up" : "answered by a colleague", core);
      } else if (!names.isEmpty()) {
        rings.ring(
            id, names.stream().map(name -> agent(core, name)).filter(Objects::nonNull).toList());
      }
      return contact;
    });
  }

  private @Nullable AgentId agent(RoutingCore core, String name) {
    String mapped = directory.users().getOrDefault(name, name);
    for (var agent : core.plan().agents()) {
      if (agent.id().value().equalsIgnoreCase(mapped)) {
        return agent.id();
      }
    }
    return null;
  }

  // --- The contact follows ---

  private Future<Optional<String>> follow(SqlPbxCalls.Call call) {
    if (call.caller() == null) {
      return Future.succeededFuture(Optional.empty());
    }
    return contact(call)
        .compose(contact -> {
          ContactId id = new ContactId(contact);
          if (call.ended()) {
            live.remove(id);
          } else {
            live.add(id);
          }
          return arrived(id, 0).compose(_ -> lead(id, call)).map(Optional.of(contact));
        });
  }

  private Future<String> contact(SqlPbxCalls.Call call) {
    if (call.contact() != null) {
      return Future.succeededFuture(call.contact());
    }
    String from = call.caller() == null ? "" : call.caller();
    String to = call.dialled() == null ? "" : call.dialled();
    return Future.fromCompletionStage(
            inbox.receive(RouteDip.inbound(centre, call.id(), from, to)), context)
        .compose(receipt ->
            switch (receipt) {
              case Receipt.Accepted accepted -> {
                String contact = String.valueOf(accepted.contact());
                yield merge(call.id(), known -> known.is(contact)).map(contact);
              }
              case Receipt.Refused refused ->
                  Future.failedFuture(
                      Problem.later(503, "unavailable", "Unavailable", refused.detail(), 1));
            });
  }

  /// It is in the core soon after it is durable.
  private Future<Void> arrived(ContactId contact, int tries) {
    return unit.ask(core -> core.contact(contact) != null || core.fate(contact) != null)
        .compose(there ->
            there
                ? Future.succeededFuture()
                : tries >= ARRIVES_WITHIN_TRIES
                    ? Future.failedFuture(
                        Problem.later(503, "unavailable", "Unavailable", "not routed yet", 1))
                    : later().compose(_ -> arrived(contact, tries + 1)));
  }

  private static final int ARRIVES_WITHIN_TRIES = 100;
  private static final long TRY_MS = 20;

  private Future<Void> later() {
    Promise<Void> later = Promise.promise();
    context.owner().setTimer(TRY_MS, _ -> later.complete());
    return later.future();
  }

  private Future<Void> lead(ContactId contact, SqlPbxCalls.Call call) {
    return answered(contact, call)
        .compose(_ -> call.ended() ? over(contact, call) : Future.succeededFuture());
  }

  /// Where a contact is, and whom it should be with.
  private record Standing(@Nullable ContactView view, @Nullable AgentId agent) {}

  private Future<Void> answered(ContactId contact, SqlPbxCalls.Call call) {
    String by = call.answeredBy();
    if (by == null) {
      return Future.succeededFuture();
    }
    return unit.ask(core -> new Standing(core.contact(contact), agent(core, by)))
        .compose(now -> {
          AgentId agent = now.agent();
          if (now.view() == null || agent == null) {
            return Future.succeededFuture();
          }
          return switch (now.view().state()) {
            case ContactState.Answering _, ContactState.Waiting _, ContactState.Offered _ ->
                give(contact, agent, call);
            case ContactState.Assigned(_, AgentId holder, _) when !holder.equals(agent) ->
                handOn(contact, holder, agent);
            case ContactState.Assigned _, ContactState.WrapUp _, ContactState.Ended _ ->
                Future.succeededFuture();
          };
        });
  }

  private Future<Void> give(ContactId contact, AgentId agent, SqlPbxCalls.Call call) {
    return unit.submit(
            new Command.Assign(contact, agent, true, BY, "answered at the PBX: " + call.id()))
        .compose(outcome -> {
          switch (outcome) {
            case Outcome.Done _ -> desks.call(agent, contact, "talking");
            // They talk all the same: it is the PBX that decides.
            case Outcome.Rejected(String code, String detail) ->
                LOG.info("{} is not shown to {}: {} {}", contact, agent, code, detail);
          }
          return Future.succeededFuture();
        });
  }

  /// The PBX gave the call to another agent.
  private Future<Void> handOn(ContactId contact, AgentId from, AgentId to) {
    return unit.submit(
            new Command.Transfer(
                contact, from, new Destination.ToAgent(to), "transferred at the PBX"))
        .compose(_ -> unit.ask(core -> Optional.ofNullable(core.contact(contact))))
        .compose(view ->
            view.isPresent()
                    && view.get().state()
                        instanceof ContactState.Offered(var offer, AgentId asked, _, _)
                    && asked.equals(to)
                ? unit.submit(new Command.Accept(offer, to)).<Void>mapEmpty()
                : Future.<Void>succeededFuture())
        .onSuccess(_ -> desks.call(to, contact, "talking"));
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

  /// Forgets calls of which nothing was heard for a day.
  public void sweep() {
    var _ = store.sweep(centre, directory.clock().millis() - KEPT_MS);
  }
}
