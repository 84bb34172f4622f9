package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
              new SqlPbxCalls.Call("c1", null, "+44117", "support", "202", 7_000, true, "normal"));
      assertThat(calls.open("acme")).isEmpty();

      calls.merge("acme", "c2", 20, known -> known.from("", "").is("contact")).join();
      assertThat(calls.open("acme")).extracting(SqlPbxCalls.Call::contact).containsOnly("contact");
      assertThat(calls.open("other")).isEmpty();
      assertThat(calls.sweep("acme", 20).join()).isEqualTo(1);
      assertThat(calls.open("acme")).hasSize(1);
    }
  }
}
