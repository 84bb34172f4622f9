package dev.rapport.routing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A plan made ready for looking things up. Changes only by being replaced.
final class Rulebook {
  private static final long MICROS = 1_000_000;

  private final Plan plan;
  private final List<Plan> kept;
  private final Map<Long, Edition> editions = new LinkedHashMap<>();
  private final Edition present;
  private final boolean hasSteps;
  private final Map<ChannelId, Integer> channels = new LinkedHashMap<>();
  private final Map<String, Integer> skills = new LinkedHashMap<>();
  private final Map<ContactKind.Key, ContactKind> kinds = new LinkedHashMap<>();
  private final Map<AgentKind.Key, AgentKind> agentKinds = new LinkedHashMap<>();
  private final Map<NeedKey, Need> needs = new LinkedHashMap<>();
  private final Map<LevelKey, HandleLevel> levels = new LinkedHashMap<>();
  private final HandleTimes handleTimes;

  private record NeedKey(QueueId queue, Requirement requirement) {}

  private record LevelKey(QueueId queue, ChannelId channel) {}

  /// One version of the plan.
  private record Edition(Plan plan, Map<QueueId, ContactQueue> queues, Policy byValue) {
    static Edition of(Plan plan) {
      Map<QueueId, ContactQueue> queues = new LinkedHashMap<>();
      plan.queues().forEach(queue -> queues.put(queue.id(), queue));
      return new Edition(plan, queues, new ValueWeighted(plan.policy()));
    }
  }

  /// @param kept earlier plans under which some contacts still go
  Rulebook(Plan plan, List<Plan> kept, HandleTimes handleTimes) {
    this.plan = plan;
    this.kept = kept;
    this.handleTimes = handleTimes;
    kept.forEach(earlier -> editions.put(earlier.version(), Edition.of(earlier)));
    present = Edition.of(plan);
    editions.put(plan.version(), present);
    hasSteps =
        editions.values().stream()
            .anyMatch(edition -> edition.plan().queues().stream().anyMatch(Rulebook::steps));
    plan.channels().forEach(rules -> channels.put(rules.channel(), channels.size()));
    plan.skills().forEach(skill -> skills.put(skill, skills.size()));
  }

  Plan plan() {
    return plan;
  }

  /// Some queue widens its search, or gives contacts away when nobody is there.
  boolean hasSteps() {
    return hasSteps;
  }

  private static boolean steps(ContactQueue queue) {
    QueueRules.AfterWait after = queue.rules().afterWait();
    return !queue.rules().rings().isEmpty() || (after != null && after.atOnceWhenNobody());
  }

  List<Plan> kept() {
    return kept;
  }

  boolean knows(QueueId id) {
    return present.queues().containsKey(id);
  }

  @Nullable ContactQueue queue(QueueId id) {
    return present.queues().get(id);
  }

  private Edition edition(long version) {
    return Check.present(editions.get(version), "the rules of plan " + version);
  }

  boolean knows(ChannelId channel) {
    return channels.containsKey(channel);
  }

  Map<String, Integer> skills() {
    return skills;
  }

  private int channelIndex(ChannelId channel) {
    Integer index = channels.get(channel);
    return Check.present(index, "a channel that the plan has");
  }

  /// The same kind for agents who are alike.
  AgentKind kind(AgentProfile profile) {
    return agentKinds.computeIfAbsent(
        AgentKind.Key.of(profile),
        key -> new AgentKind(agentKinds.size(), key, plan.channels(), skills));
  }

  /// The same kind for contacts that are alike.
  ///
  /// @param version of the plan it goes under
  /// @param ring how far the search has widened
  /// @param handleStep see [#handleStep]
  ContactKind kind(Contact contact, long version, int ring, int handleStep) {
    return kinds.computeIfAbsent(
        ContactKind.Key.of(contact, version, ring, handleStep), this::newKind);
  }

  /// How much longer than an ordinary one the contact is expected to take, as far as is known now.
  int handleStep(Contact contact) {
    Errand errand = contact.errand();
    if (errand != null && errand.expectedHandle() > 0) {
      return HandleTimes.stepOf((double) errand.expectedHandle() / planned(contact.queue()));
    }
    return plan.policy().learnsHandleTimes() ? handleTimes.step(contact) : 0;
  }

  private long planned(QueueId id) {
    return Check.present(present.queues().get(id), "a queue that the plan has").expectedHandle();
  }

  /// Learns from a contact that was finished.
  ///
  /// @param work milliseconds at full speed
  void learn(Contact contact, double work) {
    long planned = planned(contact.queue());
    handleTimes.learn(contact, work, planned);
    HandleLevel level = levels.get(new LevelKey(contact.queue(), contact.channel()));
    if (level != null) {
      level.millis = level(contact.queue(), contact.channel());
    }
  }

  private long level(QueueId queue, ChannelId channel) {
    return plan.policy().learnsHandleTimes()
        ? handleTimes.level(queue, channel, planned(queue))
        : planned(queue);
  }

  private HandleLevel levelOf(ContactKind.Key key) {
    return key.known()
        ? new HandleLevel(planned(key.queue()))
        : levels.computeIfAbsent(
            new LevelKey(key.queue(), key.channel()),
            place -> new HandleLevel(level(place.queue(), place.channel())));
  }

  int kindCount() {
    return kinds.size();
  }

  private ContactKind newKind(ContactKind.Key key) {
    Edition edition = edition(key.version());
    PolicySettings dials = edition.plan().policy();
    ContactQueue queue =
        Check.present(edition.queues().get(key.queue()), "a queue that the plan has");
    ChannelRules rules = rules(edition.plan(), key.channel());
    ChannelTimes times = times(queue, rules);
    double weight = StrictMath.pow(key.value(), dials.gamma());
    int step = boundStep(dials, key.value());
    int tiers = dials.bounds().size();
    return new ContactKind(
        kinds.size(),
        key.version(),
        queue,
        need(queue, key),
        policy(queue.policy(), edition),
        channelIndex(key.channel()),
        rules,
        times,
        Math.round(weight * key.urgency().micros()),
        key.urgency().rank() * tiers + (tiers - 1 - step),
        rules.deferrable() ? times.target() : dials.bounds().get(step).millis(),
        levelOf(key),
        HandleTimes.factorMicros(key.handleStep()));
  }

  /// The channel as that version has it; only what it takes from an agent is the present plan's,
  /// since agents are always those of the present plan.
  private ChannelRules rules(Plan edition, ChannelId channel) {
    ChannelRules now = plan.channels().get(channelIndex(channel));
    for (ChannelRules then : edition.channels()) {
      if (then.channel().equals(channel)) {
        return new ChannelRules(
            channel,
            now.weight(),
            now.exclusive(),
            then.deferrable(),
            then.deferFor(),
            then.times(),
            now.interrupts());
      }
    }
    throw new IllegalStateException("plan " + edition.version() + " to have channel " + channel);
  }

  private Need need(ContactQueue queue, ContactKind.Key key) {
    Requirement both = Requirement.allOf(queue.requirement(), key.requirement());
    Requirement wide = Relaxation.of(both, queue.rules().rings(), key.ring());
    return needs.computeIfAbsent(
        new NeedKey(queue.id(), wide), made -> Need.of(needs.size(), made.queue(), wide, skills));
  }

  private static ChannelTimes times(ContactQueue queue, ChannelRules rules) {
    for (ContactQueue.OwnTimes own : queue.ownTimes()) {
      if (own.channel().equals(rules.channel())) {
        return own.times();
      }
    }
    return rules.times();
  }

  private static Policy policy(PolicyName name, Edition edition) {
    return switch (name) {
      case DEFAULT -> edition.byValue();
      case STRICT -> new StrictPriority();
      case FIFO -> new FirstComeFirstServed();
    };
  }

  private static int boundStep(PolicySettings dials, double value) {
    List<PolicySettings.WaitBound> bounds = dials.bounds();
    for (int i = 0; i < bounds.size(); i++) {
      if (value >= bounds.get(i).fromValue()) {
        return i;
      }
    }
    return bounds.size() - 1;
  }

  /// A dial of the plan, in millionths.
  static long micros(double dial) {
    return Math.round(dial * MICROS);
  }
}
