package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;

/// What an agent can do and how much at once.
///
/// @param queues only contacts of these; empty for every queue the agent has the skills for
/// @param capacity units; a contact uses its channel's weight
/// @param caps at most so many contacts of a channel; a cap of 0 means never. A channel without a
///   cap is bounded by capacity alone
public record AgentProfile(
    AgentId id,
    String name,
    List<SkillLevel> skills,
    List<QueueId> queues,
    int capacity,
    List<Cap> caps) {

  public static final int DEFAULT_CAPACITY = 6;

  public AgentProfile {
    skills = List.copyOf(skills);
    queues = List.copyOf(queues);
    caps = List.copyOf(caps);
  }

  /// At most so many contacts of this channel at once.
  public record Cap(ChannelId channel, int most) {}

  /// An agent with the default capacity, for every queue the skills allow.
  public static AgentProfile of(String id, String name, SkillLevel... skills) {
    return new AgentProfile(
        new AgentId(id), name, List.of(skills), List.of(), DEFAULT_CAPACITY, List.of());
  }

  public AgentProfile in(QueueId... queues) {
    return new AgentProfile(id, name, skills, List.of(queues), capacity, caps);
  }

  public AgentProfile withCapacity(int capacity) {
    return new AgentProfile(id, name, skills, queues, capacity, caps);
  }

  public AgentProfile capped(Cap... caps) {
    return new AgentProfile(id, name, skills, queues, capacity, List.of(caps));
  }

  public AgentProfile withSkills(List<SkillLevel> skills) {
    return new AgentProfile(id, name, skills, queues, capacity, caps);
  }

  public AgentProfile withQueues(List<QueueId> queues) {
    return new AgentProfile(id, name, skills, queues, capacity, caps);
  }

  /// Never again anything of these channels.
  AgentProfile without(List<ChannelId> channels) {
    if (channels.isEmpty()) {
      return this;
    }
    List<Cap> closed = new ArrayList<>(caps);
    channels.forEach(channel -> closed.add(new Cap(channel, 0)));
    return new AgentProfile(id, name, skills, queues, capacity, closed);
  }

  /// With only the skills that are valid at a moment.
  AgentProfile at(long moment) {
    boolean all = true;
    for (SkillLevel skill : skills) {
      all &= skill.validAt(moment);
    }
    return all ? this : withSkills(skills.stream().filter(own -> own.validAt(moment)).toList());
  }
}
