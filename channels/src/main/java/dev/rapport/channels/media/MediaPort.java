package dev.rapport.channels.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// One end of one stream of sound. Methods may be called from any thread; the sound itself is the
/// engine's thread's business.
public final class MediaPort {
  private static final String DIGITS = "0123456789*#ABCD";
  private static final int RTP_HEADER = 12;
  private static final int RTP_VERSION = 0x80;
  private static final int MARKER = 0x80;
  private static final int KEY_DOWN = 5;
  private static final int KEY_UP = 3;

  private final MediaEngine engine;
  private final DatagramChannel channel;
  private final int port;
  private final MediaListener listener;

  // Below: the engine's thread only.
  private @Nullable MediaTarget target;
  private @Nullable InetSocketAddress heard;
  private List<Clip> program = List.of();
  private @Nullable Clip music;
  private Runnable played = MediaPort::nothing;
  private int frame;
  private int musicFrame;
  private boolean playing;
  private boolean marker = true;
  private int sequence = ThreadLocalRandom.current().nextInt(0x10000);
  private int timestamp = ThreadLocalRandom.current().nextInt();
  private final int source = ThreadLocalRandom.current().nextInt();
  private long lastEvent = -1;
  private @Nullable Recording recording;
  private final Queue<Integer> pressed = new ArrayDeque<>();
  private int pressedFor;
  private long sent;
  private long received;

  MediaPort(MediaEngine engine, DatagramChannel channel, int port, MediaListener listener) {
    this.engine = engine;
    this.channel = channel;
    this.port = port;
    this.listener = listener;
  }

  private static void nothing() {}

  DatagramChannel channel() {
    return channel;
  }

  /// The local port.
  public int port() {
    return port;
  }

  /// Sends there from now on.
  public void aim(MediaTarget target) {
    engine.execute(() -> {
      MediaTarget before = this.target;
      if (before == null || !before.address().equals(target.address())) {
        heard = null;
      }
      this.target = target;
      marker = true;
    });
  }

  /// Plays the clips one after the other, then the music again and again; without music, silence.
  public void play(List<Clip> clips, @Nullable Clip music) {
    play(clips, music, MediaPort::nothing);
  }

  /// As the other, and says when the clips have been played; not when others came between. On the
  /// engine's thread.
  public void play(List<Clip> clips, @Nullable Clip music, Runnable played) {
    List<Clip> first = List.copyOf(clips);
    engine.execute(() -> {
      program = first;
      this.played = played;
      this.music = music;
      frame = 0;
      if (!playing) {
        marker = true;
      }
      playing = true;
    });
  }

  /// Presses a key: RFC 4733 events in place of the sound for a tenth of a second.
  public void press(char digit) {
    int event = DIGITS.indexOf(digit);
    if (event >= 0) {
      engine.execute(() -> pressed.add(event));
    }
  }

  /// Sends nothing any more.
  public void stop() {
    engine.execute(() -> playing = false);
  }

  /// Begins to keep what is heard, at most so much of it.
  public void record(int maxMillis) {
    engine.execute(() -> recording = new Recording(maxMillis));
  }

  /// Ends the recording; what was heard, at 8 kHz.
  public CompletionStage<short[]> recorded() {
    CompletableFuture<short[]> samples = new CompletableFuture<>();
    engine.execute(() -> {
      Recording made = recording;
      recording = null;
      samples.complete(made == null ? new short[0] : made.samples());
    });
    return samples;
  }

  /// Packets sent and received so far.
  public CompletionStage<long[]> counts() {
    CompletableFuture<long[]> counts = new CompletableFuture<>();
    engine.execute(() -> counts.complete(new long[] {sent, received}));
    return counts;
  }

  public void close() {
    engine.close(this);
  }

  // --- On the engine's thread ---

  /// Sends the packet of this tick, when there is one to send.
  void tick(ByteBuffer packet) {
    MediaTarget to = target;
    if (!playing || to == null) {
      return;
    }
    InetSocketAddress address = heard != null ? heard : to.direct() ? to.address() : null;
    if (!pressed.isEmpty() && address != null && to.events() >= 0) {
      key(packet, to, address);
      return;
    }
    byte[] sound = null;
    int offset = 0;
    Clip now = current();
    if (now != null) {
      sound = now.coded(to.law());
      offset = (program.isEmpty() ? musicFrame : frame) * Clip.FRAME;
    }
    if (address != null) {
      packet.clear();
      packet.put((byte) RTP_VERSION);
      packet.put((byte) (to.law().payloadType() | (marker ? MARKER : 0)));
      packet.putShort((short) sequence++).putInt(timestamp).putInt(source);
      if (sound == null) {
        for (int i = 0; i < Clip.FRAME; i++) {
          packet.put(to.law().silence());
        }
      } else {
        packet.put(sound, offset, Clip.FRAME);
      }
      send(packet.flip(), address);
      marker = false;
    }
    timestamp += Clip.FRAME;
    forward();
  }

  /// One packet of a key: five while it is down, three that it is up again; one time stamp.
  private void key(ByteBuffer packet, MediaTarget to, InetSocketAddress address) {
    pressedFor++;
    boolean end = pressedFor > KEY_DOWN;
    int duration = Math.min(pressedFor, KEY_DOWN) * Clip.FRAME;
    packet.clear();
    packet.put((byte) RTP_VERSION);
    packet.put((byte) (to.events() | (pressedFor == 1 ? MARKER : 0)));
    packet.putShort((short) sequence++).putInt(timestamp).putInt(source);
    packet.put((byte) (int) pressed.element()).put((byte) (end ? 0x80 | 10 : 10));
    packet.putShort((short) duration);
    send(packet.flip(), address);
    if (pressedFor == KEY_DOWN + KEY_UP) {
      pressed.remove();
      timestamp += pressedFor * Clip.FRAME;
      pressedFor = 0;
      marker = true;
    }
  }

  private void send(ByteBuffer packet, InetSocketAddress to) {
    try {
      channel.send(packet, to);
      sent++;
    } catch (IOException | RuntimeException e) {
      // An address that cannot be sent to would fail fifty times a second; the call says why.
      playing = false;
    }
  }

  private @Nullable Clip current() {
    return program.isEmpty() ? music : program.getFirst();
  }

  private void forward() {
    if (program.isEmpty()) {
      Clip loop = music;
      musicFrame = loop == null ? 0 : (musicFrame + 1) % loop.frames();
    } else if (++frame >= program.getFirst().frames()) {
      frame = 0;
      program = program.subList(1, program.size());
      if (program.isEmpty()) {
        Runnable then = played;
        played = MediaPort::nothing;
        then.run();
      }
    }
  }

  void receive(ByteBuffer packet, InetSocketAddress from) {
    MediaTarget expected = target;
    if (expected == null
        || packet.remaining() < RTP_HEADER
        || (packet.get(packet.position()) & 0xc0) != RTP_VERSION
        || !from.getAddress().equals(expected.address().getAddress())) {
      return;
    }
    received++;
    heard = from;
    int first = packet.get();
    int type = packet.get() & 0x7f;
    packet.getShort();
    int stamp = packet.getInt();
    packet.getInt();
    int skip = 4 * (first & 0x0f);
    if (packet.remaining() < skip || (first & 0x10) != 0) {
      return;
    }
    packet.position(packet.position() + skip);
    if (type == expected.events()) {
      event(packet, stamp);
    } else if (recording != null && type == G711.ULAW.payloadType()) {
      record(packet, stamp, G711.ULAW);
    } else if (recording != null && type == G711.ALAW.payloadType()) {
      record(packet, stamp, G711.ALAW);
    }
  }

  /// A key is repeated in many packets with one time stamp; the first of them counts.
  private void event(ByteBuffer packet, int stamp) {
    if (packet.remaining() < 4) {
      return;
    }
    int event = packet.get() & 0xff;
    long key = Integer.toUnsignedLong(stamp);
    if (event < DIGITS.length() && key != lastEvent) {
      lastEvent = key;
      listener.digit(DIGITS.charAt(event));
    }
  }

  private void record(ByteBuffer packet, int stamp, G711 law) {
    byte[] coded = new byte[packet.remaining()];
    packet.get(coded);
    Recording into = recording;
    if (into != null) {
      into.add(stamp, law.decode(coded));
    }
  }
}
