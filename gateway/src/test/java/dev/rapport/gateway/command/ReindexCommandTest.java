package dev.rapport.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.gateway.flow.Reindexing;
import dev.rapport.gateway.flow.Reindexing.Counts;
import dev.rapport.gateway.flow.Reindexing.Phase;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.SaveArticle;
import dev.rapport.knowledge.Visibility;
import dev.rapport.storage.SqlArticleStore;
import dev.rapport.storage.Store;
import dev.rapport.storage.StoreSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// `rapport reindex` beside a process that has the directory open, and without one.
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
final class ReindexCommandTest {
  private static final long LIMIT_S = 60;

  @TempDir Path folder;
  private Path data;

  private record Said(int code, String text) {}

  @BeforeEach
  void anArticle() throws IOException {
    data = Files.createDirectories(folder.resolve("data"));
    try (Store store = Store.open(StoreSettings.in(data))) {
      save(store, "Saddles");
    }
  }

  private static void save(Store store, String title) {
    var text = new ArticleText(title, null, "Wax them.", "en", List.of(), null);
    var article =
        new SaveArticle(new Origin("test", title), text, Visibility.PUBLIC, ArticleState.PUBLISHED);
    new SqlArticleStore(store).saveAll("main", List.of(article), 1).toCompletableFuture().join();
  }

  private Said reindex() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var heard = new ByteArrayOutputStream();
    var ear = new PrintStream(heard, true, StandardCharsets.UTF_8);
    System.setOut(ear);
    System.setErr(ear);
    try {
      int code = RapportCommand.run(new String[] {"reindex", "--data", data.toString()});
      return new Said(code, heard.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Test
  void withoutAProcessItIsDoneHere() {
    Said said = reindex();
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("1 articles can be found by their words");
    assertThat(data.resolve("reindex.request")).doesNotExist();
  }

  @Test
  void theProcessThatHasTheDirectoryOpenIsAskedAndWaitedFor() throws Exception {
    try (Store _ = Store.open(StoreSettings.in(data))) {
      CompletableFuture<Said> said = CompletableFuture.supplyAsync(this::reindex);
      var reindexing = new Reindexing(data);
      waitFor(data.resolve("reindex.request"));
      assertThat(Objects.requireNonNull(reindexing.newest()).phase()).isEqualTo(Phase.ASKED);
      assertThat(reindexing.work(() -> new Counts(12, 34))).isTrue();
      assertThat(said.get(LIMIT_S, TimeUnit.SECONDS).text()).contains("12 articles", "34 passages");
      assertThat(said.get().code()).isZero();
      assertThat(reindexing.work(() -> new Counts(0, null))).as("it is done").isFalse();
    }
  }

  @Test
  void whatFailsIsToldAndIsOver() throws Exception {
    try (Store _ = Store.open(StoreSettings.in(data))) {
      CompletableFuture<Said> said = CompletableFuture.supplyAsync(this::reindex);
      waitFor(data.resolve("reindex.request"));
      new Reindexing(data)
          .work(() -> {
            throw new IllegalStateException("the disk is full");
          });
      assertThat(said.get(LIMIT_S, TimeUnit.SECONDS).text()).contains("the disk is full");
      assertThat(said.get().code()).isOne();
      assertThat(data.resolve("reindex.request")).doesNotExist();
    }
  }

  @Test
  void aProcessThatEndsInTheMiddleLeavesItToWhoeverComesNext() throws Exception {
    CompletableFuture<Said> said;
    try (Store _ = Store.open(StoreSettings.in(data))) {
      said = CompletableFuture.supplyAsync(this::reindex);
      waitFor(data.resolve("reindex.request"));
      var dying = new Reindexing(data);
      dying.stop();
      try {
        dying.work(() -> {
          throw new IllegalStateException("interrupted");
        });
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("interrupted");
      }
      assertThat(data.resolve("reindex.request")).as("it is not done").exists();
    }
    assertThat(said.get(LIMIT_S, TimeUnit.SECONDS).text())
        .contains("1 articles can be found by their words");
  }

  @Test
  void whoAsksTwiceIsAnsweredOnce() {
    var reindexing = new Reindexing(data);
    String id = reindexing.ask();
    assertThat(reindexing.ask()).isEqualTo(id);
    reindexing.work(() -> new Counts(1, null));
    assertThat(reindexing.of(id)).extracting(Reindexing.State::phase).isEqualTo(Phase.DONE);
    String next = reindexing.ask();
    assertThat(next).isNotEqualTo(id);
    assertThat(reindexing.of(id)).as("it is remembered").isNotNull();
  }

  @Test
  void whatIsDoneWhileSomebodyLooksIsNotForgotten() throws Exception {
    var reindexing = new Reindexing(data);
    for (int i = 0; i < 300; i++) {
      String id = reindexing.ask();
      CompletableFuture<Boolean> work =
          CompletableFuture.supplyAsync(() -> reindexing.work(() -> new Counts(1, null)));
      Reindexing.State state;
      do {
        state = reindexing.of(id);
        assertThat(state).isNotNull();
      } while (state.phase() != Phase.DONE);
      assertThat(work.get(LIMIT_S, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aRequestWithoutAnIdIsNobodys() throws IOException {
    Files.createFile(data.resolve("reindex.request"));
    var reindexing = new Reindexing(data);
    assertThat(reindexing.work(() -> new Counts(1, null))).isFalse();
    String id = reindexing.ask();
    assertThat(reindexing.of(id)).extracting(Reindexing.State::phase).isEqualTo(Phase.ASKED);
    assertThat(data.toFile().list()).doesNotContain("reindex.request." + id);
  }

  @Test
  void resultsThatAreDamagedAreNoObstacle() throws IOException {
    Files.writeString(data.resolve("reindex.results"), "{");
    assertThat(reindex().code()).isZero();
  }

  private static void waitFor(Path file) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
    while (!Files.exists(file) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(file).exists();
  }
}
