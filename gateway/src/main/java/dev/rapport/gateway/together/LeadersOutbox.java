package dev.rapport.gateway.together;

import dev.rapport.channels.email.Outbox;
import dev.rapport.channels.email.OutgoingMail;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/// An outbox that is empty while another gateway leads: one of them sends, so that a mail goes out
/// once.
public final class LeadersOutbox implements Outbox {
  private final Outbox stored;
  private final BooleanSupplier leads;

  public LeadersOutbox(Outbox stored, BooleanSupplier leads) {
    this.stored = stored;
    this.leads = leads;
  }

  @Override
  public CompletionStage<List<OutgoingMail>> due(long now, int limit) {
    return leads.getAsBoolean()
        ? stored.due(now, limit)
        : CompletableFuture.completedFuture(List.of());
  }

  @Override
  public CompletionStage<Void> sent(OutgoingMail mail, long at) {
    return stored.sent(mail, at);
  }

  @Override
  public CompletionStage<Void> postponed(OutgoingMail mail, String reason, long nextTryAt) {
    return stored.postponed(mail, reason, nextTryAt);
  }

  @Override
  public CompletionStage<Void> failed(OutgoingMail mail, String reason, long at) {
    return stored.failed(mail, reason, at);
  }
}
