package dev.rapport.channels.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The messages of RFC 4475, answered as published; then the same messages damaged at random, of
/// which all that is asked is that nothing breaks. Needs the set, which is not part of the project:
/// `-Drapport.data`, or `../shared/data` beside it.
final class TortureTest {
  private static final Path ROOT =
      Path.of(System.getProperty("rapport.root", ".")).toAbsolutePath().normalize();
  private static final Path SET =
      Stream.of(System.getProperty("rapport.data", "../shared/data"), "../../shared/data")
          .map(place -> ROOT.resolve(place).resolve("rfc4475-sip-torture").normalize())
          .filter(Files::isDirectory)
          .findFirst()
          .orElse(ROOT.resolve("no-such-set"));
  private static final int MUTATIONS = 20_000;
  private static final Pattern STATUS = Pattern.compile("\\b([1-6]\\d\\d)\\b");

  private record Expected(String file, String kind, String answer) {}

  private final PaperWire wire = new PaperWire();
  private final StillClock clock = new StillClock();
  private final List<String> called = new ArrayList<>();
  private final SipDoor door =
      new SipDoor(
          new SipDoor.Calls() {
            @Override
            public void called(ServerTransaction invite) {
              called.add(invite.request().callId());
              invite.respond(SipResponse.to(invite.request(), 200, "here"));
            }

            @Override
            public void register(ServerTransaction transaction) {
              transaction.respond(SipResponse.to(transaction.request(), 401, "here"));
            }

            @Override
            public String tagOf(ServerTransaction transaction) {
              return "here";
            }
          });
  private final SipStack stack = new SipStack(wire, clock, door);

  @BeforeAll
  static void theSetIsThere() {
    assumeTrue(Files.isDirectory(SET), "skipped: the set rfc4475-sip-torture is not here");
  }

  private static List<Expected> expected() throws IOException {
    List<Expected> all = new ArrayList<>();
    for (String line : Files.readAllLines(SET.resolve("expected.csv")).subList(1, 50)) {
      String[] parts = line.split(",", 5);
      String[] end =
          parts[3].equals("class") ? parts : line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
      all.add(new Expected(end[0], end[3], end[4].replace("\"", "")));
    }
    return all;
  }

  private List<SipResponse> answers(byte[] message) {
    wire.take();
    Hop from =
        Hop.of(Hop.Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral("192.0.2.99"), 5060));
    stack.received(message, from);
    return wire.take().stream()
        .filter(SipResponse.class::isInstance)
        .map(SipResponse.class::cast)
        .toList();
  }

  @Test
  void eachMessageIsAnsweredAsPublished() throws IOException {
    for (Expected each : expected()) {
      byte[] message = Files.readAllBytes(SET.resolve(each.file()));
      boolean response = new String(message, StandardCharsets.UTF_8).startsWith("SIP/2.0 ");
      List<SipResponse> answers = answers(message);
      if (response) {
        assertThat(answers).as(each.file()).isEmpty();
        boolean read = SipReader.read(message) instanceof SipReader.Read.Message;
        boolean readable = each.kind().equals("valid") || each.file().equals("bcast.dat");
        assertThat(read).as(each.file()).isEqualTo(readable);
        continue;
      }
      assertThat(answers).as(each.file()).hasSize(1);
      int status = answers.getFirst().status();
      List<Integer> named = statuses(each.answer());
      if (named.isEmpty() || each.answer().startsWith("accept")) {
        assertThat(status).as(each.toString()).isIn(200, 401, 405, 415, 501, 481);
      } else if (each.answer().contains("accept") || each.answer().contains("ignore")) {
        assertThat(status).as(each.toString()).isIn(plus(named, 200, 401));
      } else if (each.file().equals("zeromf.dat") || each.file().equals("badbranch.dat")) {
        assertThat(status).as(each.toString()).isIn(plus(named, 200));
      } else {
        assertThat(status).as(each.toString()).isIn(named);
      }
    }
  }

  private static List<Integer> plus(List<Integer> some, Integer... more) {
    List<Integer> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }

  private static List<Integer> statuses(String text) {
    List<Integer> statuses = new ArrayList<>();
    Matcher matcher = STATUS.matcher(text);
    while (matcher.find()) {
      statuses.add(Integer.parseInt(matcher.group(1)));
    }
    statuses.remove(Integer.valueOf(254));
    return statuses;
  }

  @Test
  void theExtensionsNobodyKnowsAreNamed() throws IOException {
    SipResponse answer = answers(Files.readAllBytes(SET.resolve("bext01.dat"))).getFirst();
    assertThat(answer.headers().tokens("Unsupported"))
        .containsExactly("nothingSupportsThis", "nothingSupportsThisEither");
  }

  @Test
  void escapesStayWhatTheyAre() throws IOException, SipSyntaxException {
    SipRequest nulls = request("escnull.dat");
    assertThat(nulls.to().uri().user()).isEqualTo("null-%00-null");
    SipRequest percent = request("esc02.dat");
    assertThat(percent.method()).isEqualTo("RE%47IST%45R");
    SipUri semicolons = SipUri.parse(request("semiuri.dat").uri());
    assertThat(semicolons.user()).isEqualTo("user;par=u%40example.net");
  }

  private static SipRequest request(String file) throws IOException {
    var read = (SipReader.Read.Message) SipReader.read(Files.readAllBytes(SET.resolve(file)));
    return (SipRequest) read.message();
  }

  @Test
  void damagedMessagesBreakNothing() throws IOException {
    List<byte[]> messages = new ArrayList<>();
    for (Expected each : expected()) {
      messages.add(Files.readAllBytes(SET.resolve(each.file())));
    }
    Random random = new Random(4475);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] damaged = messages.get(random.nextInt(messages.size())).clone();
      for (int changes = random.nextInt(8); changes >= 0; changes--) {
        int at = random.nextInt(damaged.length);
        damaged[at] =
            (byte)
                (random.nextBoolean()
                    ? random.nextInt(256)
                    : " ;,<>\"\r\n:=@%".charAt(random.nextInt(12)));
      }
      assertThatCode(() -> answers(damaged)).as("mutation %d", i).doesNotThrowAnyException();
      if (i % 100 == 0) {
        clock.pass(64_000);
      }
    }
    clock.pass(400_000);
    assertThat(stack.transactions()).isZero();
    assertThat(clock.waiting()).isZero();
  }
}
