package dev.rapport.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.gateway.desk.DeskFrame.Malformed;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.Destination;
import dev.rapport.routing.Presence;
import dev.rapport.routing.QueueId;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeskFrameTest {
  private static DeskFrame read(String json) throws Malformed {
    return DeskFrame.read(new JsonObject(json));
  }

  @Test
  void everyCommandIsRead() throws Malformed {
    assertThat(read("{\"type\":\"accept\",\"id\":\"1\",\"offer\":7}"))
        .isEqualTo(new DeskFrame.Accept("1", 7));
    assertThat(read("{\"type\":\"decline\",\"id\":\"1\",\"offer\":7,\"reason\":\"busy\"}"))
        .isEqualTo(new DeskFrame.Decline("1", 7, "busy"));
    assertThat(read("{\"type\":\"reply\",\"id\":\"1\",\"contact\":\"c\",\"text\":\"hi\"}"))
        .isEqualTo(new DeskFrame.Reply("1", "c", "hi"));
    assertThat(read("{\"type\":\"finish\",\"id\":\"1\",\"contact\":\"c\"}"))
        .isEqualTo(new DeskFrame.Finish("1", "c"));
    assertThat(read("{\"type\":\"complete\",\"id\":\"1\",\"contact\":\"c\",\"note\":\"\"}"))
        .isEqualTo(new DeskFrame.Complete("1", "c", null, null));
    assertThat(
            read("{\"type\":\"presence\",\"id\":\"1\",\"presence\":\"away\",\"reason\":\"lunch\"}"))
        .isEqualTo(new DeskFrame.SetPresence("1", Presence.away("lunch"), false));
    assertThat(
            read(
                "{\"type\":\"presence\",\"id\":\"1\",\"presence\":\"offline\",\"when\":\"after\"}"))
        .isEqualTo(new DeskFrame.SetPresence("1", Presence.offline(), true));
  }

  @Test
  void everyCommandOfTransfersAndCallbacksIsRead() throws Malformed {
    Destination help = new Destination.ToQueue(new QueueId("help"));
    Destination ben = new Destination.ToAgent(new AgentId("ben"));
    String id = "\"id\":\"1\",\"contact\":\"c\"";
    assertThat(read("{\"type\":\"transfer\"," + id + ",\"queue\":\"help\",\"why\":\"w\"}"))
        .isEqualTo(new DeskFrame.Transfer("1", "c", help, "w"));
    assertThat(read("{\"type\":\"consult\"," + id + ",\"agent\":\"ben\",\"why\":\"w\"}"))
        .isEqualTo(new DeskFrame.Consult("1", "c", ben, "w"));
    assertThat(read("{\"type\":\"end_consult\"," + id + "}"))
        .isEqualTo(new DeskFrame.EndConsult("1", "c"));
    assertThat(read("{\"type\":\"hand_over\"," + id + "}"))
        .isEqualTo(new DeskFrame.HandOver("1", "c"));
    assertThat(read("{\"type\":\"dial\"," + id + "}")).isEqualTo(new DeskFrame.Dial("1", "c"));
    assertThat(read("{\"type\":\"extend_wrap_up\"," + id + ",\"seconds\":30,\"why\":\"w\"}"))
        .isEqualTo(new DeskFrame.ExtendWrapUp("1", "c", 30, "w"));
    assertThat(read("{\"type\":\"pull\",\"id\":\"1\"}")).isEqualTo(new DeskFrame.Pull("1", null));
    assertThat(read("{\"type\":\"unreachable\",\"id\":\"1\",\"offer\":7,\"reason\":\"off\"}"))
        .isEqualTo(new DeskFrame.Unreachable("1", 7, "off"));
  }

  @Test
  void aDeclineWithoutAReasonSaysSo() throws Malformed {
    assertThat(read("{\"type\":\"decline\",\"id\":\"1\",\"offer\":7}"))
        .isEqualTo(new DeskFrame.Decline("1", 7, "no reason given"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\":7}",
        "{\"type\":\"juggle\",\"id\":\"1\"}",
        "{\"type\":\"accept\",\"offer\":7}",
        "{\"type\":\"accept\",\"id\":\"\",\"offer\":7}",
        "{\"type\":\"accept\",\"id\":\"1\",\"offer\":0}",
        "{\"type\":\"accept\",\"id\":\"1\",\"offer\":7.5}",
        "{\"type\":\"accept\",\"id\":\"1\",\"offer\":99999999999999999999}",
        "{\"type\":\"accept\",\"id\":\"1\",\"offer\":7,\"extra\":1}",
        "{\"type\":\"reply\",\"id\":\"1\",\"contact\":\"c\",\"text\":\"  \"}",
        "{\"type\":\"reply\",\"id\":\"1\",\"contact\":[\"c\"],\"text\":\"hi\"}",
        "{\"type\":\"presence\",\"id\":\"1\",\"presence\":\"asleep\"}",
        "{\"type\":\"presence\",\"id\":\"1\",\"presence\":\"away\",\"when\":\"soon\"}",
        "{\"type\":\"transfer\",\"id\":\"1\",\"contact\":\"c\",\"why\":\"w\"}",
        "{\"type\":\"consult\",\"id\":\"1\",\"contact\":\"c\",\"agent\":\"b\",\"queue\":\"q\",\"why\":\"w\"}"
      })
  void whatIsNotInTheContractIsMalformed(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(Malformed.class);
  }

  @Test
  void textsHaveTheirBounds() throws Malformed {
    var reply = new JsonObject().put("type", "reply").put("id", "1").put("contact", "c");
    assertThat(DeskFrame.read(reply.copy().put("text", "x".repeat(20_000)))).isNotNull();
    assertThatThrownBy(() -> DeskFrame.read(reply.put("text", "x".repeat(20_001))))
        .isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> DeskFrame.read(reply.put("text", "x").put("id", "x".repeat(65))))
        .isInstanceOf(Malformed.class);
  }
}
