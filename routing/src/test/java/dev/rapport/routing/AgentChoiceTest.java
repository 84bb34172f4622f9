package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Of several free agents, who is offered the contact.
class AgentChoiceTest {

  private static AgentProfile agent(String id, SkillLevel... skills) {
    return AgentProfile.of(id, id, skills);
  }

  private static SkillLevel skill(String name, int level) {
    return new SkillLevel(name, level);
  }

  @Test
  @DisplayName("P14: nobody is offered what they cannot do")
  void nobodyIsOfferedWhatTheyCannotDo() {
    Floor floor =
        new Floor()
            .queues(ContactQueue.of("sales", "Sales", Requirement.atLeast("sales", 50)))
            .agent(agent("low", skill("sales", 49)))
            .agent(agent("none", skill("help", 90)))
            .available("low", "none")
            .call("c", "sales");
    assertThat(floor.where("c")).isEqualTo("waiting");
    floor.agent(agent("good", skill("sales", 50))).available("good");
    assertThat(floor.where("c")).isEqualTo("offered good");
  }

  @Test
  void betweenEqualsTheLongestIdle() {
    Floor floor = new Floor().agent("ana", "sales").agent("ben", "sales");
    floor.available("ben").after(10).available("ana").after(10).call("c", "sales");
    assertThat(floor.where("c")).isEqualTo("offered ben");
  }

  @Test
  void theFasterOne() {
    Floor floor =
        new Floor()
            .agent(agent("slow", skill("sales", 40)))
            .agent(agent("fast", skill("sales", 95)));
    floor.available("slow").after(600).available("fast").call("c", "sales");
    assertThat(floor.where("c")).isEqualTo("offered fast");
  }

  @Test
  void theCustomersOwnAgentWhenFreeAndAnotherWhenNot() {
    Floor floor = new Floor().agent("ana", "sales").agent("ben", "sales").available("ana", "ben");
    Contact mine =
        Floor.contact("c", ChannelId.PHONE, "sales")
            .of(new CustomerKey("k"), 1, new AgentId("ben"));
    assertThat(floor.arrives(mine).where("c")).isEqualTo("offered ben");
    Contact again =
        Floor.contact("d", ChannelId.PHONE, "sales")
            .of(new CustomerKey("k"), 1, new AgentId("ben"));
    assertThat(floor.arrives(again).where("d")).isEqualTo("offered ana");
  }

  @Test
  void theOneWhoseOtherSkillsAreNotNeededElsewhere() {
    Floor floor = new Floor().agent("both", "sales", "help").agent("one", "sales");
    floor.available("both").after(600).available("one").call("c", "sales");
    assertThat(floor.where("c")).isEqualTo("offered one");
  }

  @Test
  void chatsAreSpreadBeforeAnybodyGetsASecond() {
    Floor floor = new Floor().agent("ana", "sales").agent("ben", "sales").available("ana", "ben");
    floor.chat("a", "sales").accepted("a").chat("b", "sales").accepted("b");
    assertThat(floor.view("a").holder()).isNotEqualTo(floor.view("b").holder());
  }

  @Test
  void onlyAgentsOfTheQueueWhenTheyAreAssignedToQueues() {
    Floor floor = new Floor().agent(agent("ana").in(new QueueId("help"))).agent(agent("ben"));
    floor.available("ana").after(60).call("c", "all");
    assertThat(floor.where("c")).isEqualTo("waiting");
    assertThat(floor.available("ben").where("c")).isEqualTo("offered ben");
  }

  @Test
  @DisplayName("P12: whoever becomes able to take a waiting contact is offered it at once")
  void everyWayOfBecomingAbleIsATrigger() {
    Floor floor = new Floor().agent("ana", "help").available("ana").call("c", "sales");
    assertThat(floor.where("c")).isEqualTo("waiting");
    assertThat(floor.agent("ana", "help", "sales").where("c")).isEqualTo("offered ana");
  }

  @Test
  @DisplayName("Lunch after this one: no new contact, and away when the last has ended")
  void lunchAfterThisOne() {
    Floor floor =
        new Floor().agent("ana", "sales").available("ana").chat("c", "sales").accepted("c");
    floor.does(new Command.SetNextPresence(new AgentId("ana"), Presence.away("lunch")));
    assertThat(floor.chat("d", "sales").where("d")).isEqualTo("waiting");
    floor.ended("c");
    assertThat(floor.agentView("ana").presence()).isEqualTo(Presence.away("lunch"));
    assertThat(floor.where("d")).isEqualTo("waiting");
  }
}
