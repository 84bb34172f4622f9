package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is known of a PBX's call is the same in whatever order it was told.
final class SqlPbxCallsTest {
  @TempDir Path directory;

  @Test
  void wordsOfACallAddUpInAnyOrder() {
    try (Store store = Store.open(StoreSettings.in(directory).withReserveBytes(0))) {
      SqlPbxCalls calls = new SqlPbxCalls(store);
      calls.merge("acme", "c1", 10, call -> call.over("normal")).join();
      calls.merge("acme", "c1", 11, call -> call.answered("202", 7_000)).join();
      calls.merge("acme", "c1", 12, call -> call.answered("201", 5_000)).join();
      calls.merge("acme", "c1", 13, call -> call.over("again")).join();
      SqlPbxCalls.Call call =
          calls.merge("acme", "c1", 14, known -> known.from("+44117", "support")).join();
      assertThat(call)
          .isEqualTo(
              new SqlPbxCalls.Call(
                  "c1", null, "+44117", "support", "202", 7_000, true, "normal", List.of()));
      assertThat(calls.ringing("acme")).isEmpty();

      calls.merge("acme", "c2", 20, known -> known.from("", "").is("contact")).join();
      assertThat(calls.has("acme", "contact")).isTrue();
      assertThat(calls.has("other", "contact")).isFalse();
      assertThat(calls.sweep("acme", 20).join()).isEqualTo(1);
      assertThat(calls.find("acme", "c1")).isEmpty();
      assertThat(calls.find("acme", "c2")).isPresent();
    }
  }

  @Test
  void itIsKnownWhereACallRingsUntilSomebodyPicksUp() {
    try (Store store = Store.open(StoreSettings.in(directory).withReserveBytes(0))) {
      SqlPbxCalls calls = new SqlPbxCalls(store);
      calls.merge("acme", "c1", 10, call -> call.rings(List.of("201", "202"))).join();
      calls.merge("acme", "c1", 11, call -> call.rings(List.of("202", "Ben\nOkoye"))).join();
      assertThat(calls.ringing("acme"))
          .extracting(SqlPbxCalls.Call::rings)
          .containsExactly(List.of("201", "202", "Ben Okoye"));
      assertThat(calls.ringing("other")).isEmpty();
      calls.merge("acme", "c1", 12, call -> call.answered("201", 1)).join();
      assertThat(calls.ringing("acme")).isEmpty();
      assertThat(calls.find("acme", "c1").orElseThrow().rings()).hasSize(3);
    }
  }
}
