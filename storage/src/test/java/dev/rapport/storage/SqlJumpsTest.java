package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentProfile;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.CustomerKey;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Plan;
import dev.rapport.routing.Presence;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.RoutingCore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Who went first at whose cost, as the log's transaction writes it down.
@ParameterizedClass
@EnumSource
final class SqlJumpsTest {
  @Parameter TestEngine engine;
  private static final long MORNING = 1_790_000_000_000L;

  @TempDir Path directory;

  @Test
  void eachJumpIsPricedAndSummedForItsDay() {
    try (Store store = engine.open(directory)) {
      SqlEventLog log = new SqlEventLog(store, "acme");
      RoutingCore core = new RoutingCore();
      ContactQueue sales = ContactQueue.of("sales", "Sales", Requirement.anyone());
      AgentId ana = new AgentId("ana");
      Plan plan = Plan.of(1, List.of(), List.of(sales), List.of(AgentProfile.of("ana", "Ana")));
      run(log, core, MORNING, new Command.SavePlan(plan, "test"));
      run(log, core, MORNING, Command.Arrive.now(call("older", 1)));
      run(log, core, MORNING + 20_000, Command.Arrive.now(call("old", 1)));
      run(log, core, MORNING + 30_000, Command.Arrive.now(call("gold", 100)));
      run(log, core, MORNING + 40_000, new Command.Connect(ana));
      run(log, core, MORNING + 40_000, new Command.SetPresence(ana, Presence.available()));

      SqlJumps jumps = new SqlJumps(store);
      String day = SqlJumps.day(MORNING);
      assertThat(jumps.largest("acme", day, 10))
          .extracting(SqlJumps.Jump::contact, SqlJumps.Jump::over, SqlJumps.Jump::longerBy)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("gold", "older", 30_000L),
              org.assertj.core.groups.Tuple.tuple("gold", "old", 10_000L));
      SqlJumps.Day sums = jumps.sums("acme", day);
      assertThat(sums.offers()).isEqualTo(1);
      assertThat(sums.passedOver()).isEqualTo(2);
      assertThat(sums.longerBy()).isEqualTo(40_000);
      assertThat(sums.most()).isEqualTo(30_000);
      assertThat(sums.cost()).isPositive();
      assertThat(jumps.sums("acme", "2020-01-01").passedOver()).isZero();
      assertThat(log.newestPlan("test", 5).orElseThrow().plan()).isEqualTo(plan);
      assertThat(log.newestPlan("settings", 5)).isEmpty();
    }
  }

  private static Contact call(String id, double value) {
    return Contact.of(new ContactId(id), ChannelId.PHONE, new QueueId("sales"))
        .of(new CustomerKey("k-" + id), value, null);
  }

  private static void run(SqlEventLog log, RoutingCore core, long now, Command command) {
    if (core.handle(command, now) instanceof Outcome.Done done && !done.events().isEmpty()) {
      log.append(done.events(), now).join();
    }
  }
}
