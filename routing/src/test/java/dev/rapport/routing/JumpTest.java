package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Each jump over an older contact is told with its price.
class JumpTest {
  private static Floor floor() {
    return new Floor().agent("ana", "sales").available("ana").away("ana");
  }

  private static Decision.Jump over(String contact, long seconds) {
    return new Decision.Jump(new ContactId(contact), seconds * 1_000);
  }

  @Test
  void namesWhoWaitedLongerAndByHowMuch() {
    Floor floor = floor().call("a", "sales").after(20).call("b", "sales").after(10);
    floor.arrives(Floor.call("gold", "sales", 100)).after(5).available("ana");
    assertThat(floor.where("gold")).isEqualTo("offered ana");
    assertThat(floor.decision("gold").jumps()).containsExactly(over("a", 30), over("b", 10));
    assertThat(floor.decision("gold").longest()).isEqualTo(over("a", 30));
  }

  @Test
  void theOldestIsNamedEvenAmongMany() {
    Floor floor = floor().arrives(Floor.contact("mail", ChannelId.EMAIL, "sales")).after(60);
    for (int i = 0; i < 9; i++) {
      floor.arrives(Floor.call("gold" + i, "sales", 100)).after(1);
    }
    floor.available("ana");
    Decision decision = floor.decision("gold0");
    assertThat(decision.contacts()).hasSize(5);
    assertThat(decision.jumps()).isEqualTo(List.of(over("mail", 60)));
  }

  @Test
  void whoGoesInTurnJumpsOverNobody() {
    Floor floor = floor().call("a", "sales").after(20).call("b", "sales").available("ana");
    assertThat(floor.decision("a").jumps()).isEmpty();
    assertThat(floor.decision("a").longest()).isNull();
  }
}
