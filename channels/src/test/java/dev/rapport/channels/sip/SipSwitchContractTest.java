package dev.rapport.channels.sip;

import dev.rapport.channels.Wait;
import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.Melody;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneSwitch;
import dev.rapport.channels.phone.PhoneSwitchContract;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The embedded switch keeps the contract of every switch, with telephones and real sound.
final class SipSwitchContractTest extends PhoneSwitchContract {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private SipSwitch sip;
  private SoftPhone customers;
  private SoftPhone ana;
  private final LinkedBlockingQueue<SoftCall> ringing = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<SoftCall> calls = new LinkedBlockingQueue<>();

  @BeforeEach
  void cast() throws Exception {
    sip =
        new SipSwitch(
            SipSettings.loopback(
                List.of(new SipSettings.AgentPhone("ana", "secret", null)),
                SipSettings.Limits.USUAL));
    await(sip.start(heard));
    customers = await(SoftPhone.open(LOOPBACK, 20, Clip.of(Melody.tone(700, 1_000))));
    customers.whenCalled(calls::add);
    ana = await(SoftPhone.open(LOOPBACK, 20, Clip.of(Melody.tone(1_100, 1_000))));
    ana.whenCalled(ringing::add);
    await(ana.register(server(), "ana", "secret"));
    heard.next(PhoneEvent.EndpointChanged.class);
  }

  @AfterEach
  void away() {
    customers.close();
    ana.close();
    await(sip.close());
  }

  private InetSocketAddress server() {
    return new InetSocketAddress(LOOPBACK, sip.port());
  }

  @Override
  protected PhoneSwitch phone() {
    return sip;
  }

  @Override
  protected Customer call() {
    return customer(
        customers.call(
            server(),
            new SoftPhone.From(NUMBER, "Harriet", Map.of()),
            "support",
            SoftCall.Listener.NONE));
  }

  @Override
  protected AgentPhone rings() {
    SoftCall call = next(ringing);
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
    return "sip:+441174960001@" + SipStack.host(customers.address());
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

  private static <T> T next(LinkedBlockingQueue<T> queue) {
    try {
      T next = queue.poll(30, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing rings");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
