package dev.rapport.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The dials of the default policy. The defaults are the values that a simulation of busy days
/// found good for everybody and not only for the valuable.
///
/// @param gamma how much value counts: a contact's weight is value^gamma, 0 to 1
/// @param beta the head start of a new contact, in answer targets
/// @param bounds how long a contact may wait before it goes ahead of all others, by value
/// @param choice what an agent's fit is made of
/// @param barFor milliseconds for which a contact is not offered again to an agent who let it go
/// @param creditFor milliseconds for which a customer who gave up waiting keeps what they had
///   waited: the wait belongs to the customer, and counts again on whatever channel they come back
/// @param handleTimes where expected handle times come from; null for [HandleTimesFrom#LEARNT]
public record PolicySettings(
    double gamma,
    double beta,
    List<WaitBound> bounds,
    AgentChoice choice,
    long barFor,
    long creditFor,
    @Nullable HandleTimesFrom handleTimes) {

  public static final PolicySettings DEFAULTS =
      new PolicySettings(
          0.5,
          3,
          List.of(
              new WaitBound(40, 120_000),
              new WaitBound(8, 180_000),
              new WaitBound(2, 240_000),
              new WaitBound(0, 300_000)),
          AgentChoice.DEFAULTS,
          30_000,
          30 * 60_000);

  public PolicySettings {
    bounds = List.copyOf(bounds);
  }

  public PolicySettings(
      double gamma,
      double beta,
      List<WaitBound> bounds,
      AgentChoice choice,
      long barFor,
      long creditFor) {
    this(gamma, beta, bounds, choice, barFor, creditFor, null);
  }

  /// Where expected handle times come from.
  public enum HandleTimesFrom {
    /// What contacts of the same queue, channel, intent and customer have taken so far.
    LEARNT,
    /// What the plan says of the queue, whatever happens.
    PLAN
  }

  boolean learnsHandleTimes() {
    return handleTimes != HandleTimesFrom.PLAN;
  }

  public PolicySettings with(HandleTimesFrom handleTimes) {
    return new PolicySettings(gamma, beta, bounds, choice, barFor, creditFor, handleTimes);
  }

  /// From this value on, so long at most. Read from the top; the last one has value 0. Deferrable
  /// contacts have their answer target as bound instead.
  public record WaitBound(double fromValue, long millis) {}

  /// The terms of an agent's fit, each in units of the expected handle time.
  ///
  /// @param preferredSpeed how much faster the customer's own agent is
  /// @param affinity what being the customer's own agent is worth
  /// @param flexibility what using up an agent with other skills and channels costs
  /// @param perSkill the share of a scarce other skill in that cost
  /// @param perChannel the share of each further channel in that cost
  /// @param perContact what each contact the agent already has costs, where contacts can be shared
  public record AgentChoice(
      double preferredSpeed,
      double affinity,
      double flexibility,
      double perSkill,
      double perChannel,
      double perContact) {
    public static final AgentChoice DEFAULTS = new AgentChoice(1.13, 0.5, 2, 0.15, 0.10, 0.5);
  }

  public PolicySettings valuing(double gamma, double beta) {
    return new PolicySettings(gamma, beta, bounds, choice, barFor, creditFor, handleTimes);
  }
}
