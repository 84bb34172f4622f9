package dev.rapport.channels.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.Wait;
import dev.rapport.channels.phone.PhoneCommand.Cause;
import dev.rapport.channels.phone.PhoneCommand.Display;
import dev.rapport.channels.phone.PhoneCommand.Prompt;
import dev.rapport.channels.phone.PhoneEvent.Failure;
import dev.rapport.channels.phone.PhoneEvent.Party;
import dev.rapport.channels.phone.PhoneSwitch.CommandAnswer;
import dev.rapport.channels.phone.PhoneSwitch.LiveCall;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What every switch keeps, seen through the port. Each implementation brings callers, an agent
/// `ana` with a phone, and a customer who can be called.
public abstract class PhoneSwitchContract {
  protected static final String NUMBER = "+441174960000";

  protected final Heard heard = new Heard();

  /// Somebody who calls, or is called.
  protected interface Customer {
    void hangUp();

    void press(char digit);

    /// Answers a call of ours.
    void answer();

    void decline();
  }

  /// One ring of the agent's phone.
  protected interface AgentPhone {
    void answer();

    void decline();

    void hangUp();

    void hold(boolean on);

    void transfer(String target);
  }

  protected abstract PhoneSwitch phone();

  /// Calls from [#NUMBER].
  protected abstract Customer call();

  /// The next ring of the agent's phone.
  protected abstract AgentPhone rings();

  /// Whether the agent's phone has rung without [#rings] having been asked.
  protected abstract boolean ringsAgain();

  /// The address of a customer who can be called.
  protected abstract String customersNumber();

  /// The next call at that address.
  protected abstract Customer called();

  protected static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  /// The next of what has rung.
  protected static <T> T next(BlockingQueue<T> queue) {
    try {
      T next = queue.poll(30, TimeUnit.SECONDS);
      assertThat(next).as("it rings").isNotNull();
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  protected void done(PhoneCommand command) {
    assertThat(await(phone().send(command))).as("%s", command).isEqualTo(new CommandAnswer.Done());
  }

  protected String refused(PhoneCommand command) {
    CommandAnswer answer = await(phone().send(command));
    return answer instanceof CommandAnswer.Refused(String reason, _) ? reason : "done";
  }

  protected String queued() {
    String id = heard.next(PhoneEvent.Offered.class).call();
    done(new PhoneCommand.QueueHold(id, "", List.of(new Prompt.Greeting("en"))));
    return id;
  }

  private static PhoneCommand.Ring ring(String call, String leg, long timeoutMs) {
    return new PhoneCommand.Ring(call, leg, "ana", new Display(NUMBER, "Harriet"), timeoutMs);
  }

  protected AgentPhone talking(String call, String leg) {
    done(ring(call, leg, 30_000));
    AgentPhone ana = rings();
    ana.answer();
    heard.next(PhoneEvent.LegAnswered.class, e -> e.leg().equals(leg));
    done(new PhoneCommand.Connect(call, leg));
    heard.next(PhoneEvent.Connected.class, e -> e.leg().equals(leg));
    return ana;
  }

  protected List<LiveCall> live() {
    return await(phone().snapshot());
  }

  @Test
  void aCallIsOfferedOnceAndSaysWhoCalls() {
    call();
    PhoneEvent.Offered offered = heard.next(PhoneEvent.Offered.class);
    assertThat(offered.caller().number()).isEqualTo(NUMBER);
    assertThat(offered.dialled()).isEqualTo("support");
    assertThat(offered.dedupeKey()).isNotEmpty();
    assertThat(heard.all(PhoneEvent.Offered.class)).hasSize(1);
  }

  @Test
  void anAgentAnswersAndIsConnected() {
    Customer caller = call();
    String call = queued();
    talking(call, "leg-1");
    assertThat(live()).containsExactly(new LiveCall(call, "leg-1"));
    caller.hangUp();
    assertThat(heard.next(PhoneEvent.Ended.class).by()).isEqualTo(Party.CALLER);
    Wait.until(() -> live().isEmpty());
    assertThat(heard.all(PhoneEvent.Ended.class)).hasSize(1);
  }

  @Test
  void aRingComesToItsEndOnce() {
    call();
    String call = queued();
    done(ring(call, "leg-1", 200));
    PhoneEvent.LegFailed failed = heard.next(PhoneEvent.LegFailed.class);
    assertThat(failed.reason()).isEqualTo(Failure.NO_ANSWER);
    rings();
    done(ring(call, "leg-2", 30_000));
    rings().decline();
    failed = heard.next(PhoneEvent.LegFailed.class);
    assertThat(failed.leg()).isEqualTo("leg-2");
    assertThat(failed.reason()).isEqualTo(Failure.BUSY);
    done(ring(call, "leg-3", 30_000));
    rings();
    done(new PhoneCommand.HangUpLeg(call, "leg-3"));
    failed = heard.next(PhoneEvent.LegFailed.class);
    assertThat(failed.leg()).isEqualTo("leg-3");
    assertThat(failed.reason()).isEqualTo(Failure.CANCELLED);
    assertThat(heard.all(PhoneEvent.LegFailed.class)).hasSize(3);
    assertThat(live()).containsExactly(new LiveCall(call, ""));
  }

  @Test
  void aRepeatedCommandChangesNothing() {
    call();
    String call = queued();
    talking(call, "leg-1");
    done(ring(call, "leg-1", 30_000));
    done(new PhoneCommand.Connect(call, "leg-1"));
    assertThat(ringsAgain()).isFalse();
    done(new PhoneCommand.HangUp(call, Cause.NORMAL));
    heard.next(PhoneEvent.Ended.class);
    assertThat(refused(new PhoneCommand.HangUp(call, Cause.NORMAL))).isEqualTo("no_call");
    assertThat(heard.all(PhoneEvent.Ended.class)).hasSize(1);
    assertThat(heard.all(PhoneEvent.Connected.class)).hasSize(1);
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThat(refused(ring("nothing", "leg-1", 1_000))).isEqualTo("no_call");
    call();
    String call = queued();
    assertThat(refused(new PhoneCommand.Connect(call, "leg-1"))).isEqualTo("no_leg");
    assertThat(refused(new PhoneCommand.Hold(call))).isEqualTo("no_leg");
    assertThat(refused(new PhoneCommand.Ring(call, "leg-1", "nobody", new Display("", ""), 1_000)))
        .isEqualTo("no_endpoint");
  }

  @Test
  void bothSidesHold() {
    call();
    String call = queued();
    AgentPhone ana = talking(call, "leg-1");
    done(new PhoneCommand.Hold(call));
    assertThat(heard.next(PhoneEvent.Held.class).by()).isEqualTo(Party.CENTRE);
    assertThat(live()).containsExactly(new LiveCall(call, "leg-1", true));
    done(new PhoneCommand.Resume(call));
    assertThat(heard.next(PhoneEvent.Resumed.class).by()).isEqualTo(Party.CENTRE);
    ana.hold(true);
    assertThat(heard.next(PhoneEvent.Held.class).by()).isEqualTo(Party.AGENT);
    ana.hold(false);
    assertThat(heard.next(PhoneEvent.Resumed.class).by()).isEqualTo(Party.AGENT);
  }

  @Test
  void anAgentWhoHangsUpLeavesTheCallerThere() {
    call();
    String call = queued();
    talking(call, "leg-1").hangUp();
    assertThat(heard.next(PhoneEvent.LegEnded.class).leg()).isEqualTo("leg-1");
    assertThat(live()).containsExactly(new LiveCall(call, ""));
    talking(call, "leg-2");
    assertThat(heard.all(PhoneEvent.Ended.class)).isEmpty();
  }

  @Test
  void aTransferIsAskedForAndTheLegGoesQuietly() {
    call();
    String call = queued();
    talking(call, "leg-1").transfer("orders");
    PhoneEvent.TransferAsked asked = heard.next(PhoneEvent.TransferAsked.class);
    assertThat(asked.target()).isEqualTo("orders");
    done(new PhoneCommand.AnswerTransfer(call, "leg-1", true));
    done(new PhoneCommand.HangUpLeg(call, "leg-1"));
    talking(call, "leg-2");
    assertThat(heard.all(PhoneEvent.LegEnded.class)).isEmpty();
    assertThat(live()).containsExactly(new LiveCall(call, "leg-2"));
  }

  @Test
  void twoAgentsTalkWhileTheCallerWaitsAndEitherGoesOn() {
    call();
    String call = queued();
    talking(call, "leg-1");
    done(ring(call, "leg-2", 30_000));
    rings().answer();
    heard.next(PhoneEvent.LegAnswered.class, e -> e.leg().equals("leg-2"));
    assertThat(refused(new PhoneCommand.Consult(call, "leg-3"))).isEqualTo("no_leg");
    assertThat(refused(new PhoneCommand.Consult(call, "leg-1"))).isEqualTo("no_leg");
    done(new PhoneCommand.Consult(call, "leg-2"));
    done(new PhoneCommand.Consult(call, "leg-2"));
    assertThat(heard.next(PhoneEvent.Held.class).by()).isEqualTo(Party.CENTRE);
    done(new PhoneCommand.Connect(call, "leg-1"));
    assertThat(heard.next(PhoneEvent.Resumed.class).by()).isEqualTo(Party.CENTRE);
    done(new PhoneCommand.Consult(call, "leg-2"));
    heard.next(PhoneEvent.Held.class);
    done(new PhoneCommand.Connect(call, "leg-2"));
    heard.next(PhoneEvent.Connected.class, e -> e.leg().equals("leg-2"));
    done(new PhoneCommand.HangUpLeg(call, "leg-1"));
    assertThat(live()).containsExactly(new LiveCall(call, "leg-2"));
    assertThat(heard.all(PhoneEvent.LegEnded.class)).isEmpty();
  }

  @Test
  void whatIsSaidIsToldWhenItIsOverAndOnce() {
    call();
    String call = queued();
    var place = List.<Prompt>of(new Prompt.Position("en", 3));
    done(new PhoneCommand.Play(call, "place-1", place));
    assertThat(heard.next(PhoneEvent.Said.class).id()).isEqualTo("place-1");
    done(new PhoneCommand.Play(call, "place-1", place));
    done(new PhoneCommand.Play(call, "nothing", List.of()));
    assertThat(heard.next(PhoneEvent.Said.class).id()).isEqualTo("nothing");
  }

  @Test
  void aMessageIsToldBeforeTheEndOfItsCall() {
    Customer caller = call();
    String call = queued();
    done(new PhoneCommand.RecordCaller(call, 60_000));
    caller.hangUp();
    PhoneEvent.Recorded recorded = heard.next(PhoneEvent.Recorded.class);
    assertThat(recorded.wav()).startsWith('R', 'I', 'F', 'F');
    heard.next(PhoneEvent.Ended.class);
    assertThat(heard.all(PhoneEvent.Recorded.class)).hasSize(1);
  }

  @Test
  void aKeyIsToldAndTheHashEndsAMessage() {
    Customer caller = call();
    String call = queued();
    heard.next(PhoneEvent.Said.class, said(call, "ready"));
    caller.press('2');
    assertThat(heard.next(PhoneEvent.Digit.class).digit()).isEqualTo('2');
    done(new PhoneCommand.RecordCaller(call, 60_000));
    caller.press('#');
    heard.next(PhoneEvent.Recorded.class);
    assertThat(live()).hasSize(1);
  }

  /// Says nothing under that id; its end is told once the caller hears us.
  private java.util.function.Predicate<PhoneEvent.Said> said(String call, String id) {
    done(new PhoneCommand.Play(call, id, List.of()));
    return said -> said.id().equals(id);
  }

  @Test
  void anAgentPicksUpBeforeTheCustomerIsCalled() {
    done(new PhoneCommand.Open("back-1"));
    done(new PhoneCommand.Open("back-1"));
    done(ring("back-1", "leg-1", 30_000));
    rings().answer();
    heard.next(PhoneEvent.LegAnswered.class);
    done(new PhoneCommand.Connect("back-1", "leg-1"));
    done(new PhoneCommand.Dial("back-1", customersNumber(), NUMBER, 30_000));
    done(new PhoneCommand.Dial("back-1", customersNumber(), NUMBER, 30_000));
    Customer customer = called();
    customer.answer();
    heard.next(PhoneEvent.DialAnswered.class);
    heard.next(PhoneEvent.Connected.class);
    assertThat(live()).containsExactly(new LiveCall("back-1", "leg-1"));
    customer.hangUp();
    assertThat(heard.next(PhoneEvent.Ended.class).by()).isEqualTo(Party.CALLER);
  }

  @Test
  void aCustomerWhoDoesNotTakeTheCallEndsIt() {
    done(new PhoneCommand.Dial("back-1", customersNumber(), NUMBER, 30_000));
    called().decline();
    PhoneEvent.Ended ended = heard.next(PhoneEvent.Ended.class);
    assertThat(ended.by()).isEqualTo(Party.CENTRE);
    assertThat(ended.cause()).isEqualTo("status_486");
    assertThat(live()).isEmpty();
  }

  @Test
  void closingEndsWhatIsThere() {
    call();
    queued();
    await(phone().close());
    assertThat(heard.next(PhoneEvent.Ended.class).by()).isEqualTo(Party.CENTRE);
  }
}
