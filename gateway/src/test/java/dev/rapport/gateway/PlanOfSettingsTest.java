package dev.rapport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.settings.SettingsFile;
import dev.rapport.routing.Plan;
import dev.rapport.routing.PolicySettings;
import dev.rapport.routing.PolicySettings.HandleTimesFrom;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the settings say becomes the plan, and can be read from it again.
class PlanOfSettingsTest {
  private static Plan plan(String yaml) {
    return PlanOfSettings.plan(1, SettingsFile.parse(yaml, Map.of()).plan(), Set.of());
  }

  @Test
  void handleTimesAreLearntUnlessTheSettingsSayThatThePlanStands() {
    assertThat(plan("").policy()).isEqualTo(PolicySettings.DEFAULTS);
    Plan planned = plan("handleTimes: plan\nqueues:\n  - {id: support, handleSeconds: 240}\n");
    assertThat(planned.policy().handleTimes()).isEqualTo(HandleTimesFrom.PLAN);
    assertThat(planned.queues().getFirst().expectedHandle()).isEqualTo(240_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{id: support}",
        "{id: support, name: Help, skills: {billing: 40, german: 10}, policy: strict, maxWaiting: 7}",
        "{id: support, targetSeconds: 20, offerSeconds: 9, wrapUpSeconds: 5, handleSeconds: 99}",
        "{id: support, wrapUpSeconds: 5, wrapUpByChannel: {phone: 30, email: 0}}",
        "{id: support, wrapUpSeconds: 5, wrapUpByChannel: {chat: 0}}",
        "{id: support, hours: {zone: Europe/Zurich, week: {mon: '09:00-12:00, 13:00-24:00',"
            + " fri: '22:00-06:00'}, special: [{date: 2026-12-25, name: Christmas},"
            + " {date: 2026-12-24, open: '09:00-12:00'}]}, whenClosed: callback}",
        "{id: support, whenFull: message, overflow: refuse Not today, overflowAfterSeconds: 90}",
        "{id: support, overflow: callback, overflowWhenNobody: true, offersAtOnce: 3, pull: true}",
        "{id: support, skills: {a: 50}, neverRelax: [licence], rings: [{afterSeconds: 30,"
            + " relax: {a: 20}}]}",
      })
  void aQueueIsReadFromThePlanAsItWasWritten(String queue) {
    Plan plan = plan("queues: [" + queue + "]");
    Settings.Queue again = SettingsFile.queue(QueueKeys.of(plan.queues().getFirst()));
    assertThat(PlanOfSettings.queue(again)).isEqualTo(plan.queues().getFirst());
  }
}
