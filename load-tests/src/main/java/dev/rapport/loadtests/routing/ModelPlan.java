package dev.rapport.loadtests.routing;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentProfile;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ChannelRules;
import dev.rapport.routing.ChannelTimes;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.Plan;
import dev.rapport.routing.PolicySettings;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.SkillLevel;
import java.util.ArrayList;
import java.util.List;

/// A [ReferenceModel] as a plan of the product: a queue and a skill for each type.
///
/// The models take the longest waiting first, and groups in a fixed order. That is the default
/// policy with bounds of a moment, so that everybody goes by age, and with agents of the first
/// group at full level and of the next a little below.
final class ModelPlan {
  private static final long FOR_EVER = 1L << 50;
  private static final int LEVEL = 100;
  private static final int STEP = 20;

  private ModelPlan() {}

  static AgentId agent(int group, int place) {
    return new AgentId("g" + group + "-" + place);
  }

  static int group(AgentId agent) {
    return Integer.parseInt(agent.value().substring(1, agent.value().indexOf('-')));
  }

  static int place(AgentId agent) {
    return Integer.parseInt(agent.value().substring(agent.value().indexOf('-') + 1));
  }

  static Plan of(ReferenceModel model) {
    List<String> skills = new ArrayList<>();
    List<ContactQueue> queues = new ArrayList<>();
    for (int type = 0; type < model.types(); type++) {
      skills.add("s" + type);
      queues.add(
          ContactQueue.of("q" + type, "Type " + type, Requirement.atLeast("s" + type, 1))
              .withMaxSize(model.room()));
    }
    return new Plan(1, skills, List.of(voice()), queues, agents(model), byAge());
  }

  private static ChannelRules voice() {
    ChannelTimes times =
        new ChannelTimes(20_000, FOR_EVER, 0, FOR_EVER, ChannelTimes.KEEP, FOR_EVER, FOR_EVER);
    return new ChannelRules(ChannelId.PHONE, 6, true, false, 0, times);
  }

  private static PolicySettings byAge() {
    return new PolicySettings(
        0,
        0,
        List.of(new PolicySettings.WaitBound(0, 1)),
        new PolicySettings.AgentChoice(1, 0, 0, 0, 0, 0),
        0,
        0,
        PolicySettings.HandleTimesFrom.PLAN);
  }

  private static List<AgentProfile> agents(ReferenceModel model) {
    List<AgentProfile> agents = new ArrayList<>();
    for (int g = 0; g < model.agents().size(); g++) {
      List<SkillLevel> own = new ArrayList<>();
      for (int type = 0; type < model.types(); type++) {
        List<Integer> groups = model.groups().get(type);
        for (int order = 0; order < groups.size(); order++) {
          if (groups.get(order) == g) {
            own.add(new SkillLevel("s" + type, LEVEL - STEP * order));
          }
        }
      }
      for (int i = 0; i < model.most(g); i++) {
        agents.add(AgentProfile.of(agent(g, i).value(), "Agent", own.toArray(SkillLevel[]::new)));
      }
    }
    return agents;
  }
}
