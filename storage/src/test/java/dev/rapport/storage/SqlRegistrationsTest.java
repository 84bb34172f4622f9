package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.sip.Registrations.Registration;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which telephones are registered is what was said last of each agent.
final class SqlRegistrationsTest {
  @TempDir Path directory;

  private static Registration at(String agent, int port) {
    return new Registration(
        agent, "sip:%s@192.0.2.7:%d".formatted(agent, port), "192.0.2.7", port, "c" + port, 7, 99);
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void whatWasSaidLastOfAnAgentIsKeptInItsOrder(TestEngine engine) {
    try (Store store = engine.open(directory)) {
      var kept = new SqlRegistrations(store, "acme");
      await(kept.keep("ana", List.of(at("ana", 5_061))));
      await(kept.keep("ben", List.of(at("ben", 5_070))));
      await(kept.keep("ana", List.of(at("ana", 5_063), at("ana", 5_062))));
      assertThat(await(kept.all()))
          .containsExactly(at("ana", 5_063), at("ana", 5_062), at("ben", 5_070));
      await(kept.keep("ana", List.of()));
      assertThat(await(kept.all())).containsExactly(at("ben", 5_070));
      assertThat(await(new SqlRegistrations(store, "other").all())).isEmpty();
    }
  }
}
