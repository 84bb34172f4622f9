package dev.rapport.loadtests;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The mails that were taken, and which contact each became. SMTP names no contact, so they are
/// matched by time: a contact arrives between the end of its mail's data and the answer to it.
final class SentMails {
  /// The process may note the arrival a little after it has answered.
  private static final long SLACK_MS = 20;

  private record Sent(long sentNanos, long sentAt, long answeredAt, boolean senderIsCustomer) {
    boolean covers(long arrivedAt) {
      return sentAt <= arrivedAt && arrivedAt <= answeredAt + SLACK_MS;
    }
  }

  private final List<Sent> sent = new ArrayList<>();
  private final Set<String> bodies = new HashSet<>();

  /// Call when the answer has just come.
  void taken(MailSender.Outcome outcome, Arrival.Mail arrival) {
    bodies.add(arrival.mail().body());
    long answeredAt = System.currentTimeMillis();
    long tookMs = (System.nanoTime() - outcome.sentAt()) / 1_000_000;
    sent.add(
        new Sent(
            outcome.sentAt(), answeredAt - tookMs - 1, answeredAt, arrival.senderIsCustomer()));
  }

  int count() {
    return sent.size();
  }

  /// How many of them had the body of one before: those may be taken as repeats.
  int sameBodies() {
    return sent.size() - bodies.size();
  }

  /// Tells the ledger when the sender of each mail wanted a person. A contact that could be of two
  /// mails is taken for the earlier one, which can only make the figures worse.
  void match(List<JsonObject> cards, ContactLedger ledger) {
    List<Sent> free = new ArrayList<>(sent);
    free.sort(Comparator.comparingLong(Sent::sentNanos));
    cards.stream()
        .filter(card -> "email".equals(card.getString("channel")))
        .sorted(Comparator.comparing((JsonObject card) -> card.getLong("arrivedAt")))
        .forEach(card -> {
          long arrivedAt = card.getLong("arrivedAt");
          Optional<Sent> mail = free.stream().filter(s -> s.covers(arrivedAt)).findFirst();
          mail.ifPresent(s -> {
            free.remove(s);
            String contact = card.getString("id");
            ledger.acknowledged(contact, "email", s.senderIsCustomer());
            ledger.wanted(contact, s.sentNanos());
          });
        });
  }
}
