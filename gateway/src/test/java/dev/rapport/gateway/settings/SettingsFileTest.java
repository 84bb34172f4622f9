package dev.rapport.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsFileTest {
  @Test
  void anEmptyFileGivesWorkingDefaults() {
    Settings settings = SettingsFile.parse("", Map.of());

    assertThat(settings.http().port()).isEqualTo(8080);
    assertThat(settings.http().host()).isEqualTo("127.0.0.1");
    assertThat(settings.smtp()).isNull();
    assertThat(settings.plan().queues()).extracting(Settings.Queue::id).containsExactly("support");
  }

  @Test
  void theEnvironmentOverridesTheFile() {
    Settings settings =
        SettingsFile.parse(
            "http: {port: 9000}",
            Map.of("RAPPORT_HTTP_PORT", "9100", "RAPPORT_HTTP_SECURE_COOKIES", "true"));

    assertThat(settings.http().port()).isEqualTo(9100);
    assertThat(settings.http().secureCookies()).isTrue();
  }

  @Test
  void thePublicAddressIsOneAndEndsWithoutASlash() {
    assertThat(SettingsFile.parse("http: {publicUrl: 'https://help.example/'}", Map.of()).http())
        .extracting(Settings.Http::publicUrl)
        .isEqualTo("https://help.example");
    for (String wrong : new String[] {"help.example", "javascript:x", "https://a?b", "https:///"}) {
      assertThatThrownBy(() -> SettingsFile.parse("", Map.of("RAPPORT_HTTP_PUBLIC_URL", wrong)))
          .hasMessageContaining("http.publicUrl must be an address");
    }
  }

  @Test
  void severalGatewaysNeedAStoreThatTheyShare() {
    Settings settings =
        SettingsFile.parse(
            "storage: postgresql://a:b@db/rapport",
            Map.of("RAPPORT_CARRIER_URL", "rediss://me:secret@redis.example:6380"));
    assertThat(settings.carrier())
        .isEqualTo(new Settings.Carrier("rediss://me:secret@redis.example:6380", "rapport", ""));
    assertThatThrownBy(() -> SettingsFile.parse("carrier: {url: redis://redis}", Map.of()))
        .hasMessageContaining("carrier.url needs 'storage'");
    assertThatThrownBy(() ->
            SettingsFile.parse(
                "storage: postgresql://a:b@db/rapport",
                Map.of("RAPPORT_CARRIER_URL", "amqp://me:secret@host")))
        .hasMessageContaining("carrier.url must be redis://")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() ->
            SettingsFile.parse(
                "storage: postgresql://a:b@db/rapport",
                Map.of(
                    "RAPPORT_CARRIER_URL", "rediss://redis",
                    "RAPPORT_CARRIER_AUTHORITIES", "nowhere/ca.pem")))
        .hasMessageContaining("carrier.authorities is no file that can be read");
    assertThat(SettingsFile.parse("", Map.of()).carrier()).isNull();
  }

  @Test
  void anUnknownKeyIsAnErrorThatSuggestsTheNearestKnownOne() {
    assertThatThrownBy(() -> SettingsFile.parse("http: {prot: 80}", Map.of()))
        .hasMessage("unknown key 'http.prot' (did you mean 'port'?)");
    assertThatThrownBy(() -> SettingsFile.parse("queue: []", Map.of()))
        .hasMessage("unknown key 'queue' (did you mean 'queues'?)");
  }

  @Test
  void anUnknownVariableIsAnErrorToo() {
    assertThatThrownBy(() -> SettingsFile.parse("", Map.of("RAPPORT_HTTP_PRT", "1")))
        .hasMessage("unknown variable 'RAPPORT_HTTP_PRT' (did you mean 'RAPPORT_HTTP_PORT'?)");
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    String yaml =
        """
        http: {port: eighty}
        smtp: {enabled: true}
        queues: [{id: a}, {id: a}]
        rules: [{name: r, queue: b, channel: pigeon}]
        """;

    assertThatThrownBy(() -> SettingsFile.parse(yaml, Map.of()))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e ->
                assertThat(e.problems())
                    .containsExactlyInAnyOrder(
                        "http.port must be a whole number from 0 to 65535, not 'eighty'",
                        "smtp.domains is required: the domains whose mail is accepted",
                        "queues has 'a' twice",
                        "rules[0].channel must be phone, email, chat or form",
                        "rules names no queue 'b' (did you mean 'a'?)"));
  }

  @Test
  void whatIsNotYamlIsSaid() {
    assertThatThrownBy(() -> SettingsFile.parse("http: [", Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("not YAML");
  }
}
