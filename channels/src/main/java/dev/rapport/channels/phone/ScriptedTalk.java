package dev.rapport.channels.phone;

import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.Wav;
import dev.rapport.channels.phone.PhoneCommand.Way;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who hears, besides caller and agent, what they say in a [ScriptedCall], and that it is kept. A
/// recording is a second of silence.
final class ScriptedTalk {
  private final ScriptedSwitch owner;
  private final ScriptedCall call;
  private final Map<String, Way> ways = new LinkedHashMap<>();
  private final Set<String> recorded = new HashSet<>();
  private @Nullable String recording;

  ScriptedTalk(ScriptedSwitch owner, ScriptedCall call) {
    this.owner = owner;
    this.call = call;
  }

  boolean carryOut(PhoneCommand.OfTalk command) {
    return switch (command) {
      case PhoneCommand.RecordTalk(_, String id, _) -> record(id);
      case PhoneCommand.LetGoOfTalk _ -> true;
      case PhoneCommand.ListenIn listen -> listen(listen);
    };
  }

  boolean listens(String leg) {
    return ways.containsKey(leg);
  }

  private boolean record(String id) {
    if (call.live().connected().isEmpty()) {
      return false;
    }
    if (recorded.add(id)) {
      keep();
      recording = id;
    }
    return true;
  }

  private boolean listen(PhoneCommand.ListenIn listen) {
    ScriptedLeg before = call.leg(listen.leg());
    boolean known = listens(listen.leg());
    if (call.live().connected().isEmpty() || (before != null && !known)) {
      return false;
    }
    Way was = ways.put(listen.leg(), listen.way());
    if (before == null) {
      call.ring(
          new PhoneCommand.Ring(
              listen.call(),
              listen.leg(),
              listen.endpoint(),
              listen.display(),
              listen.timeoutMs()));
    } else if (before.up() && was != listen.way()) {
      answered(before);
    }
    return true;
  }

  /// Somebody who is to listen is there.
  void answered(ScriptedLeg leg) {
    Way way = ways.get(leg.id());
    if (way != null) {
      owner.tell(new PhoneEvent.ListenedIn(call.id(), leg.id(), way));
    }
  }

  void forget(ScriptedLeg leg) {
    ways.remove(leg.id());
  }

  /// Caller and agent are apart for good.
  void over() {
    keep();
    for (String leg : List.copyOf(ways.keySet())) {
      ScriptedLeg listener = call.leg(leg);
      if (listener != null && listener.up()) {
        listener.hangUp();
      } else if (listener != null) {
        listener.hungUp();
      }
    }
    ways.clear();
  }

  private void keep() {
    String id = recording;
    if (id != null) {
      recording = null;
      byte[] silence = Wav.write(new short[Clip.RATE]);
      owner.tell(new PhoneEvent.TalkRecorded(call.id(), id, 1, silence, 1_000));
    }
  }
}
