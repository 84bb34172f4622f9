package dev.rapport.gateway.phone;

import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactMode;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Contacts by phone that nobody is on the line of: a call ends with the process that served it,
/// and its contact must not outlive it by much.
final class Orphans {
  private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

  /// How long a contact may be without a call before its caller counts as gone.
  private static final long AFTER_MS = 2_000;

  private final Context context;
  private final RoutingUnit unit;
  private final Predicate<ContactId> hasCall;
  private final Function<ContactId, Future<Boolean>> elsewhere;
  private final Consumer<ContactId> gone;

  /// Whether the switch can be reached and has told of every call it has.
  private boolean linked = true;

  /// How often it came back.
  private int links;

  Orphans(
      Context context,
      RoutingUnit unit,
      Predicate<ContactId> hasCall,
      Function<ContactId, Future<Boolean>> elsewhere,
      Consumer<ContactId> gone) {
    this.context = context;
    this.unit = unit;
    this.hasCall = hasCall;
    this.elsewhere = elsewhere;
    this.gone = gone;
  }

  /// What the switch says of the way to it. Calls at a switch that cannot be reached may go on.
  void heard(PhoneEvent event) {
    if (event instanceof PhoneEvent.LinkLost) {
      linked = false;
    } else if (event instanceof PhoneEvent.LinkRestored) {
      linked = true;
      links++;
    }
  }

  void sweep(RoutingCore core) {
    for (ContactView view : core.contacts()) {
      ContactId contact = view.facts().id();
      if (onTheLine(view) && !hasCall.test(contact)) {
        look(contact);
      }
    }
  }

  /// Somebody should be there: not with a question to a colleague, nor when the customer is to be
  /// called back or has left a message.
  private static boolean onTheLine(@Nullable ContactView view) {
    return view != null
        && view.facts().channel().equals(ChannelId.PHONE)
        && view.way().consult() == null
        && view.way().mode() == ContactMode.LIVE;
  }

  /// Looks again in a moment: word of the call may be on its way, and is while the switch is not
  /// linked. What fails is asked again; a unit that is rebuilt sweeps anyway.
  void look(ContactId contact) {
    int since = links;
    context
        .owner()
        .setTimer(
            AFTER_MS,
            _ ->
                context.runOnContext(_ -> {
                  if (linked && since == links) {
                    judge(contact);
                  } else {
                    look(contact);
                  }
                }));
  }

  private void judge(ContactId contact) {
    lost(contact)
        .compose(lost -> lost ? elsewhere.apply(contact) : Future.succeededFuture(true))
        .compose(kept -> kept ? Future.succeededFuture(false) : lost(contact))
        .onSuccess(lost -> {
          if (lost) {
            gone.accept(contact);
          }
        })
        .onFailure(e -> {
          if (unit.running()) {
            LOG.warn("who has {} is not known yet: {}", contact, e.toString());
            look(contact);
          }
        });
  }

  private Future<Boolean> lost(ContactId contact) {
    return unit.ask(core -> onTheLine(core.contact(contact)) && !hasCall.test(contact));
  }
}
