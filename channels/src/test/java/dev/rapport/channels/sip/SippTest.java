package dev.rapport.channels.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rapport.channels.Wait;
import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneEvent;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Callers that are not ours: SIPp, when it is installed (Debian: sip-tester).
final class SippTest {
  private static final Path SIPP = Path.of("/usr/bin/sipp");
  private static final int CALLS = 60;

  @TempDir private Path folder;
  private final AtomicInteger ended = new AtomicInteger();
  private SipSwitch sip;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Files.isExecutable(SIPP), "skipped: sipp is not installed");
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
    if (sip != null) {
      sip.close().toCompletableFuture().join();
    }
  }

  private int callers(String... more) throws Exception {
    Path scenario = folder.resolve("queued.xml");
    try (InputStream in = SippTest.class.getResourceAsStream("/sipp/queued.xml")) {
      Files.write(scenario, in.readAllBytes());
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                SIPP.toString(),
                "-sf",
                scenario.toString(),
                "-i",
                "127.0.0.1",
                "-mi",
                "127.0.0.1",
                "-r",
                "30",
                "-m",
                String.valueOf(CALLS),
                "-d",
                "300",
                "-nostdin",
                "-timeout",
                "90s",
                "-timeout_error"));
    command.addAll(List.of(more));
    command.add("127.0.0.1:" + sip.port());
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private void nothingIsLeft() {
    Wait.until(() -> {
      SipSwitch.Open open = sip.open().toCompletableFuture().join();
      return open.calls() == 0 && open.legs() == 0 && open.media() == 0;
    });
  }

  @Test
  void everyCallerIsQueuedAndNothingIsLeft() throws Exception {
    assertThat(callers()).isZero();
    nothingIsLeft();
    assertThat(ended).hasValue(CALLS);
  }

  @Test
  void theSameByTcp() throws Exception {
    assertThat(callers("-t", "t1")).isZero();
    nothingIsLeft();
  }

  @Test
  void aNetworkThatLosesOneMessageInTwentyLosesNoCall() throws Exception {
    // SIPp takes a repeated 200 of its INVITE for the answer to a BYE that was lost, so some calls
    // are never hung up from there: only the way in is asserted.
    assertThat(callers("-lost", "5")).isZero();
  }
}
