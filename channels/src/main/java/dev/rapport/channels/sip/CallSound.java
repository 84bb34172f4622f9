package dev.rapport.channels.sip;

import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.G711;
import dev.rapport.channels.media.MediaListener;
import dev.rapport.channels.media.MediaPort;
import dev.rapport.channels.media.MediaTarget;
import dev.rapport.channels.media.Melody;
import dev.rapport.channels.media.Wav;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.sip.Alarms.Alarm;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Our side of a call's sound: what the caller hears while nobody talks to them, and what is kept
/// of what they say. Its port opens with the first need and is the call's until its end.
final class CallSound implements MediaListener {
  private static final int EVENTS = 101;
  private static final Clip TONE = Clip.of(Melody.tone(1_000, 300));

  private final SipSwitch owner;
  private final String call;
  private @Nullable MediaPort port;
  private List<Clip> program = List.of();
  private @Nullable Clip music;
  private final Set<String> said = new HashSet<>();

  /// What is being said; null when nothing is whose end anybody waits for.
  private @Nullable String saying;

  private boolean playing;

  /// Somebody else is heard instead.
  private boolean paused;

  private boolean closed;
  private boolean recording;
  private Alarm recordEnd = Alarm.NONE;

  CallSound(SipSwitch owner, String call) {
    this.owner = owner;
    this.call = call;
  }

  private MediaPort port() throws IOException {
    MediaPort open = port;
    if (open == null) {
      open = owner.media().open(this);
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
    paused = false;
  }

  /// Begins to play to that address, or goes on there.
  void play(Sdp remote, boolean direct) {
    MediaPort open = port;
    if (open == null) {
      return;
    }
    open.aim(new MediaTarget(remote.where(), remote.law().orElseThrow(), remote.events(), direct));
    paused = false;
    if (!playing) {
      playing = true;
      start(open, program);
      program = List.of();
    }
  }

  private void start(MediaPort open, List<Clip> clips) {
    String id = saying;
    if (id == null) {
      open.play(clips, music);
    } else if (clips.isEmpty()) {
      open.play(clips, music);
      over(id);
    } else {
      open.play(clips, music, () -> owner.execute(() -> over(id)));
    }
  }

  private void over(String id) {
    if (id.equals(saying)) {
      saying = null;
      owner.tell(new PhoneEvent.Said(call, id));
    }
  }

  /// Says something in between, to whoever hears us; under one id once. Before anybody hears us, it
  /// waits for that.
  void say(String id, List<Clip> clips) {
    if (!said.add(id)) {
      return;
    }
    if (saying != null) {
      over(saying);
    }
    saying = id;
    MediaPort open = port;
    if (playing && open != null) {
      start(open, clips);
    } else if (paused) {
      over(id);
    } else {
      List<Clip> more = new ArrayList<>(program);
      more.addAll(clips);
      program = List.copyOf(more);
    }
  }

  void pause() {
    paused = true;
    if (playing && port != null) {
      port.stop();
      playing = false;
    }
    if (saying != null) {
      over(saying);
    }
  }

  // --- Recording ---

  void record(int maxMillis) throws IOException {
    MediaPort open = port();
    open.record(maxMillis);
    recording = true;
    if (playing) {
      open.play(List.of(TONE), null);
    }
    recordEnd.cancel();
    recordEnd = owner.alarms().after(maxMillis, this::recorded);
  }

  private void recorded() {
    whenRecorded(() -> {
      if (playing && port != null) {
        port.play(List.of(), music);
      }
    });
  }

  /// Ends a recording and tells what was kept, then goes on; at once when there is none.
  void whenRecorded(Runnable then) {
    MediaPort open = port;
    if (!recording || open == null) {
      then.run();
      return;
    }
    recording = false;
    recordEnd.cancel();
    var _ =
        open.recorded()
            .thenAccept(samples ->
                owner.execute(() -> {
                  owner.tell(
                      new PhoneEvent.Recorded(
                          call, Wav.write(samples), samples.length * 1_000L / Clip.RATE));
                  then.run();
                }));
  }

  /// A key was pressed, by whatever way it came.
  void pressed(char digit) {
    if (digit == '#' && recording) {
      recorded();
    } else if (!closed) {
      owner.tell(new PhoneEvent.Digit(call, digit));
    }
  }

  @Override
  public void digit(char digit) {
    owner.execute(() -> pressed(digit));
  }

  void close() {
    closed = true;
    if (port != null) {
      port.stop();
      port.close();
    }
  }
}
