package dev.rapport.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.customers.CustomerDraft;
import dev.rapport.customers.CustomerValue;
import dev.rapport.customers.SaveBatch;
import dev.rapport.customers.learning.Promise;
import dev.rapport.storage.SqlCustomerDirectory;
import dev.rapport.storage.SqlLearning;
import dev.rapport.storage.Store;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PromiseWatchTest {
  private static final String ANA = CustomerDraft.customerId("a", "crm", "1");

  @TempDir Path folder;
  private Store store;
  private SqlLearning learning;
  private PromiseWatch watch;
  private final List<String> heard = new ArrayList<>();

  @BeforeEach
  void open() {
    store = Store.open(folder);
    learning = new SqlLearning(store);
    var details =
        new CustomerDraft.Details(
            "Ana", null, CustomerValue.UNTOLD, "", null, List.of(), new TreeMap<>());
    new SqlCustomerDirectory(store)
        .save(new SaveBatch("a", "crm", List.of(new CustomerDraft("1", details)), 1))
        .toCompletableFuture()
        .join();
    watch =
        new PromiseWatch(
            "a", learning, (promise, standing) -> heard.add(promise.id() + " " + standing));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void promise(String id, long madeAt, long dueAt) {
    var deed = new Promise.Deed("call back", "ben", ZoneOffset.UTC, "ben");
    learning
        .promise("a", new Promise(id, ANA, null, deed, madeAt, dueAt, null))
        .toCompletableFuture()
        .join();
  }

  @Test
  void aPromiseIsWarnedOfOnceAtFourFifthsAndOnceWhenItIsLate() {
    promise("p", 0, 1_000);
    watch.look(799);
    assertThat(heard).isEmpty();
    watch.look(800);
    watch.look(900);
    assertThat(heard).containsExactly("p DUE_SOON");
    watch.look(1_000);
    watch.look(2_000);
    assertThat(heard).containsExactly("p DUE_SOON", "p OVERDUE");
  }

  @Test
  void aPromiseThatWasKeptIsNotWarnedOf() {
    promise("p", 0, 1_000);
    learning
        .close("a", "p", new Promise.End(Promise.Outcome.KEPT, "", "ben", 100))
        .toCompletableFuture()
        .join();
    watch.look(2_000);
    assertThat(heard).isEmpty();
  }
}
