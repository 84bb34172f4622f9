package dev.rapport.channels.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.Wait;
import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Callers that are not ours: SIPp, when it is installed (Debian: sip-tester).
final class SippTest {
  private static final int CALLS = 60;

  @TempDir private Path folder;
  private final AtomicInteger ended = new AtomicInteger();
  private SipSwitch sip;

  @BeforeAll
  static void sippIsThere() {
    Sipp.orSkip("SippTest");
  }

  @BeforeEach
  void start() throws Exception {
    sip = new SipSwitch(SipSettings.loopback(List.of(), SipSettings.Limits.USUAL));
    sip.start(
            event -> {
              if (event instanceof PhoneEvent.Offered offered) {
                var _ = sip.send(new PhoneCommand.QueueHold(offered.call(), "", List.of()));
              } else if (event instanceof PhoneEvent.Ended) {
                ended.incrementAndGet();
              }
            })
        .toCompletableFuture()
        .join();
  }

  @AfterEach
  void stop() {
    sip.close().toCompletableFuture().join();
  }

  private Sipp callers(String... more) {
    List<String> all =
        new ArrayList<>(List.of("-r", "30", "-m", String.valueOf(CALLS), "-d", "300"));
    all.addAll(List.of(more));
    return Sipp.calling(folder, "queued", sip.port(), all.toArray(String[]::new));
  }

  private void nothingIsLeft() {
    Wait.until(() -> {
      SipSwitch.Open open = sip.open().toCompletableFuture().join();
      return open.calls() == 0 && open.legs() == 0 && open.media() == 0;
    });
  }

  @Test
  void everyCallerIsQueuedAndNothingIsLeft() throws Exception {
    callers().succeeds();
    nothingIsLeft();
    assertThat(ended).hasValue(CALLS);
  }

  @Test
  void theSameByTcp() throws Exception {
    callers("-t", "t1").succeeds();
    nothingIsLeft();
  }

  @Test
  void aNetworkThatLosesOneMessageInTwentyLosesNoCall() throws Exception {
    // SIPp takes a repeated 200 of its INVITE for the answer to a BYE that was lost, so some calls
    // are never hung up from there: only the way in is asserted.
    callers("-lost", "5").succeeds();
  }
}
