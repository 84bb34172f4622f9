package dev.rapport.gateway.together;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.gateway.unit.Decided;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Outcome;
import dev.rapport.storage.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a gateway says and hears in its first moment, while Redis has brought it nothing yet.
final class NewcomerTest {
  /// A port nobody listens at.
  private static final String NO_REDIS = "redis://127.0.0.1:1";

  @TempDir private Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final List<Together> begun = new ArrayList<>();
  private Store store;

  @BeforeEach
  void start() {
    store = Store.open(directory);
  }

  @AfterEach
  void stop() {
    begun.reversed().forEach(Together::close);
    vertx.close().toCompletionStage().toCompletableFuture().join();
    store.close();
  }

  private Together begin(String name, Heard heard) {
    Together gateway =
        new Together(vertx, store, "centre", name, new RedisAddress(NO_REDIS, "rapport", ""));
    begun.add(gateway);
    gateway.begin(heard);
    return gateway;
  }

  @Test
  @DisplayName("P28: what a gateway says in its first moment reaches those who are there already")
  void itsFirstWordIsHeard() {
    Heard there = new Heard();
    begin("there", there);
    for (int i = 0; i < 5; i++) {
      String word = "customer " + i;
      begin("newcomer " + i, new Heard()).tidings().changed(word);
      CarrierContract.until(() -> there.changed.contains(word));
    }
  }

  @Test
  @DisplayName("P28: what was said before the others knew of a gateway, it reads for itself")
  void itReadsWhatItMissed() {
    Heard newcomer = new Heard();
    begin("newcomer", newcomer);
    int before = newcomer.reads.get();
    CarrierContract.until(() -> newcomer.reads.get() > before);
    int again = newcomer.reads.get();
    CarrierContract.until(() -> newcomer.reads.get() > again);
    assertThat(newcomer.changed).isEmpty();
  }

  /// A gateway that keeps what the others tell it.
  private static final class Heard implements Local {
    final List<String> changed = new CopyOnWriteArrayList<>();
    final AtomicInteger reads = new AtomicInteger();

    @Override
    public Future<Void> leads(long epoch) {
      return Future.succeededFuture();
    }

    @Override
    public void follows() {}

    @Override
    public Future<Decided> decide(Command command) {
      return Future.failedFuture("nothing is decided here");
    }

    @Override
    public void grown() {}

    @Override
    public void said(String conversation, @Nullable String contact, long seq) {}

    @Override
    public void sessionEnded(String session) {}

    @Override
    public void changed(String customer) {
      changed.add(customer);
    }

    @Override
    public void counted(String limit, Map<String, Integer> taken) {}

    @Override
    public Map<String, Map<String, Integer>> taken() {
      return Map.of();
    }

    @Override
    public void popped(long offer) {}

    @Override
    public Future<Outcome> hold(AgentId agent, ContactId contact, boolean on) {
      return Future.failedFuture("there is no call here");
    }

    @Override
    public void callStood(AgentId agent, ContactId contact, String state) {}

    @Override
    public void pbxCall(String call) {}

    @Override
    public void sayWhoIsHere() {}

    @Override
    public void called(Set<AgentId> agents, Set<ContactId> contacts) {}

    @Override
    public void readAgain() {
      reads.incrementAndGet();
    }
  }
}
