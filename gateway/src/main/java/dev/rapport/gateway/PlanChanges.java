package dev.rapport.gateway;

import dev.rapport.gateway.settings.Settings;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes the next version of a plan from the present one and what a supervisor changes.
public final class PlanChanges {
  private PlanChanges() {}

  /// With one queue as these settings have it; null when the plan has no such queue.
  public static @Nullable Plan with(Plan plan, Settings.Queue settings) {
    ContactQueue changed = PlanOfSettings.queue(settings);
    List<ContactQueue> queues = new ArrayList<>();
    boolean found = false;
    for (ContactQueue queue : plan.queues()) {
      boolean same = queue.id().equals(changed.id());
      found |= same;
      queues.add(same ? changed : queue);
    }
    if (!found) {
      return null;
    }
    Set<String> skills = new TreeSet<>(plan.skills());
    skills.addAll(PlanOfSettings.skills(settings).toList());
    return new Plan(
        plan.version() + 1,
        List.copyOf(skills),
        plan.channels(),
        queues,
        plan.agents(),
        plan.policy());
  }
}
