package dev.rapport.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.OfferId;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PopsSentTest {
  private static final AgentId ANA = new AgentId("ana");
  private static final OfferId OFFER = new OfferId(7);
  private static final PopsSent.Pop POP = new PopsSent.Pop(OFFER, new ContactId("c1"), ANA);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final PopsSent pops = new PopsSent(context);
  private final RoutingCore core = new RoutingCore();
  private final List<OfferId> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  /// Does it on the hub's context, and waits until that is over.
  private void onContext(Runnable action) {
    var done = new CompletableFuture<Void>();
    context.runOnContext(_ -> {
      action.run();
      done.complete(null);
    });
    done.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private boolean mayRing() {
    var answer = new CompletableFuture<Boolean>();
    context.runOnContext(_ -> answer.complete(pops.of(OFFER).isComplete()));
    return answer.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private void put(Function<AgentId, @Nullable Future<Void>> leaving) {
    onContext(() -> pops.put(POP, leaving, core));
    // What the completion posted to the context has run after this.
    onContext(() -> {});
  }

  private void agentsMayBeElsewhere() {
    onContext(() ->
        pops.others(
            new PopsSent.Others() {
              @Override
              public boolean have(AgentId agent, RoutingCore core) {
                return true;
              }

              @Override
              public void sent(OfferId offer) {
                told.add(offer);
              }
            }));
  }

  @Test
  void anOfferThatTheCoreShowsBeforeItIsDurableWaitsForItsScreenPop() {
    assertThat(mayRing()).as("nothing was put into the stream yet").isFalse();
    put(_ -> Future.succeededFuture());
    assertThat(mayRing()).isTrue();
  }

  @Test
  void aScreenPopThatTheNetworkHasNotTakenIsWaitedFor() {
    Promise<Void> written = Promise.promise();
    put(_ -> written.future());
    assertThat(mayRing()).isFalse();
    written.complete();
    onContext(() -> {});
    assertThat(mayRing()).isTrue();
  }

  @Test
  void aDeskThatGoesMeanwhileIsNotWaitedFor() {
    Promise<Void> written = Promise.promise();
    put(_ -> written.future());
    written.fail("closed");
    onContext(() -> {});
    assertThat(mayRing()).isTrue();
  }

  @Test
  void anAgentWithoutADeskAnywhereIsRungAtOnce() {
    put(_ -> null);
    assertThat(mayRing()).isTrue();
  }

  @Test
  void anAgentWhoseDeskIsAtAnotherGatewayIsRungWhenThatOneSaysSo() {
    agentsMayBeElsewhere();
    put(_ -> null);
    assertThat(mayRing()).isFalse();
    onContext(() -> pops.sent(OFFER));
    assertThat(mayRing()).isTrue();
  }

  @Test
  void wordFromAnotherGatewayMayComeBeforeAnybodyAsks() {
    agentsMayBeElsewhere();
    onContext(() -> pops.sent(OFFER));
    put(_ -> null);
    assertThat(mayRing()).isTrue();
  }

  @Test
  void whatIsNoCallIsNotToldToOtherGateways() {
    agentsMayBeElsewhere();
    put(_ -> Future.succeededFuture());
    assertThat(mayRing()).isTrue();
    assertThat(told).isEmpty();
  }
}
