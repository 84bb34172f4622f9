package dev.rapport.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What else a queue does besides waiting: its hours, what happens beyond its limits, how the
/// search widens, and how contacts are handed out. [#DEFAULTS] does nothing besides.
///
/// @param hours when new contacts are let in; null for always. Whoever is in the queue when it
///   closes is still served. Deferrable channels (mail) are let in at any hour
/// @param whenClosed for whoever comes outside the hours; there when the hours are
/// @param whenFull for whoever comes when the queue is at its largest; null for being refused
/// @param afterWait for whoever has waited long; null for waiting on
/// @param rings how the search widens, in order of time. Off by default: simulations of busy days
///   found that relaxed skills do more harm (longer handling, scarce agents spent) than the shorter
///   wait does good
/// @param neverRelaxed skills that no ring may relax (a licence, say)
/// @param offersAtOnce how many agents are asked at once; the first to accept has it
public record QueueRules(
    @Nullable OpeningHours hours,
    @Nullable Overflow whenClosed,
    @Nullable Overflow whenFull,
    @Nullable AfterWait afterWait,
    List<Ring> rings,
    List<String> neverRelaxed,
    int offersAtOnce,
    Handout handout) {

  public static final int MAX_RINGS = 6;
  public static final int MAX_OFFERS_AT_ONCE = 20;

  public static final QueueRules DEFAULTS =
      new QueueRules(null, null, null, null, List.of(), List.of(), 1, Handout.PUSH);

  public QueueRules {
    rings = List.copyOf(rings);
    neverRelaxed = List.copyOf(neverRelaxed);
  }

  /// @param millis counted from when the contact entered this queue
  /// @param atOnceWhenNobody without waiting so long while nobody is signed in who could take it
  public record AfterWait(long millis, boolean atOnceWhenNobody, Overflow then) {}

  /// A stage of the search.
  ///
  /// @param afterMillis of waiting in this queue; the stage is skipped to when nobody is signed in
  ///   who could take the contact at the stage before
  /// @param relaxed what is asked for less from then on
  public record Ring(long afterMillis, List<Relaxed> relaxed) {
    public Ring {
      relaxed = List.copyOf(relaxed);
    }
  }

  /// From now on this level suffices; 0 means that the skill is not needed at all. What a
  /// requirement forbids (inside a `not`) stays forbidden.
  public record Relaxed(String skill, int level) {}

  /// How contacts leave the queue.
  public enum Handout {
    /// They are offered.
    PUSH,
    /// Agents ask for the next one, and have no choice which.
    PULL
  }

  public QueueRules open(OpeningHours hours, Overflow whenClosed) {
    return new QueueRules(
        hours, whenClosed, whenFull, afterWait, rings, neverRelaxed, offersAtOnce, handout);
  }

  public QueueRules whenFull(Overflow whenFull) {
    return new QueueRules(
        hours, whenClosed, whenFull, afterWait, rings, neverRelaxed, offersAtOnce, handout);
  }

  public QueueRules after(AfterWait afterWait) {
    return new QueueRules(
        hours, whenClosed, whenFull, afterWait, rings, neverRelaxed, offersAtOnce, handout);
  }

  public QueueRules widening(Ring... rings) {
    return new QueueRules(
        hours,
        whenClosed,
        whenFull,
        afterWait,
        List.of(rings),
        neverRelaxed,
        offersAtOnce,
        handout);
  }

  public QueueRules neverRelaxing(String... skills) {
    return new QueueRules(
        hours, whenClosed, whenFull, afterWait, rings, List.of(skills), offersAtOnce, handout);
  }

  public QueueRules asking(int offersAtOnce) {
    return new QueueRules(
        hours, whenClosed, whenFull, afterWait, rings, neverRelaxed, offersAtOnce, handout);
  }

  public QueueRules by(Handout handout) {
    return new QueueRules(
        hours, whenClosed, whenFull, afterWait, rings, neverRelaxed, offersAtOnce, handout);
  }
}
