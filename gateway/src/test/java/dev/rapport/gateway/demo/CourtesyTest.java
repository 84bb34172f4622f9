package dev.rapport.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Simulated colleagues let somebody real go first.
final class CourtesyTest {
  private static final Map<String, Set<String>> QUEUES =
      Map.of(
          "ana", Set.of("front", "orders"),
          "bea", Set.of("front"),
          "gwen", Set.of("payments"));

  private static JsonObject ana(String state, boolean connected, int contacts) {
    JsonArray has = new JsonArray();
    for (int i = 0; i < contacts; i++) {
      has.add(new JsonObject());
    }
    return new JsonObject()
        .put("id", "ana")
        .put("connected", connected)
        .put("presence", new JsonObject().put("state", state))
        .put("contacts", has);
  }

  private static Set<String> back(JsonObject ana) {
    return back(ana, 0);
  }

  private static Set<String> back(JsonObject ana, long frontWaitsFor) {
    JsonObject front = new JsonObject().put("id", "front").put("longestWaitingSince", 50_000);
    JsonObject board =
        new JsonObject()
            .put("now", 50_000 + frontWaitsFor)
            .put("agents", new JsonArray().add(ana))
            .put("queues", new JsonArray().add(front));
    return Courtesy.steppingBack(board, QUEUES, Set.of("bea", "gwen"));
  }

  @Test
  void colleaguesOfTheSameQueuesStepBackUntilTheDeskHasEnough() {
    assertThat(back(ana("available", true, 0))).containsExactly("bea");
    assertThat(back(ana("available", true, 2))).containsExactly("bea");
    assertThat(back(ana("available", true, 3))).isEmpty();
  }

  @Test
  void theyComeBackForWhatTheDeskCannotHave() {
    assertThat(back(ana("available", true, 0), 6_000)).containsExactly("bea");
    assertThat(back(ana("available", true, 0), 7_000)).isEmpty();
  }

  @Test
  void nobodyStepsBackForAnEmptyDesk() {
    assertThat(back(ana("offline", true, 0))).isEmpty();
    assertThat(back(ana("available", false, 0))).isEmpty();
  }

  @Test
  void whoStepsBackIsAwayAndComesBackOnce() {
    Vertx vertx = Vertx.vertx();
    try {
      List<String> said = new ArrayList<>();
      var work = new SeatWork(vertx, List.of(), Pace.HUMAN, 1);
      work.sitDown(frame -> said.add(frame.getString("presence")));
      work.frame(new JsonObject().put("type", "welcome"));
      work.stepBack(true);
      work.stepBack(true);
      work.stepBack(false);
      assertThat(said).containsExactly("available", "away", "available");
    } finally {
      vertx.close();
    }
  }
}
