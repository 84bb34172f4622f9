package dev.rapport.gateway.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.settings.SettingsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The chart as Helm itself renders it; Helm comes as a native library from its artifact.
final class HelmChartTest {
  private static final Path CHART =
      Path.of(System.getProperty("rapport.root", ".."), "packaging", "helm", "rapport");
  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeAll
  static void hasHelm() {
    boolean here =
        System.getProperty("os.name").startsWith("Linux")
            && System.getProperty("os.arch").matches("amd64|aarch64");
    assumeTrue(here, "skipped: the library of Helm is tried on Linux alone");
  }

  /// Every resource, by kind and name.
  private static List<JsonNode> rendered(UnaryOperator<TemplateCommand> values) {
    String text =
        values.apply(new Helm(CHART).template().withName("desk").withNamespace("x")).call();
    List<JsonNode> all = new ArrayList<>();
    for (Object each :
        new Load(LoadSettings.builder().build()).loadAllFromString(Objects.toString(text))) {
      if (each != null) {
        all.add(JSON.valueToTree(each));
      }
    }
    return all;
  }

  private static JsonNode one(List<JsonNode> all, String kind, String name) {
    return all.stream()
        .filter(r -> r.path("kind").asText().equals(kind))
        .filter(r -> r.at("/metadata/name").asText().equals(name))
        .findAny()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }

  private static JsonNode pod(List<JsonNode> all) {
    return one(all, "StatefulSet", "desk-rapport").at("/spec/template/spec");
  }

  @Test
  void helmFindsNothingToComplainOf() {
    LintResult found = new Helm(CHART).lint().strict().call();
    assertThat(found.isFailed()).as(String.join("\n", found.getMessages())).isFalse();
  }

  @Test
  void theProcessAcceptsTheSettingsThatItRenders() {
    JsonNode mails = settings(rendered(t -> t.set("settings.smtp.enabled", true)));
    assertThatThrownBy(() -> SettingsFile.parse(text(mails), Map.of()))
        .as("mail comes in for domains that are named")
        .hasMessageContaining("smtp.domains");

    JsonNode map = settings(rendered(t -> t));
    Settings read = SettingsFile.parse(text(map), Map.of());
    assertThat(read.http().host()).isEqualTo("0.0.0.0");
    assertThat(read.http().port()).isEqualTo(8080);
    assertThat(read.http().secureCookies()).isTrue();
    assertThat(read.smtp()).isNull();
  }

  private static JsonNode settings(List<JsonNode> all) {
    return one(all, "ConfigMap", "desk-rapport");
  }

  private static String text(JsonNode map) {
    return map.at("/data/rapport.yaml").asText();
  }

  @Test
  void nothingElseLooksLikeASettingInItsEnvironment() {
    JsonNode pod = pod(rendered(t -> t));
    assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
    assertThat(pod.at("/containers/0/env").findValuesAsText("name"))
        .containsExactly("RAPPORT_JAVA_OPTIONS");
  }

  @Test
  void itRunsWithoutPrivilegesAndIsAskedForItsHealth() {
    JsonNode pod = pod(rendered(t -> t));
    JsonNode container = pod.at("/containers/0");
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
  }

  @Test
  void severalGatewaysWantARecordThatTheyShareAndACarrier() {
    assertThatThrownBy(() -> rendered(t -> t.set("gateways", 2)))
        .hasMessageContaining("existingSecret");
    assertThatThrownBy(
            () -> rendered(t -> t.set("gateways", 2).set("storage.existingSecret", "database")))
        .hasMessageContaining("carrier");
    List<JsonNode> both =
        rendered(t ->
            t.set("gateways", 2)
                .set("storage.existingSecret", "database")
                .set("carrier.existingSecret", "redis"));
    assertThat(one(both, "StatefulSet", "desk-rapport").at("/spec/replicas").asInt()).isEqualTo(2);
    assertThat(one(both, "PodDisruptionBudget", "desk-rapport").at("/spec/maxUnavailable").asInt())
        .isEqualTo(1);
    assertThat(pod(both).at("/containers/0/env").toString())
        .contains("RAPPORT_STORAGE")
        .contains("\"database\"")
        .contains("RAPPORT_CARRIER_URL")
        .contains("\"redis\"");
  }

  @Test
  void aValueThatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> rendered(t -> t.set("gatewayz", 2))).hasMessageContaining("gatewayz");
  }

  @Test
  void theKeyThatSignsIsTheOperatorsAndSharedByAll() {
    JsonNode pod = pod(rendered(t -> t.set("secretKey.existingSecret", "ours")));
    assertThat(pod.path("volumes").findValuesAsText("secretName")).containsExactly("ours");
    assertThatThrownBy(() -> rendered(t -> t.set("secretKey.existingSecret", "")))
        .hasMessageContaining("secretKey");
  }

  @Test
  void accountsOfASecretAreAddedBeforeTheStart() {
    JsonNode first =
        pod(rendered(t -> t.set("accounts.existingSecret", "people"))).at("/initContainers/0");
    assertThat(first.path("args").toString()).contains("account", "import", "--only-new");
    assertThat(pod(rendered(t -> t)).path("initContainers").isMissingNode()).isTrue();
  }
}
