package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an agent can have at once: capacity 6, a call weighs 6 and stands alone, the rest weigh 2.
class CapacityTest {

  @DisplayName("P8, P9: an agent never has more than the capacity, nor anything beside a call")
  @ParameterizedTest(name = "having {0}, another {1}: {2}")
  @CsvSource(
      textBlock =
          """
          '',                phone, yes
          phone,             phone, no
          phone,             chat,  no
          chat,              phone, no
          chat,              chat,  yes
          chat email,        form,  yes
          chat chat,         chat,  yes
          chat chat chat,    chat,  no
          chat chat email,   form,  no
          email email email, chat,  no
          """)
  void hasRoom(String having, String another, String room) {
    Floor floor = new Floor().agent("ana", "sales").available("ana");
    int n = 0;
    for (String channel : having.isEmpty() ? new String[0] : having.split(" ")) {
      String id = "c" + n++;
      floor.arrives(Floor.contact(id, new ChannelId(channel), "sales")).accepted(id);
    }
    floor.arrives(Floor.contact("next", new ChannelId(another), "sales"));
    assertThat(floor.where("next")).isEqualTo(room.equals("yes") ? "offered ana" : "waiting");
  }

  @DisplayName("P9: an offer and a wrap-up use capacity like a contact")
  @ParameterizedTest(name = "a call that is {0}")
  @CsvSource({"offered", "assigned", "wrapup"})
  void everyStateUsesCapacity(String state) {
    Floor floor = new Floor().agent("ana", "sales").available("ana").call("c", "sales");
    if (!state.equals("offered")) {
      floor.accepted("c");
    }
    if (state.equals("wrapup")) {
      floor.does(new Command.Finish(new ContactId("c"), new AgentId("ana")));
    }
    assertThat(floor.call("next", "sales").where("next")).isEqualTo("waiting");
    assertThat(floor.agentView("ana").used()).isEqualTo(6);
  }

  @DisplayName("P9: wrap-up is honoured in all of an agent's queues")
  @ParameterizedTest(name = "a {0} for the other queue")
  @CsvSource({"phone", "chat"})
  void wrapUpIsHonouredInAllQueues(String channel) {
    Floor floor = new Floor().agent("ana", "sales", "help").available("ana");
    floor.call("c", "sales").accepted("c");
    floor.does(new Command.Finish(new ContactId("c"), new AgentId("ana")));
    floor.arrives(Floor.contact("next", new ChannelId(channel), "help"));
    assertThat(floor.after(59).where("next")).isEqualTo("waiting");
    assertThat(floor.after(1).where("next")).isEqualTo("offered ana");
  }

  @DisplayName("P9: a channel's own cap holds below capacity")
  @ParameterizedTest(name = "cap {0}, having {1} chats: {2}")
  @CsvSource({"0, 0, no", "1, 0, yes", "1, 1, no", "2, 1, yes", "2, 2, no"})
  void capHolds(int cap, int having, String room) {
    Floor floor =
        new Floor()
            .agent(
                AgentProfile.of("ana", "Ana", new SkillLevel("sales", 80))
                    .capped(new AgentProfile.Cap(ChannelId.CHAT, cap)))
            .available("ana");
    for (int i = 0; i < having; i++) {
      floor.chat("c" + i, "sales").accepted("c" + i);
    }
    assertThat(floor.chat("next", "sales").where("next"))
        .isEqualTo(room.equals("yes") ? "offered ana" : "waiting");
    assertThat(floor.email("mail", "sales").where("mail")).isEqualTo("offered ana");
  }
}
