package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.Melody;
import dev.rapport.channels.sip.SoftCall;
import dev.rapport.channels.sip.SoftPhone;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The telephones of a test: customers', and those of agents beside their desks. Customers hum at
/// 700 Hz and agents at 1,100, so that it can be heard who is heard.
final class Telephones implements AutoCloseable {
  static final double CALLER = 700;
  static final double AGENT = 1_100;
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final RunningRapport rapport;
  private final RunningRapport desksAt;
  private final List<Desk> desks = new ArrayList<>();
  private final List<SoftPhone> phones = new ArrayList<>();
  private final SoftPhone customers;

  /// @param customers the telephone that customers call from
  Telephones(RunningRapport rapport, SoftPhone customers) {
    this(rapport, rapport, customers);
  }

  /// @param rapport the gateway that has the calls
  /// @param desksAt the one that agents' desks are at
  Telephones(RunningRapport rapport, RunningRapport desksAt, SoftPhone customers) {
    this.rapport = rapport;
    this.desksAt = desksAt;
    this.customers = customers;
  }

  Telephones(RunningRapport rapport) {
    this(rapport, open(CALLER));
    phones.add(customers);
  }

  static SoftPhone open(double hertz) {
    return await(SoftPhone.open(LOOPBACK, 20, Clip.of(Melody.tone(hertz, 1_000))));
  }

  static <T> T await(CompletionStage<T> stage) {
    return Patience.await(stage.toCompletableFuture());
  }

  private InetSocketAddress server() {
    return new InetSocketAddress(LOOPBACK, rapport.phonePort());
  }

  /// An agent's desk and telephone; what rings there.
  final class Seat {
    final Desk desk;
    final LinkedBlockingQueue<SoftCall> ringing = new LinkedBlockingQueue<>();

    private Seat(String agent, boolean ready) {
      SoftPhone phone = open(AGENT);
      phones.add(phone);
      phone.whenCalled(ringing::add);
      assertThat(await(phone.register(server(), agent, "ring-" + agent))).isTrue();
      desk = desksAt.desk(agent);
      if (!ready) {
        desk.away();
      }
      desks.add(desk);
    }

    SoftCall rings() {
      return next(ringing);
    }

    /// The contact that the next screen pop shows.
    JsonObject pop() {
      return desk.await("screen_pop");
    }

    JsonObject call(String contact, String state) {
      return desk.await(
          "call of " + contact + " " + state,
          f ->
              "call".equals(f.getString("type"))
                  && contact.equals(f.getString("contact"))
                  && state.equals(f.getString("state")));
    }
  }

  Seat seat(String agent) {
    return new Seat(agent, true);
  }

  /// An agent who is there and takes nothing.
  Seat restingSeat(String agent) {
    return new Seat(agent, false);
  }

  static <T> T next(LinkedBlockingQueue<T> queue) {
    try {
      T next = queue.poll(60, TimeUnit.SECONDS);
      assertThat(next).as("it rings").isNotNull();
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  SoftCall call(String number) {
    return call(number, SoftCall.Listener.NONE);
  }

  SoftCall call(String number, SoftCall.Listener listener) {
    return customers.call(
        server(), new SoftPhone.From(number, "Harriet", Map.of()), "support", listener);
  }

  /// What became of a call.
  static LinkedBlockingQueue<Integer> end(SoftCall call) {
    var ended = new LinkedBlockingQueue<Integer>();
    call.listen(
        new SoftCall.Listener() {
          @Override
          public void ended(int status) {
            ended.add(status);
          }
        });
    return ended;
  }

  static void hears(SoftCall call) {
    Patience.until("something is heard", () -> await(call.counts())[1] > 10);
  }

  static String contact(JsonObject pop) {
    return pop.getJsonObject("contact").getString("id");
  }

  /// How much of what is heard there is that tone.
  static double share(SoftCall call, double hertz) {
    call.record(400);
    long from = await(call.counts())[1];
    Patience.until("some sound came", () -> await(call.counts())[1] >= from + 22);
    return Pitch.share(await(call.recorded()), hertz);
  }

  @Override
  public void close() {
    desks.forEach(Desk::away);
    desks.forEach(FrameSocket::close);
    phones.forEach(SoftPhone::close);
  }
}
