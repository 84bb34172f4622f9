package dev.rapport.gateway;

import dev.rapport.gateway.settings.Settings;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentProfile;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ChannelRules;
import dev.rapport.routing.ChannelTimes;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.Plan;
import dev.rapport.routing.PolicySettings.HandleTimesFrom;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.QueueRules;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.SkillLevel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The settings' queues and agents as a plan of the core.
final class PlanOfSettings {
  private static final long SECOND = 1_000;

  /// Everything weighs one, so that a capacity of three means three; a call is alone by being
  /// exclusive.
  private static final List<ChannelRules> CHANNELS =
      ChannelRules.DEFAULTS.stream()
          .map(c ->
              new ChannelRules(
                  c.channel(), 1, c.exclusive(), c.deferrable(), c.deferFor(), c.times()))
          .toList();

  private PlanOfSettings() {}

  /// @param phones agents who have a phone; null when calls do not come in
  static Plan plan(long version, Settings.Staffing staffing, @Nullable Set<String> phones) {
    List<String> skills =
        Stream.concat(
                staffing.queues().stream().flatMap(PlanOfSettings::skills),
                Stream.concat(
                    staffing.agents().stream().flatMap(a -> a.skills().keySet().stream()),
                    staffing.intents().stream().flatMap(i -> i.skills().keySet().stream())))
            .distinct()
            .sorted()
            .toList();
    Plan plan =
        Plan.of(
                version,
                skills,
                staffing.queues().stream().map(PlanOfSettings::queue).toList(),
                staffing.agents().stream().map(a -> agent(a, phones)).toList())
            .withChannels(channels(staffing.interrupts()));
    // What is usual is left out, so that a plan of an earlier version is the same plan.
    return staffing.handleTimes() == HandleTimesFrom.LEARNT
        ? plan
        : plan.with(plan.policy().with(staffing.handleTimes()));
  }

  private static List<ChannelRules> channels(Map<String, List<String>> interrupts) {
    return CHANNELS.stream()
        .map(rules ->
            rules.interrupting(
                interrupts.getOrDefault(rules.channel().value(), List.of()).stream()
                    .map(ChannelId::new)
                    .toArray(ChannelId[]::new)))
        .toList();
  }

  /// Whether the settings say anything the present plan does not.
  static boolean differs(Plan present, Settings.Staffing staffing, @Nullable Set<String> phones) {
    return !plan(present.version(), staffing, phones).equals(present);
  }

  /// Every skill a queue names.
  static Stream<String> skills(Settings.Queue queue) {
    return Stream.concat(
        queue.skills().keySet().stream(),
        Stream.concat(
            queue.rules().neverRelaxed().stream(),
            queue.rules().rings().stream()
                .flatMap(ring -> ring.relaxed().stream().map(QueueRules.Relaxed::skill))));
  }

  static ContactQueue queue(Settings.Queue queue) {
    return new ContactQueue(
        new QueueId(queue.id()),
        queue.name(),
        requirement(queue.skills()),
        queue.policy(),
        queue.maxWaiting(),
        SECOND * queue.handleSeconds(),
        CHANNELS.stream()
            .map(channel -> new ContactQueue.OwnTimes(channel.channel(), times(channel, queue)))
            .toList(),
        queue.rules());
  }

  private static ChannelTimes times(ChannelRules rules, Settings.Queue queue) {
    ChannelTimes usual = rules.times();
    // Who talks on the phone goes on talking while a page is loaded anew.
    boolean call = rules.channel().equals(ChannelId.PHONE);
    return new ChannelTimes(
        SECOND * queue.targetSeconds(),
        SECOND * queue.offerSeconds(),
        SECOND
            * queue.wrapUpByChannel().getOrDefault(rules.channel().value(), queue.wrapUpSeconds()),
        usual.customerGrace(),
        call ? ChannelTimes.KEEP : usual.agentGrace(),
        usual.maxWait(),
        usual.maxHandle());
  }

  private static Requirement requirement(Map<String, Integer> skills) {
    return Requirement.allOf(
        skills.entrySet().stream()
            .map(skill -> Requirement.atLeast(skill.getKey(), skill.getValue()))
            .toArray(Requirement[]::new));
  }

  /// Whoever has no phone is not offered calls.
  private static List<AgentProfile.Cap> caps(Settings.Agent agent, @Nullable Set<String> phones) {
    var caps = new TreeMap<>(agent.caps());
    if (phones != null && !phones.contains(agent.id())) {
      caps.put(ChannelId.PHONE.value(), 0);
    }
    return caps.entrySet().stream()
        .map(cap -> new AgentProfile.Cap(new ChannelId(cap.getKey()), cap.getValue()))
        .toList();
  }

  private static AgentProfile agent(Settings.Agent agent, @Nullable Set<String> phones) {
    return new AgentProfile(
        new AgentId(agent.id()),
        agent.name(),
        agent.skills().entrySet().stream()
            .map(skill ->
                new SkillLevel(
                    skill.getKey(), skill.getValue(), agent.skillDates().get(skill.getKey())))
            .toList(),
        agent.queues().stream().map(QueueId::new).toList(),
        agent.capacity(),
        caps(agent, phones));
  }
}
