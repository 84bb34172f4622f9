package dev.rapport.gateway.phone;

import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Context;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Contacts by phone that nobody is on the line of: a call ends with the process that served it,
/// and its contact must not outlive it by much.
final class Orphans {
  /// How long a contact may be without a call before its caller counts as gone.
  private static final long AFTER_MS = 2_000;

  private final Context context;
  private final Predicate<ContactId> hasCall;
  private final Consumer<ContactId> gone;

  Orphans(Context context, Predicate<ContactId> hasCall, Consumer<ContactId> gone) {
    this.context = context;
    this.hasCall = hasCall;
    this.gone = gone;
  }

  void sweep(RoutingCore core) {
    for (ContactView view : core.contacts()) {
      ContactId contact = view.facts().id();
      boolean call = view.facts().channel().equals(ChannelId.PHONE) && view.way().consult() == null;
      if (call && !hasCall.test(contact)) {
        look(contact);
      }
    }
  }

  /// Looks again in a moment: word of the call may be on its way.
  void look(ContactId contact) {
    context
        .owner()
        .setTimer(
            AFTER_MS,
            _ ->
                context.runOnContext(_ -> {
                  if (!hasCall.test(contact)) {
                    gone.accept(contact);
                  }
                }));
  }
}
