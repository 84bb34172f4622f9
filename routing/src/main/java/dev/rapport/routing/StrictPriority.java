package dev.rapport.routing;

/// More urgent first, then more valuable, then older; to the agent who has rested longest. Nothing
/// bounds how long the others wait: known, measured, and why it is not the default.
record StrictPriority() implements Policy {

  @Override
  public PolicyName name() {
    return PolicyName.STRICT;
  }

  @Override
  public boolean guarded() {
    return false;
  }

  @Override
  public Turn turn(ContactKind kind) {
    return (waited, _) -> ContactScore.ByTier.value(kind.tier(), kind.sinceDue(waited));
  }

  @Override
  public ContactScore explainTurn(ContactKind kind, long waited, long handleMillis) {
    return new ContactScore.ByTier(kind.tier(), kind.sinceDue(waited));
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
