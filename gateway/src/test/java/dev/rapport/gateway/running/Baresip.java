package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.Melody;
import dev.rapport.channels.media.Wav;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A telephone that is not ours: baresip, told by its `ctrl_tcp` (netstrings of JSON) what to do.
/// It hums a tone of its own, and keeps what it hears in a file.
final class Baresip implements AutoCloseable {
  private static final int TONE_SECONDS = 120;
  private static final int WAV_HEADER = 44;

  private final Path folder;
  private final String account;
  private final Peer peer;
  private final Socket control;
  private final LinkedBlockingQueue<JsonObject> events = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();

  /// @param account as in its file of accounts
  Baresip(Path program, Path folder, double hertz, String account) {
    this.folder = folder;
    this.account = account;
    int port = Peer.freePort();
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("tone.wav"), Wav.write(Melody.tone(hertz, TONE_SECONDS * 1_000)));
      Files.writeString(folder.resolve("accounts"), "");
      Files.writeString(folder.resolve("contacts"), "");
      Files.writeString(folder.resolve("config"), config(folder, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    peer = new Peer(folder, List.of(program.toString(), "-4", "-f", folder.toString()));
    control = peer.connect(port);
    Thread.ofVirtual().name("baresip-events").start(this::listen);
    // Not from its file: what came of it would be told before anybody listens.
    command("uanew", account);
  }

  /// The port of SIP is whatever is free, since whoever calls us has registered with us. Sound that
  /// arrives is decoded when somebody plays it: the bridge does, to nobody. There is no jitter
  /// buffer: baresip's drops all of whoever follows a speaker that it had one packet of.
  private static String config(Path folder, int port) {
    return """
    poll_method epoll
    sip_listen 127.0.0.1:0
    net_interface 127.0.0.1
    call_max_calls 4
    audio_source aufile,FOLDER/tone.wav
    audio_player aubridge,ear
    audio_alert aubridge,bell
    jitter_buffer_delay 0-0
    module_path /usr/lib/baresip/modules
    module g711.so
    module aubridge.so
    module aufile.so
    module sndfile.so
    snd_path FOLDER
    module_tmp account.so
    module_app menu.so
    module_app ctrl_tcp.so
    ctrl_tcp_listen 127.0.0.1:PORT
    """
        .replace("FOLDER", folder.toString())
        .replace("PORT", String.valueOf(port));
  }

  private void listen() {
    try (DataInputStream in = new DataInputStream(control.getInputStream())) {
      while (true) {
        JsonObject said = new JsonObject(netstring(in));
        if (said.containsKey("response")) {
          answers.add(said);
        } else if (said.containsKey("event")) {
          events.add(said);
        }
      }
    } catch (IOException e) {
      // It has ended; whoever waits for more says so.
    }
  }

  private static String netstring(DataInputStream in) throws IOException {
    int length = 0;
    for (int digit = in.readUnsignedByte(); digit != ':'; digit = in.readUnsignedByte()) {
      length = length * 10 + digit - '0';
    }
    byte[] text = new byte[length];
    in.readFully(text);
    in.readUnsignedByte();
    return new String(text, StandardCharsets.UTF_8);
  }

  /// Tells it to do something that it must be able to do.
  void command(String name, String parameters) {
    JsonObject command =
        new JsonObject().put("command", name).put("params", parameters).put("token", "test");
    byte[] text = command.encode().getBytes(StandardCharsets.UTF_8);
    var netstring = new ByteArrayOutputStream();
    netstring.writeBytes((text.length + ":").getBytes(StandardCharsets.UTF_8));
    netstring.writeBytes(text);
    netstring.write(',');
    try {
      control.getOutputStream().write(netstring.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JsonObject answer = next(answers, "an answer to " + name);
    if (!answer.getBoolean("ok")) {
      throw new AssertionError(name + " was answered " + answer.encode());
    }
  }

  private JsonObject next(LinkedBlockingQueue<JsonObject> queue, String what) {
    try {
      JsonObject next = queue.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no " + what + " came; it said:\n" + peer.said());
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// The next event of that kind, such as `CALL_INCOMING`; others before it are forgotten.
  JsonObject await(String kind) {
    while (true) {
      JsonObject event = next(events, kind);
      if (kind.equals(event.getString("type"))) {
        return event;
      }
    }
  }

  /// Registers. It knows MD5 alone, and gives up when it is asked for more; when it comes back, it
  /// is asked for less.
  Baresip registered() {
    if (!registers()) {
      command("uadel", account.substring(1, account.indexOf('>')));
      command("uanew", account);
      assertThat(registers()).as("it registers: %s", peer.said()).isTrue();
    }
    return this;
  }

  private boolean registers() {
    while (true) {
      String event = next(events, "end of a registration").getString("type");
      if (event.equals("REGISTER_OK") || event.equals("REGISTER_FAIL")) {
        return event.equals("REGISTER_OK");
      }
    }
  }

  void dial(String uri) {
    command("dial", uri);
  }

  /// What was heard in its one call, from its beginning until now.
  short[] heard() {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> dumps = files.filter(f -> f.toString().endsWith("-dec.wav")).toList();
      assertThat(dumps).hasSizeLessThan(2);
      byte[] file = dumps.isEmpty() ? new byte[0] : Files.readAllBytes(dumps.getFirst());
      // The header of a file that is being written says nothing yet.
      int bytes = Math.max(0, file.length - WAV_HEADER) & ~1;
      short[] samples = new short[bytes / 2];
      ByteBuffer.wrap(file, Math.min(WAV_HEADER, file.length), bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asShortBuffer()
          .get(samples);
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How much of what was heard just now is that tone; nothing before there was enough to tell.
  double share(double hertz) {
    short[] all = heard();
    int window = Clip.RATE * 3 / 5;
    return all.length < window
        ? Double.NaN
        : Pitch.share(Arrays.copyOfRange(all, all.length - window, all.length), hertz);
  }

  @Override
  public void close() {
    peer.close();
    try {
      control.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
