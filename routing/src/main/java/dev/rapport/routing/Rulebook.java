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

  private record NeedKey(QueueId queue, Requirement requirement) {}

  /// One version of the plan.
  private record Edition(Plan plan, Map<QueueId, ContactQueue> queues, Policy byValue) {
    static Edition of(Plan plan) {
      Map<QueueId, ContactQueue> queues = new LinkedHashMap<>();
      plan.queues().forEach(queue -> queues.put(queue.id(), queue));
      return new Edition(plan, queues, new ValueWeighted(plan.policy()));
    }
  }

  /// @param kept earlier plans under which some contacts still go
  Rulebook(Plan plan, List<Plan> kept) {
    this.plan = plan;
    this.kept = kept;
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
  ContactKind kind(Contact contact, long version, int ring) {
    return kinds.computeIfAbsent(ContactKind.Key.of(contact, version, ring), this::newKind);
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
        queue.expectedHandle());
  }

  private static ChannelRules rules(Plan plan, ChannelId channel) {
    for (ChannelRules rules : plan.channels()) {
      if (rules.channel().equals(channel)) {
        return rules;
      }
    }
    throw new IllegalStateException("plan " + plan.version() + " to have channel " + channel);
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
