package dev.rapport.loadtests.customers;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rapport.customers.identity.IdentityIndex;
import dev.rapport.customers.identity.IdentityRecord;
import dev.rapport.customers.spoken.CallerFinder;
import dev.rapport.customers.spoken.Finding;
import dev.rapport.customers.spoken.Heard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The dialogues of EVI: callers say postcode, name and birth date, three times each.
final class Callers {
  private static final List<String> ASKED = List.of("postcode", "name", "dob");

  private final List<IdentityRecord> profiles;
  private final Map<String, Dialogue> dialogues = new LinkedHashMap<>();

  private record Dialogue(String profile, List<List<String>> guesses) {}

  Callers(Path records, Path turns) throws IOException {
    profiles =
        Tables.read(records, ',').stream()
            .map(row ->
                IdentityRecord.of(
                    Tables.value(row, "scenario_id"),
                    IdentityIndex.FIELDS,
                    List.of(
                        Tables.value(row, "name_first"),
                        Tables.value(row, "name_last"),
                        Tables.value(row, "dob"),
                        Tables.value(row, "postcode"))))
            .toList();
    var json = new ObjectMapper();
    for (Map<String, String> turn : Tables.read(turns, '\t')) {
      Dialogue dialogue =
          dialogues.computeIfAbsent(
              Tables.value(turn, "dialogue_id"),
              id ->
                  new Dialogue(
                      Tables.value(turn, "scenario_id"),
                      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>())));
      dialogue
          .guesses()
          .get(ASKED.indexOf(Tables.value(turn, "item")))
          .addAll(Arrays.asList(json.readValue(Tables.value(turn, "nbest"), String[].class)));
    }
  }

  /// Counted are the dialogues whose label names a profile; a few name none, though somebody of the
  /// register speaks in them.
  void measure(Figures figures) {
    var index = new IdentityIndex();
    index.addAll(profiles);
    var finder = new CallerFinder(index);
    Set<String> known = profiles.stream().map(IdentityRecord::id).collect(Collectors.toSet());
    double enrolled = 0;
    double first = 0;
    double accepted = 0;
    double wrong = 0;
    for (Dialogue dialogue : dialogues.values()) {
      if (!known.contains(dialogue.profile())) {
        continue;
      }
      List<List<String>> guesses = dialogue.guesses();
      enrolled++;
      List<Finding> found =
          finder.find(new Heard(guesses.get(0), guesses.get(1), guesses.get(2)), 1);
      if (found.isEmpty()) {
        continue;
      }
      Finding best = found.getFirst();
      boolean right = best.id().equals(dialogue.profile());
      first += right ? 1 : 0;
      accepted += best.accepted() ? 1 : 0;
      wrong += best.accepted() && !right ? 1 : 0;
    }
    figures.told("evi en", "profiles in the register", profiles.size(), null);
    figures.told("evi en", "dialogues", enrolled, null);
    figures.told("evi en", "dialogues left out, no label", dialogues.size() - enrolled, null);
    figures.atLeast("evi en", "right profile first, share", first / enrolled, 0.677, 0.85);
    figures.atMost("evi en", "wrong profile accepted, share", wrong / enrolled, null, 0.01);
    figures.told("evi en", "accepted without asking on, share", accepted / enrolled, null);
  }
}
