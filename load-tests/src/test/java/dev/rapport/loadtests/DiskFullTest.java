package dev.rapport.loadtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full, for real: a file system of 160 MiB in memory. Only root can mount one.
final class DiskFullTest {
  private static final int DISK_MEGABYTES = 160;
  private static final Duration HEALING = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  @DisplayName("P22: a full disk refuses politely, loses nothing, and heals by itself")
  void aFullDiskRefusesPolitelyAndHeals() throws IOException, InterruptedException {
    Application.launcher();
    assumeTrue(mount(), "skipped: mounting a small file system needs root");
    try (LiveCentre centre = LiveCentre.start(folder, 1, 100)) {
      String before = centre.goodForm("before").json().getString("contact");
      Path filler = fill();
      var form = centre.call(() -> untilRefused(centre, 0));
      assertThat(form.status()).isIn(507, 503);
      assertThat(form.headers().get("content-type")).startsWith("application/problem+json");
      assertThat(centre.mail(mail("full")).code()).isEqualTo(452);
      assertThat(chat(centre, "full")).isEqualTo("nack storage_full");
      Files.delete(filler);
      var healed = centre.call(() -> untilTaken(centre, System.nanoTime() + HEALING.toNanos()));
      assertThat(healed.status()).isEqualTo(202);
      assertThat(centre.mail(mail("healed")).taken()).isTrue();
      assertThat(chat(centre, "healed")).isEqualTo("ack");
      var supervisor = new Supervisor(centre.http(), centre.token(BenchCentre.SUPERVISOR));
      List<String> all =
          centre.call(supervisor::contacts).stream().map(card -> card.getString("id")).toList();
      assertThat(all).contains(before).doesNotHaveDuplicates();
    } finally {
      run("umount", "-l", folder.toString());
    }
  }

  private boolean mount() throws IOException, InterruptedException {
    return "root".equals(System.getProperty("user.name"))
        && run(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            "size=" + DISK_MEGABYTES + "m",
            "tmpfs",
            folder.toString());
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().transferTo(OutputStream.nullOutputStream());
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  /// Writes until nothing fits any more.
  private Path fill() throws IOException {
    Path filler = folder.resolve("filler");
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] block = new byte[4_096];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(folder.toFile().getUsableSpace()).isLessThan(4_096);
    }
    return filler;
  }

  /// What space the database has in hand is used up first; bounded by the size of the disk.
  private Future<HttpCalls.Reply> untilRefused(LiveCentre centre, int tries) {
    var form =
        new io.vertx.core.json.JsonObject().put("message", "x".repeat(19_000)).put("person", true);
    return centre
        .http()
        .postJson("/api/v1/forms", form, java.util.Map.of())
        .compose(reply ->
            reply.status() == 202 && tries < DISK_MEGABYTES * 50
                ? untilRefused(centre, tries + 1)
                : Future.succeededFuture(reply));
  }

  private Future<HttpCalls.Reply> untilTaken(LiveCentre centre, long deadline) {
    var form = new io.vertx.core.json.JsonObject().put("message", "Better?").put("person", true);
    return centre
        .http()
        .postJson("/api/v1/forms", form, java.util.Map.of())
        .compose(reply ->
            reply.status() == 202 || System.nanoTime() > deadline
                ? Future.succeededFuture(reply)
                : centre.loop().after(200).compose(_ -> untilTaken(centre, deadline)));
  }

  private static Buffer mail(String subject) {
    return Buffer.buffer("From: a@example.org\nSubject: %s\n\nHello\n".formatted(subject));
  }

  /// `ack`, or what the visitor is told instead.
  private static String chat(LiveCentre centre, String name) {
    var sockets = centre.loop().vertx().createWebSocketClient();
    var visitor = new StubbornChat(name, sockets, centre.target());
    return centre.call(
        () -> visitor.attempt().map("ack").recover(e -> Future.succeededFuture(e.getMessage())));
  }
}
