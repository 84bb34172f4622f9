package dev.rapport.routing;

/// The default. It prefers, in this order:
///
/// 1. a contact that has waited longer than its bound, the earliest deadline first, so that no jump
///    costs anybody more than the difference between two bounds;
/// 2. the highest accumulated priority: (head start + wait in answer targets) × value^gamma ×
///    urgency, over the time this agent is expected to need: short work first, on expectation only.
///    Deferrable contacts have no head start, and half the square of their wait in half targets
///    instead, so that they stay out of the way of people who sit and wait until their target comes
///    near;
/// 3. among agents, the one who is fast at it, is the customer's own, has the fewest scarce skills
///    needed elsewhere, has few contacts already, and has rested longest.
///
/// A generalised c-mu rule (van Mieghem 1995; Mandelbaum and Stolyar 2004) with compressed values
/// and an earliest-deadline guard; the cost of using up a flexible agent stands in for the dual
/// prices of the staffing plan.
final class ValueWeighted implements Policy {
  private static final long MICROS = 1_000_000;

  /// A wait beyond so many targets counts no more: it keeps the product inside a long, and the
  /// guard has taken over long before.
  private static final long MOST_TARGETS = 1_000 * MICROS;

  private static final long MOST_HALF_TARGETS = 40 * MICROS;
  private static final long REST_CAP_MINUTES = 100;
  private static final long REST_PER_MINUTE = 100;
  private static final long MINUTE = 60_000;

  private final long base;
  private final long preferredSpeed;
  private final long affinity;
  private final long perSkill;
  private final long perChannel;
  private final long perContact;

  ValueWeighted(PolicySettings settings) {
    PolicySettings.AgentChoice choice = settings.choice();
    base = Rulebook.micros(settings.beta());
    preferredSpeed = Rulebook.micros(choice.preferredSpeed());
    affinity = Rulebook.micros(choice.affinity());
    perSkill = Rulebook.micros(choice.flexibility() * choice.perSkill());
    perChannel = Rulebook.micros(choice.flexibility() * choice.perChannel());
    perContact = Rulebook.micros(choice.perContact());
  }

  @Override
  public PolicyName name() {
    return PolicyName.DEFAULT;
  }

  @Override
  public boolean guarded() {
    return true;
  }

  @Override
  public Turn turn(ContactKind kind) {
    return accumulated(kind);
  }

  @Override
  public ContactScore explainTurn(ContactKind kind, long waited, long handleMillis) {
    Accumulated turn = accumulated(kind);
    return ContactScore.ByValue.of(
        turn.weight(), turn.headStart(), turn.waitMicros(waited), handleMillis);
  }

  private Accumulated accumulated(ContactKind kind) {
    long target = kind.times().target();
    if (!kind.rules().deferrable()) {
      return new Accumulated(kind.weightMicros(), base, false, 0, target);
    }
    long deferred = kind.rules().deferFor();
    long unit = deferred > 0 ? deferred : Math.max(1, target / 2);
    return new Accumulated(kind.weightMicros(), 0, true, deferred, unit);
  }

  /// The accumulated priority of one kind.
  ///
  /// @param weight in millionths
  /// @param headStart in millionths of the answer target
  /// @param deferred milliseconds of waiting that count nothing
  /// @param unit milliseconds of waiting that count as one
  private record Accumulated(
      long weight, long headStart, boolean deferrable, long deferred, long unit) implements Turn {
    @Override
    public long at(long waited, long handleMillis) {
      return ContactScore.ByValue.value(weight, headStart, waitMicros(waited), handleMillis);
    }

    long waitMicros(long waited) {
      if (!deferrable) {
        return Math.min(MOST_TARGETS, ratio(waited, unit));
      }
      long halves = Math.min(MOST_HALF_TARGETS, ratio(Math.max(0, waited - deferred), unit));
      return halves * halves / (2 * MICROS);
    }
  }

  /// In millionths, without overflow for any wait.
  private static long ratio(long waited, long unit) {
    long most = Long.MAX_VALUE / MICROS;
    return waited > most ? most / unit * MICROS : waited * MICROS / unit;
  }

  @Override
  public long fit(Fit fit) {
    return speed(fit) + affinity(fit) + skills(fit) + channels(fit) + load(fit) + rest(fit);
  }

  @Override
  public AgentScore explainFit(Fit fit) {
    return new AgentScore.ByFit(
        speed(fit), affinity(fit), skills(fit), channels(fit), load(fit), rest(fit), fit(fit));
  }

  private long speed(Fit fit) {
    return -MICROS * MICROS / speed(fit.speed(), fit.preferred());
  }

  private long affinity(Fit fit) {
    return fit.preferred() ? affinity : 0;
  }

  private long skills(Fit fit) {
    return -perSkill * fit.othersMicros() / MICROS;
  }

  private long channels(Fit fit) {
    return -perChannel * Math.max(0, fit.channels() - 1);
  }

  private long load(Fit fit) {
    return -perContact * fit.shared();
  }

  private static long rest(Fit fit) {
    return Math.min(
        REST_CAP_MINUTES * REST_PER_MINUTE, Math.max(0, fit.rested()) * REST_PER_MINUTE / MINUTE);
  }

  @Override
  public long speed(long speed, boolean preferred) {
    return preferred ? speed * preferredSpeed / MICROS : speed;
  }
}
