package dev.rapport.gateway.phone;

import dev.rapport.channels.Message;
import dev.rapport.channels.RawBytes;
import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneCommand.Prompt;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneSwitch.Capability;
import dev.rapport.gateway.settings.PhoneSettings;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.ContactId;
import dev.rapport.storage.SqlRecordings;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What caller and agent say to each other is kept beside the contact, where the settings want it.
/// The switch keeps its copy until ours is stored.
public final class Talks {
  private static final Logger LOG = LoggerFactory.getLogger(Talks.class);

  /// Of a talk's id: the contact, this, and the leg. Neither of them has it.
  private static final char BETWEEN = '.';

  private final String centre;
  private final PhoneSettings.Recording wanted;
  private final SqlRecordings store;
  private final RoutingUnit unit;
  private final Consumer<Message> said;

  /// @param wanted which talks are to be kept
  /// @param said shows each that is
  public Talks(
      String centre,
      PhoneSettings.Recording wanted,
      SqlRecordings store,
      RoutingUnit unit,
      Consumer<Message> said) {
    this.centre = centre;
    this.wanted = wanted;
    this.store = store;
    this.unit = unit;
    this.said = said;
  }

  /// Says so when what is wanted cannot be had.
  void check(Set<Capability> can) {
    if (wanted.enabled() && !can.contains(Capability.RECORD_TALK)) {
      LOG.warn("talks are not recorded: the switch does not have their sound (phone.recording)");
    }
  }

  /// Caller and agent hear each other.
  void begun(Call call, String leg, SwitchLine line) {
    ContactId contact = call.contact;
    if (!wanted.enabled() || contact == null) {
      return;
    }
    unit.ask(core -> {
      var view = core.contact(contact);
      boolean keep = view != null && wanted.of(view.facts().queue().value());
      if (keep) {
        List<Prompt> words =
            wanted.announce() ? List.of(new Prompt.Sentence(call.language, "recorded")) : List.of();
        line.send(new PhoneCommand.RecordTalk(call.id, contact.value() + BETWEEN + leg, words));
      }
      return keep;
    });
  }

  /// A part is whole: from now on it is ours to keep.
  void recorded(PhoneEvent.TalkRecorded part, SwitchLine line) {
    int between = part.id().lastIndexOf(BETWEEN);
    String contact = between < 0 ? part.id() : part.id().substring(0, between);
    String words = "Recording of the call, " + Math.ceilDiv(part.millis(), 1_000L) + " seconds";
    var _ =
        store
            .keep(
                new SqlRecordings.Talk(
                    centre,
                    contact,
                    "talk:" + part.id() + ":" + part.part(),
                    part.part() == 1 ? words : words + ", part " + part.part(),
                    RawBytes.owned(part.wav())))
            .whenComplete((kept, failure) -> {
              if (failure == null) {
                kept.ifPresent(said);
                line.send(new PhoneCommand.LetGoOfTalk(part.call(), part.id(), part.part()));
              } else {
                LOG.error(
                    "a recording of {} was not stored; it stays at the switch", contact, failure);
              }
            });
  }
}
