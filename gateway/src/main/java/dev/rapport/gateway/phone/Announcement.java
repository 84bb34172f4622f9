package dev.rapport.gateway.phone;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneCommand.Prompt;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.RoutingCore;
import java.util.List;
import java.util.Optional;

/// What a caller who waits is told: the place, and a wait that nine of ten do not exceed.
final class Announcement {
  private static final long MINUTE = 60_000;
  private static final long MOST_MINUTES = 99;

  private Announcement() {}

  /// Nothing for a call that does not wait.
  static Optional<PhoneCommand> of(Call call, RoutingCore core, long now) {
    ContactId contact = call.contact;
    ContactView view =
        call.waiting && call.taking == Call.Taking.NO && contact != null
            ? core.contact(contact)
            : null;
    if (view == null || contact == null || view.position() == 0) {
      return Optional.empty();
    }
    String language = call.language;
    Prompt place = new Prompt.Position(language, view.position());
    var estimate = core.estimate(contact, now);
    List<Prompt> prompts =
        estimate == null
            ? List.of(place)
            : List.of(
                place,
                new Prompt.Wait(
                    language, (int) Math.clamp(1 + estimate.high() / MINUTE, 1, MOST_MINUTES)));
    return Optional.of(new PhoneCommand.Play(call.id, "place-" + ++call.announced, prompts));
  }
}
