package dev.rapport.routing;

/// Older first; to the agent who has rested longest.
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
  public long turn(ContactKind kind, long waited, long handleMillis) {
    return waited;
  }

  @Override
  public ContactScore explainTurn(ContactKind kind, long waited, long handleMillis) {
    return new ContactScore.ByWait(waited);
  }

  @Override
  public long fit(Fit fit) {
    return fit.rested();
  }

  @Override
  public AgentScore explainFit(Fit fit) {
    return new AgentScore.ByRest(fit.rested());
  }

  @Override
  public long handleMillis(ContactKind kind, long speed, boolean preferred) {
    return kind.handleMillis(speed);
  }
}
