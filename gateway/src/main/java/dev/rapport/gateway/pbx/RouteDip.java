package dev.rapport.gateway.pbx;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.StoredContact;
import dev.rapport.customers.Recognition;
import dev.rapport.gateway.flow.Caller;
import dev.rapport.gateway.flow.Placement;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.Contact;
import dev.rapport.routing.CustomerKey;
import dev.rapport.routing.QueueView;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Where a call belongs that waits somewhere else: what Rapport would do with it, without doing it.
public final class RouteDip {
  /// As for every contact: recognition that is late is none.
  private static final long RECOGNISE_WITHIN_MS = 50;

  private final String centre;
  private final Caller caller;
  private final Placement placement;
  private final RoutingUnit unit;
  private final WorkerExecutor readers;
  private final InstantSource clock;

  public RouteDip(
      String centre,
      Caller caller,
      Placement placement,
      RoutingUnit unit,
      WorkerExecutor readers,
      InstantSource clock) {
    this.centre = centre;
    this.caller = caller;
    this.placement = placement;
    this.unit = unit;
    this.readers = readers;
    this.clock = clock;
  }

  /// @param to the number called
  public Future<JsonObject> ask(String from, String to) {
    InboundContact call = inbound(centre, "", from, to);
    return readers
        .executeBlocking(() -> caller.recognise(call.sender().identifiers()), false)
        .map(Objects::requireNonNull)
        .timeout(RECOGNISE_WITHIN_MS, TimeUnit.MILLISECONDS)
        .otherwise(new Recognition.Unknown("recognition took too long", List.of()))
        .compose(recognition ->
            readers
                .executeBlocking(
                    () ->
                        placement.of(
                            new StoredContact("asked", "", 0, clock.millis(), call), recognition),
                    false)
                .compose(contact -> unit.ask(core -> answer(core, contact, recognition))));
  }

  /// A call of a PBX as a contact. Its words are what an agent reads where a chat has a message.
  static InboundContact inbound(String centre, String id, String from, String to) {
    String number = Numbers.read(from);
    String words = "Call from " + (number.isEmpty() ? "a withheld number" : number);
    return new InboundContact(
        centre,
        ChannelKind.PHONE,
        Numbers.sender(number),
        null,
        to.isEmpty() ? words : words + " to " + to,
        null,
        false,
        to.isEmpty() ? null : to,
        InboundContact.KEPT_ELSEWHERE + id,
        id,
        null,
        null,
        false,
        List.of(),
        null);
  }

  private static JsonObject answer(RoutingCore core, Contact contact, Recognition recognition) {
    CustomerKey customer = contact.customer();
    JsonObject json =
        new JsonObject()
            .put("recognition", kind(recognition))
            .put("customer", customer == null ? null : customer.value())
            .put("queue", contact.queue().value())
            .put("urgency", contact.urgency().name().toLowerCase(Locale.ROOT))
            .put("weight", contact.value());
    for (QueueView queue : core.queues()) {
      if (queue.id().equals(contact.queue())) {
        json.put("queueName", queue.name())
            .put("open", queue.open())
            .put("waiting", queue.waiting())
            .put("agentsWithRoom", queue.agentsWithRoom());
      }
    }
    return json;
  }

  private static String kind(Recognition recognition) {
    return switch (recognition) {
      case Recognition.Known _ -> "known";
      case Recognition.Ambiguous _ -> "ambiguous";
      case Recognition.Unknown _ -> "unknown";
    };
  }
}
