package dev.rapport.gateway;

import dev.rapport.gateway.desk.PopsSent;
import dev.rapport.storage.GroupCommitter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/// The process's own figures, beside those that Vert.x and the JVM give.
final class Metrics {
  private Metrics() {}

  static void bind(MeterRegistry registry, Wiring wiring) {
    GroupCommitter committer = wiring.store.committer();
    FunctionCounter.builder("rapport.commits", committer, GroupCommitter::commits)
        .description("Commits of the store, each one flush to the disk")
        .register(registry);
    FunctionCounter.builder("rapport.commit.jobs", committer, GroupCommitter::jobs)
        .description("Writes that those commits made durable")
        .register(registry);
    FunctionCounter.builder("rapport.writes.refused", committer, GroupCommitter::refusals)
        .description("Writes refused because too many were pending")
        .register(registry);
    Gauge.builder("rapport.commit.last.seconds", committer, c -> c.lastCommitNanos() / 1e9)
        .description("How long the last commit took")
        .register(registry);
    Gauge.builder("rapport.stuck", wiring.watch, watch -> watch.stuck().size())
        .description("what the last sweep found stuck; it should be nothing")
        .register(registry);
    FunctionCounter.builder("rapport.jumps", wiring.watch, watch -> watch.passedOver())
        .description("contacts passed over by one that had waited less")
        .register(registry);
    FunctionCounter.builder("rapport.jumps.seconds", wiring.watch, watch -> watch.longerBy() / 1e3)
        .description("by how much longer they had waited, summed")
        .register(registry);
    Gauge.builder("rapport.chats.open", wiring.chat, chat -> chat.open())
        .description("Open chat sockets")
        .register(registry);
    FunctionCounter.builder("rapport.set.aside", wiring.reception, r -> r.setAsides())
        .description("Messages that could not be read, kept with a reason")
        .register(registry);
    if (wiring.calls != null) {
      Gauge.builder("rapport.phone.calls", wiring.calls, calls -> calls.live())
          .description("Calls that are open")
          .register(registry);
      FunctionCounter.builder(
              "rapport.phone.rung.first", wiring.desks.pops(), PopsSent::ringsBefore)
          .description("Telephones that rang before their screen pop had left for the desk")
          .register(registry);
    }
    wiring.foretelling.bind(registry);
    Gauge.builder("rapport.articles", wiring.index, index -> index.size())
        .description("Articles that can be found")
        .register(registry);
  }
}
