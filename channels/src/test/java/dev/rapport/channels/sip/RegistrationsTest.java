package dev.rapport.channels.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.Wait;
import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.Melody;
import dev.rapport.channels.phone.Heard;
import dev.rapport.channels.phone.PhoneEvent.EndpointChanged;
import dev.rapport.channels.sip.SipSettings.AgentPhone;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A switch that starts anew knows the telephones that were registered with the one before.
final class RegistrationsTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  /// Kept where a restart does not reach.
  private static final class Kept implements Registrations {
    boolean gone;
    final Map<String, List<Registration>> all = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<List<Registration>> all() {
      if (gone) {
        return CompletableFuture.failedFuture(new IllegalStateException("the store is away"));
      }
      List<Registration> list = new ArrayList<>();
      all.values().forEach(list::addAll);
      return CompletableFuture.completedFuture(list);
    }

    @Override
    public CompletionStage<?> keep(String agent, List<Registration> now) {
      all.put(agent, now);
      return CompletableFuture.completedFuture(now);
    }
  }

  private final Kept kept = new Kept();

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private SipSwitch start(Heard heard) throws Exception {
    var sip =
        new SipSwitch(
            SipSettings.loopback(
                List.of(new AgentPhone("ana", "secret", null), new AgentPhone("ben", "too", null)),
                SipSettings.Limits.USUAL),
            kept);
    await(sip.start(heard));
    return sip;
  }

  private static SoftPhone phone() {
    return await(SoftPhone.open(LOOPBACK, 20, Clip.of(Melody.tone(700, 1_000))));
  }

  @Test
  void aRegisteredTelephoneIsThereAfterARestart() throws Exception {
    try (SoftPhone ana = phone()) {
      SipSwitch before = start(new Heard());
      var server = new InetSocketAddress(LOOPBACK, before.port());
      assertThat(await(ana.register(server, "ana", "secret"))).isTrue();
      Wait.until(() -> kept.all.containsKey("ana"));
      await(before.close());

      Heard heard = new Heard();
      SipSwitch after = start(heard);
      assertThat(heard.all(EndpointChanged.class))
          .containsExactly(new EndpointChanged("ana", true));
      await(after.close());
    }
  }

  @Test
  void whoseTimeHasRunOutOrWhoIsNoAgentAnyMoreIsNot() throws Exception {
    long now = System.currentTimeMillis();
    var late = new Registrations.Registration("ana", "sip:a@x", "127.0.0.1", 9, "1", 1, now - 1);
    var gone =
        new Registrations.Registration("eve", "sip:e@x", "127.0.0.1", 9, "2", 1, now + 60_000);
    kept.all.put("ana", List.of(late));
    kept.all.put("eve", List.of(gone));
    Heard heard = new Heard();
    SipSwitch sip = start(heard);
    assertThat(heard.all(EndpointChanged.class)).isEmpty();
    await(sip.close());
  }

  @Test
  void aSwitchStartsAlsoWhenTheyCannotBeRead() throws Exception {
    kept.gone = true;
    Heard heard = new Heard();
    SipSwitch sip = start(heard);
    try (SoftPhone ana = phone()) {
      var server = new InetSocketAddress(LOOPBACK, sip.port());
      assertThat(await(ana.register(server, "ana", "secret"))).isTrue();
      assertThat(heard.next(EndpointChanged.class)).isEqualTo(new EndpointChanged("ana", true));
    }
    await(sip.close());
  }
}
