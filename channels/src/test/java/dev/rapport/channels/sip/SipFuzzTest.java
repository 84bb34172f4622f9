package dev.rapport.channels.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rapport.channels.media.G711;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What strangers may send is read without an exception that is not documented, answered only to
/// where it came from, and never makes us send sound to a name.
///
/// Each `@FuzzTest` runs the inputs kept beside it; with `JAZZER_FUZZ=1` Jazzer looks for new ones,
/// led by what they reach. An ordinary run damages the kept ones by chance, from a seed.
final class SipFuzzTest {
  private static final int MUTATIONS = 30_000;
  private static final long SEED = 3_261;
  private static final Hop STRANGER =
      Hop.of(Hop.Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral("192.0.2.99"), 5060));

  @FuzzTest(maxDuration = "60s")
  void messages(byte[] data) {
    if (SipReader.read(data) instanceof SipReader.Read.Message(SipMessage message)) {
      message.cseq();
      message.topVia();
      message.from();
      message.to();
      assertThat(SipReader.read(message.bytes()))
          .as("what was read is written so that it can be read")
          .isInstanceOf(SipReader.Read.Message.class);
      if (message instanceof SipRequest request) {
        CallerReader.read(request, true);
        CallerReader.dialled(request);
        Dtmf.ofInfo(request);
      }
    }
  }

  @FuzzTest(maxDuration = "60s")
  void descriptions(byte[] data) {
    Sdp offer;
    try {
      offer = Sdp.parse(data);
    } catch (SipSyntaxException e) {
      return;
    }
    if (!offer.usable()) {
      return;
    }
    String text = new String(data, StandardCharsets.UTF_8);
    assertThat(Stream.of(text.split("\n")).flatMap(SipFuzzTest::literal))
        .as("where sound would go is an address that was said")
        .contains(offer.address());
    var ours = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 4_000);
    Sdp answer = Sdp.of(ours, List.of(Sdp.Format.of(G711.ALAW))).answering(offer);
    if (!answer.usable()) {
      return;
    }
    byte[] written = answer.text(1, 1);
    try {
      Sdp read = Sdp.parse(written);
      assertThat(read.usable()).isTrue();
      assertThat(read.shape().others()).hasSameSizeAs(offer.shape().others());
    } catch (SipSyntaxException e) {
      throw new AssertionError(new String(written, StandardCharsets.UTF_8), e);
    }
  }

  /// The address of a connection line, when it is one that nobody could read as another.
  private static Stream<InetAddress> literal(String line) {
    String last = line.strip().replaceFirst("(?s)^.*\\s", "").replaceFirst("/.*", "");
    boolean four = last.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    boolean six = last.contains(":") && !last.contains("%");
    try {
      return line.startsWith("c=") && (four || six)
          ? Stream.of(InetAddress.ofLiteral(last))
          : Stream.empty();
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }

  @FuzzTest(maxDuration = "60s")
  void door(byte[] data) {
    new Door().takes(data);
  }

  /// A stack with everything behind it that a stranger's message can reach.
  private static final class Door {
    private final StillClock clock = new StillClock();
    private final List<Hop> answered = new ArrayList<>();
    private final PaperWire paper = new PaperWire();
    private final Wire wire =
        new Wire() {
          @Override
          public void send(Hop to, SipMessage message) {
            message.bytes();
            answered.add(to);
          }

          @Override
          public InetSocketAddress local(Hop.Transport transport) {
            return paper.local(transport);
          }
        };
    private final SipDoor door =
        new SipDoor(
            new SipDoor.Calls() {
              @Override
              public void called(ServerTransaction invite) {
                Sdp.offeredBy(invite.request());
                SessionTimer.tooShort(invite.request());
                invite.respond(SipResponse.to(invite.request(), 180, "here"));
                invite.respond(SipResponse.to(invite.request(), 486, "here"));
              }

              @Override
              public void register(ServerTransaction transaction) {
                registrar.register(transaction);
              }

              @Override
              public String tagOf(ServerTransaction transaction) {
                return "here";
              }
            });
    private final SipStack stack = new SipStack(wire, clock, door);
    private final Registrar registrar =
        new Registrar(
            stack,
            List.of(new SipSettings.AgentPhone("ana", "secret", null)),
            Registrations.NONE,
            (agent, here) -> {
              throw new AssertionError("registered without the password");
            });

    void takes(byte[] data) {
      stack.received(data, STRANGER);
      clock.pass(400_000);
      assertThat(stack.transactions()).isZero();
      assertThat(clock.waiting()).isZero();
      // The port is the one of the Via, where rport does not ask for the true one.
      assertThat(answered).allMatch(hop -> hop.ip().equals(STRANGER.ip()));
    }
  }

  @Test
  void damagedMessagesBreakNothing() throws Exception {
    damaged("messages", this::messages);
  }

  @Test
  void damagedDescriptionsBreakNothing() throws Exception {
    damaged("descriptions", this::descriptions);
  }

  @Test
  void damagedMessagesAtTheDoorBreakNothing() throws Exception {
    damaged("door", this::door);
  }

  private static void damaged(String inputs, Consumer<byte[]> target) throws Exception {
    List<byte[]> kept = kept(inputs);
    Random random = new Random(SEED);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] data = damaged(kept, random);
      try {
        target.accept(data);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "mutation " + i + ":\n" + new String(data, StandardCharsets.UTF_8), e);
      }
    }
  }

  private static List<byte[]> kept(String inputs) throws IOException, URISyntaxException {
    var folder =
        Objects.requireNonNull(SipFuzzTest.class.getResource("SipFuzzTestInputs/" + inputs));
    List<byte[]> kept = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      for (Path file : files.sorted().toList()) {
        kept.add(Files.readAllBytes(file));
      }
    }
    return kept;
  }

  /// One of them with a few places changed, doubled, left out, or taken from another.
  private static byte[] damaged(List<byte[]> kept, Random random) {
    byte[] data = kept.get(random.nextInt(kept.size()));
    for (int changes = 1 + random.nextInt(5); changes > 0 && data.length > 1; changes--) {
      int from = random.nextInt(data.length);
      int to = Math.min(data.length, from + random.nextInt(1 + random.nextInt(60)));
      byte[] other = kept.get(random.nextInt(kept.size()));
      int at = random.nextInt(other.length);
      byte[] piece =
          switch (random.nextInt(5)) {
            case 0 -> new byte[] {(byte) random.nextInt(256)};
            case 1 -> new byte[] {(byte) " ;,<>\"\r\n:=@%?/.*0".charAt(random.nextInt(17))};
            case 2 -> new byte[0];
            case 3 -> Arrays.copyOfRange(data, from, to);
            default ->
                Arrays.copyOfRange(other, at, Math.min(other.length, at + random.nextInt(80)));
          };
      int after = random.nextInt(4) == 0 ? from : to;
      byte[] next = new byte[from + piece.length + data.length - after];
      System.arraycopy(data, 0, next, 0, from);
      System.arraycopy(piece, 0, next, from, piece.length);
      System.arraycopy(data, after, next, from + piece.length, data.length - after);
      data = next;
    }
    return data;
  }
}
