package dev.rapport.routing;

import java.util.List;

/// How the centre is set up: one version of everything that can be changed while it runs. Queues,
/// agents and channels each have an id of their own; a plan with [problems][PlanCheck] is refused.
///
/// @param version rises with every save
/// @param skills every skill there is; a requirement or an agent may name no other
public record Plan(
    long version,
    List<String> skills,
    List<ChannelRules> channels,
    List<ContactQueue> queues,
    List<AgentProfile> agents,
    PolicySettings policy) {

  /// What a core has before its first [Command.SavePlan].
  public static final Plan EMPTY =
      new Plan(0, List.of(), ChannelRules.DEFAULTS, List.of(), List.of(), PolicySettings.DEFAULTS);

  public Plan {
    skills = List.copyOf(skills);
    channels = List.copyOf(channels);
    queues = List.copyOf(queues);
    agents = List.copyOf(agents);
  }

  /// A plan with default channels and policy.
  public static Plan of(
      long version, List<String> skills, List<ContactQueue> queues, List<AgentProfile> agents) {
    return new Plan(
        version, skills, ChannelRules.DEFAULTS, queues, agents, PolicySettings.DEFAULTS);
  }

  public Plan version(long version) {
    return new Plan(version, skills, channels, queues, agents, policy);
  }

  public Plan with(PolicySettings policy) {
    return new Plan(version, skills, channels, queues, agents, policy);
  }

  public Plan withChannels(List<ChannelRules> channels) {
    return new Plan(version, skills, channels, queues, agents, policy);
  }

  public Plan withAgents(List<AgentProfile> agents) {
    return new Plan(version, skills, channels, queues, agents, policy);
  }

  /// With one agent changed.
  Plan with(AgentProfile changed) {
    return withAgents(
        agents.stream().map(agent -> agent.id().equals(changed.id()) ? changed : agent).toList());
  }
}
