package dev.rapport.routing;

/// Older first; to the agent who has rested longest. A deferrable contact is as old as its rest is
/// over: otherwise yesterday's mail would always go ahead of people who sit and wait.
record FirstComeFirstServed() implements Policy {

  @Override
  public PolicyName name() {
    return PolicyName.FIFO;
  }

  @Override
  public boolean guarded() {
    return false;
  }

  @Override
  public Turn turn(ContactKind kind) {
    return (waited, _) -> kind.sinceDue(waited);
  }

  @Override
  public ContactScore explainTurn(ContactKind kind, long waited, long handleMillis) {
    return new ContactScore.ByWait(kind.sinceDue(waited));
  }

  @Override
  public long fit(Fit fit) {
    return fit.rested();
  }

  @Override
  public AgentScore explainFit(Fit fit) {
    return new AgentScore.ByRest(fit.rested());
  }
}
