package dev.rapport.gateway.phone;

import dev.rapport.channels.Receipt;
import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneCommand.Prompt;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.gateway.phone.Call.Taking;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Fate;
import dev.rapport.routing.Outcome;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Messages of callers: asked for, recorded, stored with their contact; then the contact waits for
/// an agent as a message, and the caller is thanked.
///
/// Until it is stored the contact waits as before: an agent who becomes free meanwhile talks to the
/// caller instead.
final class VoiceMessages {
  private static final Logger LOG = LoggerFactory.getLogger(VoiceMessages.class);

  /// The longest message, in milliseconds.
  static final int MOST_MS = 180_000;

  /// What is shorter was not a message.
  private static final long LEAST_MS = 1_000;

  private static final String PLAY = "message";

  private final RoutingUnit unit;
  private final CallIntake intake;
  private final SwitchLine line;
  private final Farewell farewell;

  VoiceMessages(RoutingUnit unit, CallIntake intake, SwitchLine line, Farewell farewell) {
    this.unit = unit;
    this.intake = intake;
    this.line = line;
    this.farewell = farewell;
  }

  void ask(Call call) {
    if (call.taking == Taking.NO) {
      call.taking = Taking.ASKED;
      Prompt words = new Prompt.Sentence(call.language, "leave_message");
      line.send(new PhoneCommand.Play(call.id, PLAY, List.of(words)));
    }
  }

  void said(Call call, String play) {
    if (play.equals(PLAY) && call.taking == Taking.ASKED && call.connected == null) {
      line.send(new PhoneCommand.RecordCaller(call.id, MOST_MS));
    }
  }

  void recorded(Call call, PhoneEvent.Recorded recorded) {
    ContactId contact = call.contact;
    if (contact == null || call.taking != Taking.ASKED || call.connected != null) {
      return;
    }
    if (recorded.millis() < LEAST_MS) {
      none(call, contact);
      return;
    }
    call.taking = Taking.STORING;
    intake
        .message(call, recorded)
        .onComplete(done ->
            line.context()
                .runOnContext(_ -> {
                  if (done.succeeded() && done.result() instanceof Receipt.Accepted) {
                    stored(call, contact);
                  } else {
                    LOG.error("a message was not kept: {}", done);
                    none(call, contact);
                  }
                }));
  }

  private void stored(Call call, ContactId contact) {
    unit.submit(new Command.LeaveMessage(contact))
        .onComplete(done ->
            line.context()
                .runOnContext(_ -> {
                  boolean left = done.succeeded() && done.result() instanceof Outcome.Done;
                  if (left && call.connected == null) {
                    farewell.say(call, "goodbye");
                  } else {
                    // An agent was quicker, and talks to them.
                    none(call, contact);
                  }
                }));
  }

  /// There is no message: whoever is there still waits, whoever is gone is gone, and a contact that
  /// was to be nothing but a message is over.
  void none(Call call, ContactId contact) {
    call.taking = Taking.NO;
    if (call.refused) {
      unit.submit(new Command.Close(contact, Fate.ABANDONED, null, "phone", "left no message"))
          .onFailure(e -> LOG.warn("{} stays open: {}", contact, e.getMessage()));
    } else if (call.ended) {
      unit.submit(new Command.CustomerLeft(contact))
          .onFailure(e -> LOG.warn("{} stays open: {}", contact, e.getMessage()));
    }
  }
}
