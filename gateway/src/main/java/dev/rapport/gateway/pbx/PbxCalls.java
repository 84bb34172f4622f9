package dev.rapport.gateway.pbx;

import dev.rapport.channels.Inbox;
import dev.rapport.channels.Receipt;
import dev.rapport.gateway.desk.DeskHub;
import dev.rapport.gateway.desk.ElsewhereRings;
import dev.rapport.gateway.flow.Arrivals;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.routing.ContactId;
import dev.rapport.storage.SqlPbxCalls;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
/// With several gateways any of them is told: what is known of a call is in its row, and whoever
/// has led its contact looks there again. What rings is shown by each from the row ([#told]).
///
/// On the unit's context; one word of a call at a time.
public final class PbxCalls {
  private static final Logger LOG = LoggerFactory.getLogger(PbxCalls.class);

  /// Calls with words under way; beyond that the PBX is to send again.
  static final int MOST_AT_ONCE = 2_000;

  /// Calls read again at once: words are not to be refused because of it.
  private static final int MOST_READ_AT_ONCE = 8;

  /// How often a contact is led anew because more became known of its call meanwhile.
  private static final int MOST_TURNS = 20;

  /// The longest that the words of a call can be apart.
  private static final long KEPT_MS = 24 * 3_600_000L;

  private final String centre;
  private final SqlPbxCalls store;
  private final Inbox inbox;
  private final Arrivals arrivals;
  private final WorkerExecutor readers;
  private final RoutingUnit unit;
  private final Directory directory;
  private final Leading leading;
  private final ElsewhereRings rings;
  private final Consumer<String> tell;
  private final Context context;
  private final Map<String, Future<Void>> underWay = new HashMap<>();

  /// What is shown as ringing here, with its contact: the row may be gone before it is over.
  private final Map<String, ContactId> ringing = new HashMap<>();

  /// To be read again, and how many are being read.
  private final Set<String> unread = new LinkedHashSet<>();

  private int reading;

  /// Where contacts come in and are found.
  public record Flow(Inbox inbox, Arrivals arrivals, WorkerExecutor readers) {}

  /// @param tell takes the id of each call of which more is known now
  public PbxCalls(
      SqlPbxCalls store,
      Flow flow,
      RoutingUnit unit,
      DeskHub desks,
      Directory directory,
      Consumer<String> tell) {
    this.centre = directory.centre();
    this.store = store;
    this.inbox = flow.inbox();
    this.arrivals = flow.arrivals();
    this.readers = flow.readers();
    this.unit = unit;
    this.directory = directory;
    this.leading = new Leading(unit, desks, directory);
    this.rings = new ElsewhereRings(desks, unit);
    this.tell = tell;
    this.context = desks.context();
  }

  /// Whether a contact is a call that the PBX has.
  public Future<Boolean> has(ContactId contact) {
    return readers
        .executeBlocking(() -> store.has(centre, contact.value()), false)
        .map(Objects::requireNonNull);
  }

  /// Takes a word in; the contact it is about, once all that follows is durable. Empty while nobody
  /// has told who calls.
  ///
  /// What was merged is told and shown even when the contact could not follow; not before it has,
  /// or whoever answered would be told that a colleague did.
  public Future<Optional<String>> heard(PbxWord word) {
    return inTurn(
        word.call(),
        () ->
            merge(word)
                .compose(merged ->
                    follow(merged)
                        .onComplete(_ -> tell.accept(merged.id()))
                        .onFailure(_ -> told(merged.id())))
                .compose(known -> show(known).map(Optional.ofNullable(known.contact()))));
  }

  /// Another gateway was told more of a call.
  public void told(String call) {
    var _ = shown(call);
  }

  private Future<Void> shown(String call) {
    return inTurn(call, () -> read(call).compose(this::show))
        .onFailure(e -> LOG.warn("what rings at the PBX is not shown: {}", e.toString()));
  }

  /// Something that others were told may have been missed.
  public void readAgain() {
    readers
        .executeBlocking(() -> store.ringing(centre), false)
        .map(Objects::requireNonNull)
        .onFailure(e -> LOG.warn("what rings at the PBX is not known: {}", e.toString()))
        .onSuccess(found ->
            context.runOnContext(_ -> {
              unread.addAll(ringing.keySet());
              found.forEach(call -> unread.add(call.id()));
              readOn();
            }));
  }

  private void readOn() {
    Iterator<String> next = unread.iterator();
    while (reading < MOST_READ_AT_ONCE && next.hasNext()) {
      String call = next.next();
      next.remove();
      reading++;
      shown(call)
          .onComplete(_ ->
              context.runOnContext(_ -> {
                reading--;
                readOn();
              }));
    }
  }

  private <T> Future<T> inTurn(String call, Supplier<Future<T>> action) {
    Promise<T> done = Promise.promise();
    context.runOnContext(_ -> {
      if (underWay.size() >= MOST_AT_ONCE && !underWay.containsKey(call)) {
        done.fail(Problem.later(503, "overloaded", "Overloaded", "too many calls at once", 1));
        return;
      }
      Future<Void> mine =
          underWay
              .getOrDefault(call, Future.succeededFuture())
              .otherwiseEmpty()
              .compose(_ -> action.get())
              .onComplete(done)
              .mapEmpty();
      underWay.put(call, mine);
      mine.onComplete(_ -> context.runOnContext(_ -> underWay.remove(call, mine)));
    });
    return done.future();
  }

  // --- What is known ---

  private Future<SqlPbxCalls.Call> merge(PbxWord word) {
    return switch (word) {
      case PbxWord.NewCall(String call, String from, String to, var names) ->
          merge(call, known -> known.from(from, to).rings(names));
      case PbxWord.Ringing(String call, var names) -> merge(call, known -> known.rings(names));
      case PbxWord.Answer(String call, var names, Long at) ->
          unit.ask(core -> names.stream().filter(n -> directory.agent(core, n) != null).findFirst())
              .compose(found -> {
                String by = found.orElse(names.isEmpty() ? "somebody" : names.getFirst());
                long now = directory.clock().millis();
                // Without a time it is the newest, whatever the clock of the gateway before said.
                return merge(
                    call,
                    known ->
                        known.answered(by, at == null ? Math.max(now, known.answeredAt()) : at));
              });
      case PbxWord.HangUp(String call, String cause) -> merge(call, known -> known.over(cause));
    };
  }

  private Future<SqlPbxCalls.Call> merge(String call, UnaryOperator<SqlPbxCalls.Call> word) {
    long now = directory.clock().millis();
    return Future.fromCompletionStage(store.merge(centre, call, now, word), context);
  }

  private Future<SqlPbxCalls.Call> read(String call) {
    return readers
        .executeBlocking(() -> store.find(centre, call), false)
        .map(Objects::requireNonNull)
        .map(found -> found.orElseGet(() -> SqlPbxCalls.Call.unheard(call)));
  }

  /// Whoever may pick up sees who calls while it rings, and no longer.
  private Future<Void> show(SqlPbxCalls.Call call) {
    String contact = call.contact();
    if (contact == null || !call.unanswered()) {
      ContactId shown = ringing.get(call.id());
      return shown == null
          ? Future.succeededFuture()
          : unit.ask(core -> rings.over(shown, over(call), core))
              .onSuccess(_ -> ringing.remove(call.id()))
              .mapEmpty();
    }
    if (call.rings().isEmpty()) {
      return Future.succeededFuture();
    }
    ContactId id = new ContactId(contact);
    ringing.put(call.id(), id);
    return arrivals
        .of(id)
        .compose(_ -> unit.ask(core -> rings.ring(id, directory.agents(core, call.rings()))))
        .mapEmpty();
  }

  private static String over(SqlPbxCalls.Call call) {
    if (call.ended()) {
      return "the caller hung up";
    }
    return call.answeredBy() == null
        ? "the telephone system says no more of it"
        : "answered by a colleague";
  }

  // --- The contact follows ---

  /// Completes with what is known of the call by then.
  private Future<SqlPbxCalls.Call> follow(SqlPbxCalls.Call call) {
    return call.caller() == null ? Future.succeededFuture(call) : stored(call).compose(this::lead);
  }

  private Future<SqlPbxCalls.Call> stored(SqlPbxCalls.Call call) {
    if (call.contact() != null) {
      return Future.succeededFuture(call);
    }
    String from = call.caller() == null ? "" : call.caller();
    String to = call.dialled() == null ? "" : call.dialled();
    return Future.fromCompletionStage(
            inbox.receive(RouteDip.inbound(centre, call.id(), from, to)), context)
        .compose(receipt ->
            switch (receipt) {
              case Receipt.Accepted accepted -> {
                String contact = String.valueOf(accepted.contact());
                yield merge(call.id(), known -> known.is(contact));
              }
              case Receipt.Refused refused -> later(refused.detail());
            });
  }

  private Future<SqlPbxCalls.Call> lead(SqlPbxCalls.Call call) {
    ContactId contact = new ContactId(String.valueOf(call.contact()));
    return arrivals
        .of(contact)
        .compose(
            there -> there ? lead(contact, call, MOST_TURNS) : later("the call is not routed yet"));
  }

  /// Another gateway may have been told more meanwhile, and have led the contact by that: whoever
  /// comes last must have looked last.
  private Future<SqlPbxCalls.Call> lead(ContactId contact, SqlPbxCalls.Call call, int turns) {
    return leading
        .lead(contact, call)
        .compose(_ -> read(call.id()))
        .compose(now ->
            now.equals(call)
                ? Future.succeededFuture(call)
                : turns == 0
                    ? later("more is told of the call than can be followed")
                    : lead(contact, now, turns - 1));
  }

  private static <T> Future<T> later(String why) {
    return Future.failedFuture(Problem.later(503, "unavailable", "Unavailable", why, 1));
  }

  /// Forgets calls of which nothing was heard for a day.
  public void sweep() {
    var _ =
        store
            .sweep(centre, directory.clock().millis() - KEPT_MS)
            .thenAccept(swept -> {
              if (swept > 0) {
                readAgain();
              }
            });
  }
}
