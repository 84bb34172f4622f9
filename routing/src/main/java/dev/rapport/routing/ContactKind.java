package dev.rapport.routing;

/// What contacts of one kind have in common. Contacts of a kind differ only in their age and in
/// whose they are, so among them the older always goes first.
///
/// @param index its number in the rulebook
/// @param version of the plan whose rules these are
/// @param queue where they wait
/// @param channel the channel's index in the plan
/// @param weightMicros value^gamma × urgency, in millionths
/// @param tier for strict priority: higher goes first
/// @param bound milliseconds of waiting after which it goes ahead of all scores
/// @param level how long an ordinary contact there takes
/// @param factorMicros how much longer than that these are expected to take, in millionths
record ContactKind(
    int index,
    long version,
    ContactQueue queue,
    Need need,
    Policy policy,
    int channel,
    ChannelRules rules,
    ChannelTimes times,
    long weightMicros,
    int tier,
    long bound,
    HandleLevel level,
    long factorMicros) {

  /// Values this close together share a kind, so a weight is off by 7 % at most.
  private static final double VALUE_STEP = 1.15;

  /// What decides the kind.
  ///
  /// @param ring how far the search has widened
  /// @param handleStep see [HandleTimes#step]
  /// @param known somebody said how long it takes, so what is learnt changes nothing
  record Key(
      long version,
      int ring,
      QueueId queue,
      ChannelId channel,
      Requirement requirement,
      Urgency urgency,
      int valueStep,
      int handleStep,
      boolean known) {
    static Key of(Contact contact, long version, int ring, int handleStep) {
      Errand errand = contact.errand();
      return new Key(
          version,
          ring,
          contact.queue(),
          contact.channel(),
          contact.requirement(),
          contact.urgency(),
          step(contact.value()),
          handleStep,
          errand != null && errand.expectedHandle() > 0);
    }

    private static int step(double value) {
      return value == 1
          ? 0
          : (int) StrictMath.rint(StrictMath.log(value) / StrictMath.log(VALUE_STEP));
    }

    double value() {
      return StrictMath.pow(VALUE_STEP, valueStep);
    }
  }

  /// Agents ask for these; they are not offered.
  boolean pulled() {
    return queue.rules().handout() == QueueRules.Handout.PULL;
  }

  /// How long it has waited since it might be offered at all.
  long sinceDue(long waited) {
    return Math.max(0, waited - rules.deferFor());
  }

  /// Milliseconds this contact is expected to take an agent of this speed.
  long handleMillis(long speedMicros) {
    return level.millisOf(factorMicros, speedMicros);
  }

  /// Milliseconds this contact is expected to take an agent of full speed.
  long expectedHandle() {
    return Math.max(1, level.millis * factorMicros / 1_000_000);
  }
}
