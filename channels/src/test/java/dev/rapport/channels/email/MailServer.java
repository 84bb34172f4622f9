package dev.rapport.channels.email;

import dev.rapport.channels.MemoryStore;
import dev.rapport.channels.Wait;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;

/// The listener on a free port, with a store in memory behind it.
final class MailServer implements AutoCloseable {

  static final String CENTRE = "velo";
  static final String BOX = "help@velo.example";

  final Vertx vertx = Vertx.vertx();
  final MemoryStore store = new MemoryStore();
  final SmtpListener listener;
  final int port;

  MailServer(SmtpSettings settings) {
    listener =
        new SmtpListener(
            vertx,
            settings,
            new MailboxDirectory(Map.of(BOX, CENTRE, "cargo.example", "cargo")),
            store,
            store);
    port = Wait.until(listener.start());
  }

  static SmtpSettings settings() {
    return SmtpSettings.at("localhost", 0);
  }

  /// Small bounds.
  static SmtpSettings tight(Duration time) {
    return new SmtpSettings("localhost", 0, "rapport", 10_000, 30_000, 4, 3, 2, 3, time, time);
  }

  SmtpPeer peer() {
    return new SmtpPeer(port);
  }

  /// Sends one mail on a connection of its own; the answer to its dot.
  String deliver(String from, byte[] mail) {
    try (SmtpPeer peer = peer()) {
      return peer.begin(from, BOX).mail(mail);
    }
  }

  String deliver(String from, String mail) {
    return deliver(from, mail.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    Wait.until(listener.stop());
    Wait.until(vertx.close());
  }
}
