package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.Event;
import dev.rapport.routing.Fate;
import dev.rapport.routing.RoutingSnapshot;
import dev.rapport.storage.RecordCodec.BadRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class RecordCodecTest {
  private final RecordCodec codec = new RecordCodec();

  @Test
  void everyEventComesBackAsItWasAndWritesTheSameTextAgain() {
    for (Event event : SomeEvents.ALL) {
      String text = codec.encode(Event.class, event);
      Event back = codec.decode(Event.class, text);
      assertThat(back).isEqualTo(event);
      assertThat(new RecordCodec().encode(Event.class, back)).isEqualTo(text);
    }
  }

  @Test
  void aSnapshotComesBackAsItWas() {
    String text = codec.encode(RoutingSnapshot.class, SomeEvents.SNAPSHOT);
    assertThat(codec.decode(RoutingSnapshot.class, text)).isEqualTo(SomeEvents.SNAPSHOT);
  }

  @Test
  void theFormIsSmallAndReadable() {
    assertThat(codec.encode(Event.class, new Event.AgentConnected(new AgentId("ana"))))
        .isEqualTo("{\"$\":\"AgentConnected\",\"agent\":\"ana\"}");
    Event ended =
        new Event.Ended(
            SomeEvents.C1, Fate.HANDLED, SomeEvents.ANA, "solved", null, null, "wrapped_up");
    assertThat(codec.encode(Event.class, ended))
        .isEqualTo(
            "{\"$\":\"Ended\",\"contact\":\"c1\",\"fate\":\"HANDLED\",\"agent\":\"ana\","
                + "\"disposition\":\"solved\",\"detail\":\"wrapped_up\"}");
  }

  /// Every event there is can be written: the shapes of all are made when the first is.
  @Test
  void everyKindOfEventHasAForm() {
    assertThat(codec.shape(Event.class)).isInstanceOf(Shape.Choice.class);
    assertThat(codec.shape(RoutingSnapshot.class)).isInstanceOf(RecordShape.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"agent\":\"ana\"}",
        "{\"$\":\"Vanished\",\"agent\":\"ana\"}",
        "{\"$\":\"AgentConnected\"}",
        "{\"$\":\"AgentConnected\",\"agent\":null}",
        "{\"$\":\"AgentConnected\",\"agent\":\"\"}",
        "{\"$\":\"AgentConnected\",\"agent\":7}",
        "{\"$\":\"AgentConnected\",\"agent\":\"ana\",\"mood\":\"good\"}",
        "{\"$\":\"AgentConnected\",\"agent\":\"ana\"} {}",
        "{\"$\":\"AgentConnected\",\"agent\":\"ana\"",
        "{\"$\":\"PersonAskedFor\",\"contact\":\"c1\"}",
        "{\"$\":\"CustomerWentAway\",\"contact\":\"c1\",\"until\":99999999999999999999}",
      })
  void whatIsNotAnEventIsRefused(String text) {
    assertThatThrownBy(() -> codec.decode(Event.class, text)).isInstanceOf(BadRecord.class);
  }

  public record Holder(Map<String, String> map) {}

  public record Amount(double value, String name) {}

  @Test
  @SuppressWarnings("NullAway") // A null where none may be is the point.
  void whatCannotLastIsRefusedWhenWritten() {
    assertThatThrownBy(() -> codec.encode(Holder.class, new Holder(Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Only records, enums, lists and scalars last");
    assertThatThrownBy(() -> codec.encode(Amount.class, new Amount(Double.NaN, "n")))
        .isInstanceOf(BadRecord.class);
    assertThatThrownBy(() -> codec.encode(Amount.class, new Amount(1, null)))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining("Amount.name is null");
  }
}
