package dev.rapport.gateway.flow;

import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.HandleAccuracy;
import dev.rapport.routing.RoutingCore;
import dev.rapport.routing.WaitAccuracy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Has waiting customers told how much longer it will take, and shows in the metrics how true that
/// turned out, and how good the predictions of handle times are.
public final class Foretelling {
  /// So many are looked after at once; the others are told when these have left.
  private static final int MOST = 200;

  private final RoutingUnit unit;
  private final CustomerNotices notices;
  private @Nullable MultiGauge coverage;
  private @Nullable MultiGauge error;
  private @Nullable MultiGauge planned;

  public Foretelling(RoutingUnit unit, CustomerNotices notices) {
    this.unit = unit;
    this.notices = notices;
  }

  /// To be called every few seconds. The core tells nobody anything that is not new.
  public void tick() {
    var _ =
        unit.ask(
                core -> {
                  show(core);
                  return notices.waiting(MOST);
                })
            .compose(waiting -> {
              for (ContactId contact : waiting) {
                var _ = unit.submit(new Command.ForetellWait(contact));
              }
              return Future.succeededFuture();
            });
  }

  public void bind(MeterRegistry registry) {
    coverage =
        MultiGauge.builder("rapport.wait.range.coverage")
            .description("The share of answered contacts that waited as long as they were told")
            .register(registry);
    error =
        MultiGauge.builder("rapport.handle.time.error.seconds")
            .description("By how much predictions of handle times were off, on average")
            .register(registry);
    planned =
        MultiGauge.builder("rapport.handle.time.plan.error.seconds")
            .description("By how much the plan's handle times would have been off, on average")
            .register(registry);
  }

  private void show(RoutingCore core) {
    if (coverage == null || error == null || planned == null) {
      return;
    }
    coverage.register(
        core.waitAccuracy().stream()
            .<Row<?>>map(
                queue -> Row.of(tags(queue.queue().value()), queue, WaitAccuracy::coverage))
            .toList(),
        true);
    List<HandleAccuracy> accuracy = core.handleAccuracy();
    error.register(rows(accuracy, true), true);
    planned.register(rows(accuracy, false), true);
  }

  private static List<Row<?>> rows(List<HandleAccuracy> accuracy, boolean predicted) {
    return accuracy.stream()
        .<Row<?>>map(queue ->
            Row.of(
                tags(queue.queue().value()),
                (predicted ? queue.meanError() : queue.meanPlannedError()) / 1_000))
        .toList();
  }

  private static Tags tags(String queue) {
    return Tags.of("queue", queue);
  }
}
