package dev.rapport.channels.phone;

import dev.rapport.channels.phone.PhoneEvent.CallerIdentity;
import dev.rapport.channels.phone.PhoneEvent.Failure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;

/// The scripted switch keeps the contract of every switch.
final class ScriptedSwitchTest extends TalkContract {
  private final ScriptedSwitch script =
      new ScriptedSwitch((millis, action) ->
          CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(action));
  private final LinkedBlockingQueue<ScriptedLeg> ringing = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<ScriptedLeg> supervisorsRings = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<ScriptedCall> calls = new LinkedBlockingQueue<>();

  @BeforeEach
  void cast() {
    await(script.start(heard));
    script.phone("ana", ringing::add);
    script.phone("sue", supervisorsRings::add);
    script.number("the customer", calls::add);
  }

  @Override
  protected PhoneSwitch phone() {
    return script;
  }

  @Override
  protected Customer call() {
    return customer(
        script.call(new CallerIdentity(NUMBER, "Harriet", "From", false, null, null), "support"));
  }

  @Override
  protected AgentPhone rings() {
    return agentPhone(next(ringing));
  }

  @Override
  protected AgentPhone supervisorRings() {
    return agentPhone(next(supervisorsRings));
  }

  private static AgentPhone agentPhone(ScriptedLeg leg) {
    return new AgentPhone() {
      @Override
      public void answer() {
        leg.answer();
      }

      @Override
      public void decline() {
        leg.decline(Failure.BUSY, 486);
      }

      @Override
      public void hangUp() {
        leg.hangUp();
      }

      @Override
      public void hold(boolean on) {
        leg.hold(on);
      }

      @Override
      public void transfer(String target) {
        leg.transfer(target);
      }
    };
  }

  @Override
  protected boolean ringsAgain() {
    return !ringing.isEmpty();
  }

  @Override
  protected String customersNumber() {
    return "the customer";
  }

  @Override
  protected Customer called() {
    return customer(next(calls));
  }

  private static Customer customer(ScriptedCall call) {
    return new Customer() {
      @Override
      public void hangUp() {
        call.hangUp();
      }

      @Override
      public void press(char digit) {
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
