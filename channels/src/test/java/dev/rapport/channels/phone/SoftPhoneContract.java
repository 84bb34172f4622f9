package dev.rapport.channels.phone;

import dev.rapport.channels.Wait;
import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.Melody;
import dev.rapport.channels.media.Pitch;
import dev.rapport.channels.sip.SoftCall;
import dev.rapport.channels.sip.SoftPhone;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The contract for a switch that real telephones talk to: ours, by SIP, with real sound. Customers
/// hum at 700 Hz, the agent at 1,100 and the supervisor at 1,700, so that it can be heard who is
/// heard.
public abstract class SoftPhoneContract extends TalkContract {
  protected static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  protected static final double CALLER = 700;
  protected static final double AGENT = 1_100;
  protected static final double SUPERVISOR = 1_700;

  protected SoftPhone customers;
  protected SoftPhone ana;
  protected SoftPhone sue;
  protected SoftCall atCaller;
  protected SoftCall atAgent;
  protected SoftCall atSupervisor;
  private final LinkedBlockingQueue<SoftCall> ringing = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<SoftCall> supervisorsCalls = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<SoftCall> calls = new LinkedBlockingQueue<>();

  /// Where calls go in.
  protected abstract InetSocketAddress server();

  @BeforeEach
  void telephones() {
    customers = await(SoftPhone.open(LOOPBACK, 20, Clip.of(Melody.tone(CALLER, 1_000))));
    customers.whenCalled(calls::add);
    ana = await(SoftPhone.open(LOOPBACK, 20, Clip.of(Melody.tone(AGENT, 1_000))));
    ana.whenCalled(ringing::add);
    sue = await(SoftPhone.open(LOOPBACK, 20, Clip.of(Melody.tone(SUPERVISOR, 1_000))));
    sue.whenCalled(supervisorsCalls::add);
  }

  @AfterEach
  void away() {
    customers.close();
    ana.close();
    sue.close();
  }

  @Override
  protected Customer call() {
    atCaller =
        customers.call(
            server(),
            new SoftPhone.From(NUMBER, "Harriet", Map.of()),
            "support",
            SoftCall.Listener.NONE);
    return customer(atCaller);
  }

  @Override
  protected void somethingIsSaid() {
    long from = await(atCaller.counts())[1];
    Wait.until(() -> await(atCaller.counts())[1] >= from + 100);
  }

  /// How much of what is heard there is that tone.
  protected static double share(SoftCall call, double hertz) {
    call.record(400);
    long from = await(call.counts())[1];
    Wait.until(() -> await(call.counts())[1] >= from + 22);
    return Pitch.share(await(call.recorded()), hertz);
  }

  @Override
  protected AgentPhone rings() {
    atAgent = next(ringing);
    return agentPhone(atAgent);
  }

  @Override
  protected AgentPhone supervisorRings() {
    atSupervisor = next(supervisorsCalls);
    return agentPhone(atSupervisor);
  }

  private static AgentPhone agentPhone(SoftCall call) {
    return new AgentPhone() {
      @Override
      public void answer() {
        call.answer();
      }

      @Override
      public void decline() {
        call.decline(486);
      }

      @Override
      public void hangUp() {
        call.hangUp();
      }

      @Override
      public void hold(boolean on) {
        call.hold(on);
      }

      @Override
      public void transfer(String target) {
        call.transfer(target);
      }
    };
  }

  @Override
  protected boolean ringsAgain() {
    return !ringing.isEmpty();
  }

  @Override
  protected String customersNumber() {
    return "sip:+441174960001@127.0.0.1:" + customers.address().getPort();
  }

  @Override
  protected Customer called() {
    return customer(next(calls));
  }

  private static Customer customer(SoftCall call) {
    return new Customer() {
      @Override
      public void hangUp() {
        call.hangUp();
      }

      @Override
      public void press(char digit) {
        // A key is part of the sound: there is none before the call is up.
        Wait.until(() -> await(call.counts())[1] > 5);
        call.press(digit);
      }

      @Override
      public void answer() {
        call.answer();
      }

      @Override
      public void decline() {
        call.decline(486);
      }
    };
  }
}
