package dev.rapport.channels.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.Wait;
import dev.rapport.channels.phone.Heard;
import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneCommand.Display;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneEvent.Failure;
import dev.rapport.channels.phone.PhoneEvent.Party;
import dev.rapport.channels.phone.PhoneSwitch.CommandAnswer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What two ends do at the same time, and what gets lost between them, with SIPp at either end:
/// each is told as what it was, and nothing is left of it.
final class SippRacesTest {
  private static final long LONG = 30_000;
  private static final long SHORT = 1_000;

  @TempDir private Path folder;
  private final Heard heard = new Heard();
  private final List<Sipp> peers = new ArrayList<>();
  private SipSwitch sip;

  @BeforeAll
  static void sippIsThere() {
    Sipp.orSkip("SippRacesTest");
  }

  @BeforeEach
  void start() throws Exception {
    sip = new SipSwitch(SipSettings.loopback(List.of(), SipSettings.Limits.USUAL));
    sip.start(heard).toCompletableFuture().join();
  }

  @AfterEach
  void stop() {
    peers.forEach(Sipp::close);
    sip.close().toCompletableFuture().join();
  }

  private Sipp caller(String scenario) {
    Sipp caller = Sipp.calling(folder, scenario, sip.port(), "-m", "1");
    peers.add(caller);
    return caller;
  }

  private String offered() {
    return heard.next(PhoneEvent.Offered.class).call();
  }

  private void done(PhoneCommand command) {
    CommandAnswer answer =
        sip.send(command).toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(answer).isEqualTo(new CommandAnswer.Done());
  }

  private String queued() {
    String call = offered();
    done(new PhoneCommand.QueueHold(call, "", List.of()));
    return call;
  }

  /// Lets a telephone ring that does what the scenario says.
  private Sipp rings(String call, String scenario, long timeoutMs) {
    int port = Sipp.freePort();
    Sipp agent = Sipp.answering(folder, scenario, port);
    peers.add(agent);
    String address = "sip:ana@127.0.0.1:" + port;
    done(new PhoneCommand.Ring(call, "leg", address, new Display("", ""), timeoutMs));
    return agent;
  }

  private void connected(String call) {
    heard.next(PhoneEvent.LegAnswered.class);
    done(new PhoneCommand.Connect(call, "leg"));
  }

  /// The one end of the one call; nothing is open after it.
  private void ends(Party by, String cause) {
    PhoneEvent.Ended ended = heard.next(PhoneEvent.Ended.class);
    assertThat(ended).returns(by, PhoneEvent.Ended::by).returns(cause, PhoneEvent.Ended::cause);
    Wait.until(() -> {
      SipSwitch.Open open = sip.open().toCompletableFuture().join();
      return open.calls() == 0 && open.legs() == 0 && open.media() == 0;
    });
    assertThat(heard.all(PhoneEvent.Offered.class)).hasSize(1);
    assertThat(heard.all(PhoneEvent.Ended.class)).hasSize(1);
  }

  private void hungUp(String call) {
    done(new PhoneCommand.HangUp(call, PhoneCommand.Cause.NORMAL));
    ends(Party.CENTRE, "hangup");
  }

  // --- Callers ---

  @ParameterizedTest
  @CsvSource({"caller-gives-up", "caller-repeats-and-gives-up"})
  void aCallerWhoGivesUpBeforeTheAnswerIsToldSo(String scenario) throws Exception {
    Sipp caller = caller(scenario);
    offered();
    caller.succeeds();
    ends(Party.CALLER, "cancelled");
  }

  @Test
  void aCancelThatCrossesOur200ComesTooLate() throws Exception {
    Sipp caller = caller("caller-cancels-late");
    queued();
    caller.succeeds();
    ends(Party.CALLER, "bye");
  }

  @Test
  void a200IsRepeatedUntilItIsAcknowledged() throws Exception {
    Sipp caller = caller("caller-loses-acks");
    queued();
    caller.succeeds();
    ends(Party.CALLER, "bye");
  }

  @Test
  void aRepeatedInviteIsOneCall() throws Exception {
    Sipp caller = caller("caller-repeats");
    queued();
    caller.succeeds();
    ends(Party.CALLER, "bye");
  }

  @Test
  void aCallerWhoHangsUpStopsTheAgentsTelephone() throws Exception {
    Sipp caller = caller("caller-hangs-up");
    Sipp agent = rings(queued(), "agent-rings", LONG);
    caller.succeeds();
    agent.succeeds();
    ends(Party.CALLER, "bye");
    assertThat(heard.all(PhoneEvent.LegAnswered.class)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"caller-refuses-once", "caller-offers-too"})
  void twoOffersThatMeetAreMadeOneAfterTheOther(String scenario) throws Exception {
    Sipp caller = caller(scenario);
    String call = queued();
    Sipp agent = rings(call, "agent-answers", LONG);
    connected(call);
    heard.next(PhoneEvent.Connected.class);
    caller.succeeds();
    agent.succeeds();
    ends(Party.CALLER, "bye");
  }

  // --- Agents ---

  @ParameterizedTest
  @CsvSource({"486, BUSY", "480, REJECTED", "603, REJECTED"})
  void anAgentWhoDeclinesIsToldAndTheCallerWaitsOn(int status, Failure reason) throws Exception {
    caller("caller-waits");
    String call = queued();
    Sipp agent = rings(call, "agent-" + status, LONG);
    PhoneEvent.LegFailed failed = heard.next(PhoneEvent.LegFailed.class);
    assertThat(failed).isEqualTo(new PhoneEvent.LegFailed(call, "leg", reason, status));
    agent.succeeds();
    hungUp(call);
  }

  @ParameterizedTest
  @CsvSource({"agent-rings", "agent-answers-late", "agent-is-silent"})
  void anAgentWhoDoesNotAnswerInTimeIsNotConnected(String scenario) throws Exception {
    Sipp caller = caller("caller-waits");
    String call = queued();
    Sipp agent = rings(call, scenario, SHORT);
    PhoneEvent.LegFailed failed = heard.next(PhoneEvent.LegFailed.class);
    assertThat(failed.reason()).isEqualTo(Failure.NO_ANSWER);
    agent.succeeds();
    assertThat(heard.all(PhoneEvent.LegAnswered.class)).isEmpty();
    assertThat(heard.all(PhoneEvent.LegFailed.class)).hasSize(1);
    hungUp(call);
    caller.succeeds();
  }

  @ParameterizedTest
  @CsvSource({"agent-answers", "agent-hangs-up-too"})
  void anAgentWhoAnsweredIsHungUpOnce(String scenario) throws Exception {
    Sipp caller = caller("caller-waits");
    String call = queued();
    Sipp agent = rings(call, scenario, LONG);
    heard.next(PhoneEvent.LegAnswered.class);
    hungUp(call);
    agent.succeeds();
    caller.succeeds();
    assertThat(heard.all(PhoneEvent.LegAnswered.class)).hasSize(1);
  }

  @Test
  void anAgentWhoRepeatsTheAnswerAndHangsUpLeavesTheCallerWaiting() throws Exception {
    Sipp caller = caller("caller-waits");
    String call = queued();
    Sipp agent = rings(call, "agent-repeats", LONG);
    heard.next(PhoneEvent.LegAnswered.class);
    heard.next(PhoneEvent.LegEnded.class);
    agent.succeeds();
    assertThat(heard.all(PhoneEvent.LegAnswered.class)).hasSize(1);
    hungUp(call);
    caller.succeeds();
  }
}
