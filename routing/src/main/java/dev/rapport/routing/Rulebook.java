package dev.rapport.routing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A plan made ready for looking things up. Changes only by being replaced.
final class Rulebook {
  private static final long MICROS = 1_000_000;

  private final Plan plan;
  private final Map<QueueId, ContactQueue> queues = new LinkedHashMap<>();
  private final Map<ChannelId, Integer> channels = new LinkedHashMap<>();
  private final Map<String, Integer> skills = new LinkedHashMap<>();
  private final Map<ContactKind.Key, ContactKind> kinds = new LinkedHashMap<>();
  private final Map<AgentKind.Key, AgentKind> agentKinds = new LinkedHashMap<>();
  private final Map<NeedKey, Need> needs = new LinkedHashMap<>();
  private final Map<LevelKey, HandleLevel> levels = new LinkedHashMap<>();
  private final HandleTimes handleTimes;
  private final Policy byValue;

  private record NeedKey(QueueId queue, Requirement requirement) {}

  private record LevelKey(QueueId queue, ChannelId channel) {}

  Rulebook(Plan plan, HandleTimes handleTimes) {
    this.plan = plan;
    this.handleTimes = handleTimes;
    plan.queues().forEach(queue -> queues.put(queue.id(), queue));
    plan.channels().forEach(rules -> channels.put(rules.channel(), channels.size()));
    plan.skills().forEach(skill -> skills.put(skill, skills.size()));
    byValue = new ValueWeighted(plan.policy());
  }

  Plan plan() {
    return plan;
  }

  boolean knows(QueueId id) {
    return queues.containsKey(id);
  }

  @Nullable ContactQueue queue(QueueId id) {
    return queues.get(id);
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
  /// @param handleStep see [#handleStep]
  ContactKind kind(Contact contact, int handleStep) {
    return kinds.computeIfAbsent(ContactKind.Key.of(contact, handleStep), this::newKind);
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
    return Check.present(queues.get(id), "a queue that the plan has").expectedHandle();
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
    ContactQueue queue = Check.present(queues.get(key.queue()), "a queue that the plan has");
    int channel = channelIndex(key.channel());
    ChannelRules rules = plan.channels().get(channel);
    ChannelTimes times = times(queue, rules);
    double weight = StrictMath.pow(key.value(), plan.policy().gamma());
    int step = boundStep(key.value());
    int tiers = plan.policy().bounds().size();
    return new ContactKind(
        kinds.size(),
        need(queue, key.requirement()),
        policy(queue.policy()),
        channel,
        rules,
        times,
        Math.round(weight * key.urgency().micros()),
        key.urgency().rank() * tiers + (tiers - 1 - step),
        rules.deferrable() ? times.target() : plan.policy().bounds().get(step).millis(),
        levelOf(key),
        HandleTimes.factorMicros(key.handleStep()));
  }

  private Need need(ContactQueue queue, Requirement requirement) {
    return needs.computeIfAbsent(
        new NeedKey(queue.id(), requirement),
        key -> Need.of(needs.size(), queue, requirement, skills));
  }

  private static ChannelTimes times(ContactQueue queue, ChannelRules rules) {
    for (ContactQueue.OwnTimes own : queue.ownTimes()) {
      if (own.channel().equals(rules.channel())) {
        return own.times();
      }
    }
    return rules.times();
  }

  private Policy policy(PolicyName name) {
    return switch (name) {
      case DEFAULT -> byValue;
      case STRICT -> new StrictPriority();
      case FIFO -> new FirstComeFirstServed();
    };
  }

  private int boundStep(double value) {
    List<PolicySettings.WaitBound> bounds = plan.policy().bounds();
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
