package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class SqlLeaseTest {
  private static final Duration LONG = Duration.ofHours(1);

  /// It has run out as soon as it is taken.
  private static final Duration NO_TIME = Duration.ofMillis(-1);

  @Parameter TestEngine engine;
  @TempDir Path directory;
  private Store store;

  @BeforeEach
  void open() {
    store = engine.open(directory);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private OptionalLong take(String holder, Duration lasts) {
    return new SqlLease(store, "acme", holder, lasts).take().join();
  }

  private static Event connected(String agent) {
    return new Event.AgentConnected(new AgentId(agent));
  }

  @Test
  @DisplayName("P27: one holds the lease, takes it again in its epoch, and nobody else does")
  void oneHoldsTheLease() {
    assertThat(take("a", LONG)).hasValue(1);
    assertThat(take("b", LONG)).isEmpty();
    assertThat(take("a", LONG)).hasValue(1);
    assertThat(new SqlLease(store, "other", "b", LONG).take().join()).hasValue(1);
  }

  @Test
  @DisplayName("P27: a lease that has run out is the next one's, in a new epoch")
  void aLeaseThatHasRunOutIsTheNextOnes() {
    assertThat(take("a", NO_TIME)).hasValue(1);
    assertThat(take("b", LONG)).hasValue(2);
    assertThat(take("a", LONG)).isEmpty();
  }

  @Test
  void whoLetsGoNeedNotBeWaitedFor() {
    assertThat(take("a", LONG)).hasValue(1);
    assertThat(new SqlLease(store, "acme", "b", LONG).release().join()).isZero();
    assertThat(take("b", LONG)).isEmpty();
    assertThat(new SqlLease(store, "acme", "a", LONG).release().join()).isEqualTo(1);
    assertThat(take("b", LONG)).hasValue(2);
  }

  @Test
  @DisplayName(
      "P10, P29: what is decided in an old epoch is not stored, even when the log stood still")
  void anOldEpochIsRefused() {
    long first = take("a", NO_TIME).orElseThrow();
    SqlEventLog old = new SqlEventLog(store, "acme", first);
    old.append(List.of(connected("ana")), 1).join();
    long second = take("b", LONG).orElseThrow();
    assertThatThrownBy(() -> old.append(List.of(connected("ben")), 2).join())
        .hasCauseInstanceOf(LeaseLost.class);
    assertThatThrownBy(
            () -> new SqlEventLog(store, "acme", first).append(List.of(connected("ben")), 2).join())
        .as("also by a log that was opened since")
        .hasCauseInstanceOf(LeaseLost.class);
    SqlEventLog next = new SqlEventLog(store, "acme", second);
    assertThat(next.append(List.of(connected("cem")), 3).join()).isEqualTo(2);
    assertThat(EventLogContract.read(next, 0))
        .extracting(EventLogContract.Read::event)
        .containsExactly(connected("ana"), connected("cem"));
  }
}
