package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/// A mail that a sending server keeps in its queue until it hears 250.
final class StubbornMail extends StubbornInput {
  private final MailSender sender;
  private final MailMessage mail;

  StubbornMail(String name, MailSender sender) {
    super(name);
    this.sender = sender;
    String raw =
        """
        From: Sender <%1$s@example.org>
        To: help@%2$s
        Subject: %1$s
        Message-ID: <%1$s@example.org>
        Date: Sun, 22 Nov 2026 10:00:00 +0000

        This is %1$s
        """
            .formatted(name, BenchCentre.DOMAIN);
    this.mail =
        new MailMessage(name + "@example.org", "help@" + BenchCentre.DOMAIN, Buffer.buffer(raw));
  }

  @Override
  Future<String> send() {
    return sender
        .send(mail)
        .compose(outcome ->
            outcome.taken()
                ? Future.succeededFuture("")
                : Future.failedFuture("answered " + outcome.code() + " " + outcome.text()));
  }
}
