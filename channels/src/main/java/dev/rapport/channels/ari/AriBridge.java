package dev.rapport.channels.ari;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The place where those talk who talk; made when it is first needed.
final class AriBridge {
  private final AriLink link;
  private final String path;
  private final Set<String> members = new LinkedHashSet<>();
  private boolean made;

  AriBridge(AriLink link, String name) {
    this.link = link;
    path = "/bridges/" + name;
  }

  boolean has(String channel) {
    return members.contains(channel);
  }

  /// A process before this one made it.
  void found(List<String> channels) {
    made = !channels.isEmpty();
    members.addAll(channels);
  }

  /// A channel has ended, and with it its place here.
  void left(String channel) {
    members.remove(channel);
  }

  void close() {
    if (made) {
      var _ = link.delete(path, Map.of());
    }
  }

  /// Lets those in and out who should be.
  ///
  /// @param caller hears nothing else once they are in
  CompletionStage<Boolean> keep(Set<String> wanted, @Nullable String caller, AriSound sound) {
    Set<String> out = new LinkedHashSet<>(members);
    out.removeAll(wanted);
    Set<String> in = new LinkedHashSet<>(wanted);
    in.removeAll(members);
    members.removeAll(out);
    members.addAll(in);
    CompletionStage<Boolean> step = CompletableFuture.completedFuture(true);
    if (!made && !in.isEmpty()) {
      made = true;
      step = step.thenCompose(_ -> link.post(path, Map.of("type", "mixing"))).thenApply(_ -> true);
    }
    if (!out.isEmpty()) {
      step = request(step, "/removeChannel", out);
    }
    if (caller != null && in.contains(caller)) {
      step = step.thenCompose(_ -> sound.quiet(caller));
    }
    return in.isEmpty() ? step : request(step, "/addChannel", in);
  }

  private CompletionStage<Boolean> request(
      CompletionStage<Boolean> step, String what, Set<String> channels) {
    Map<String, String> who = Map.of("channel", String.join(",", channels));
    return step.thenCompose(_ -> link.post(path + what, who)).thenApply(_ -> true);
  }
}
