package dev.rapport.gateway.flow;

import dev.rapport.gateway.unit.EventListener;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Contacts that are durable and that the core here does not know yet: whoever sent one may be
/// quicker than the way to the core, and what they want next waits for it. On the unit's context.
public final class Arrivals implements EventListener {
  /// Contacts waited for.
  static final int MOST = 10_000;

  /// After that the core is asked all the same; what it refuses, its sender is told.
  private static final long WITHIN_MS = 5_000;

  private final Context context;
  private final RoutingUnit unit;
  private final Map<ContactId, Promise<Boolean>> awaited = new HashMap<>();

  public Arrivals(Context context, RoutingUnit unit) {
    this.context = context;
    this.unit = unit;
  }

  /// Whether the core knows the contact, or knew it: now, or as soon as it does. Those who ask for
  /// the same contact are answered in the order in which they asked. From any thread.
  public Future<Boolean> of(ContactId contact) {
    return unit.ask(core -> await(core, contact)).compose(answer -> answer);
  }

  private static boolean knows(RoutingCore core, ContactId contact) {
    return core.contact(contact) != null || core.fate(contact) != null;
  }

  private Future<Boolean> await(RoutingCore core, ContactId contact) {
    boolean known = knows(core, contact);
    if (known || (awaited.size() >= MOST && !awaited.containsKey(contact))) {
      return Future.succeededFuture(known);
    }
    Promise<Boolean> waiting =
        awaited.computeIfAbsent(
            contact,
            _ -> {
              Promise<Boolean> begun = Promise.promise();
              context.owner().setTimer(WITHIN_MS, _ -> late(contact, begun));
              return begun;
            });
    return waiting.future();
  }

  private void late(ContactId contact, Promise<Boolean> waiting) {
    context.runOnContext(_ -> {
      awaited.remove(contact, waiting);
      waiting.tryComplete(false);
    });
  }

  @Override
  public void happened(long sequence, long at, Event event, RoutingCore core) {
    if (event instanceof Event.Arrived arrived) {
      there(arrived.facts().id());
    }
  }

  @Override
  public void rebuilt(RoutingCore core) {
    List.copyOf(awaited.keySet()).stream()
        .filter(contact -> knows(core, contact))
        .forEach(this::there);
  }

  private void there(ContactId contact) {
    Promise<Boolean> waiting = awaited.remove(contact);
    if (waiting != null) {
      waiting.tryComplete(true);
    }
  }
}
