package dev.rapport.channels.sip;

import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.G711;
import dev.rapport.channels.media.MediaListener;
import dev.rapport.channels.media.MediaPort;
import dev.rapport.channels.media.MediaTarget;
import dev.rapport.channels.media.Wav;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.sip.Alarms.Alarm;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Our side of a call's sound: what the caller hears while nobody talks to them, and what is kept
/// of what they say. Its port opens with the first need and is the call's until its end.
final class CallSound {
  private static final int EVENTS = 101;

  private final SipSwitch owner;
  private final MediaListener listener;
  private final String call;
  private @Nullable MediaPort port;
  private List<Clip> program = List.of();
  private @Nullable Clip music;
  private final Set<String> said = new HashSet<>();
  private boolean playing;
  private boolean recording;
  private Alarm recordEnd = Alarm.NONE;

  CallSound(SipSwitch owner, MediaListener listener, String call) {
    this.owner = owner;
    this.listener = listener;
    this.call = call;
  }

  private MediaPort port() throws IOException {
    MediaPort open = port;
    if (open == null) {
      open = owner.media().open(listener);
      port = open;
    }
    return open;
  }

  /// What a caller is told when they are to hear us.
  Sdp sdp() throws IOException {
    return Sdp.of(
        new InetSocketAddress(owner.settings().advertised(), port().port()),
        List.of(
            Sdp.Format.of(G711.ALAW),
            Sdp.Format.of(G711.ULAW),
            new Sdp.Format(EVENTS, Sdp.Format.EVENTS, "0-15")));
  }

  /// Whether that is our port.
  boolean isAt(int number) {
    return port != null && port.port() == number;
  }

  /// What is played when playing begins next.
  void program(List<Clip> clips, @Nullable Clip music) {
    program = clips;
    this.music = music;
    playing = false;
  }

  /// Begins to play to that address, or goes on there.
  void play(Sdp remote, boolean direct) {
    MediaPort open = port;
    if (open == null) {
      return;
    }
    open.aim(new MediaTarget(remote.where(), remote.law().orElseThrow(), remote.events(), direct));
    if (!playing) {
      playing = true;
      open.play(program, music);
      program = List.of();
    }
  }

  /// Says something in between, to whoever hears us; under one id once.
  void say(String id, List<Clip> clips) {
    if (said.add(id) && playing && port != null) {
      port.play(clips, music);
    }
  }

  void pause() {
    if (playing && port != null) {
      port.stop();
      playing = false;
    }
  }

  boolean recording() {
    return recording;
  }

  void record(int maxMillis) throws IOException {
    port().record(maxMillis);
    recording = true;
    recordEnd.cancel();
    recordEnd = owner.alarms().after(maxMillis, this::endRecording);
  }

  void endRecording() {
    MediaPort open = port;
    if (!recording || open == null) {
      return;
    }
    recording = false;
    recordEnd.cancel();
    var _ =
        open.recorded()
            .thenAccept(samples ->
                owner.tell(
                    new PhoneEvent.Recorded(
                        call, Wav.write(samples), samples.length * 1_000L / Clip.RATE)));
  }

  void close() {
    if (port != null) {
      port.stop();
      port.close();
    }
  }
}
