package dev.rapport.knowledge.learning;

import dev.rapport.knowledge.editing.PersonalData;
import dev.rapport.knowledge.learning.AnswerJournal.Unanswered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Questions without an answer, brought together by what they are about, and what an article for
/// each would save.
///
/// The same question asked twice is one; the dearest begins a group, and the others join the
/// nearest one or begin their own (leader clustering, {@link WordGroups}). Where there is a
/// sentence model, the dearest groups are then joined by meaning too ({@link MeaningGroups}).
public final class Gaps {

  /// The most gaps told of: the dearest.
  public static final int MAX_GAPS = 200;

  private static final int EXAMPLES = 5;
  private static final int LONGEST_EXAMPLE = 200;

  private final @Nullable MeaningGroups meaning;
  private final FunctionWords function = new FunctionWords();
  private final Function<String, Collection<String>> namesOf;

  /// @param meaning null to go by words alone
  /// @param namesOf the names of a customer, which are shown to nobody
  public Gaps(@Nullable MeaningGroups meaning, Function<String, Collection<String>> namesOf) {
    this.meaning = meaning;
    this.namesOf = namesOf;
  }

  /// Something that is asked and not answered.
  ///
  /// @param examples a few of the questions, the dearest first, without personal data
  /// @param asked how often
  /// @param contacts how many contacts came of it, each once, however much was asked before it
  /// @param customers how many known customers asked
  /// @param minutes of handling that an article would have saved, at most; a contact that came of
  ///   several gaps is shared between them, so that no minute is counted twice
  public record Gap(
      List<String> examples, int asked, int contacts, int customers, double minutes) {}

  /// All that was asked in the same words.
  static final class Same {
    final String text;
    final List<Unanswered> questions = new ArrayList<>();
    double minutes;

    Same(String text) {
      this.text = text;
    }

    double minutes() {
      return minutes;
    }

    int asked() {
      return questions.size();
    }
  }

  /// Dearest first: handle minutes, then how often asked. At most {@link #MAX_GAPS}.
  ///
  /// @param minutesEach what handling one contact takes, where it was not measured
  public List<Gap> of(List<Unanswered> questions, double minutesEach) {
    List<Same> dearest = dearestFirst(questions, minutesEach);
    List<List<Same>> groups = WordGroups.of(dearest, function);
    if (meaning != null) {
      groups = meaning.joined(groups, Gaps::weight);
    }
    Map<String, Integer> shared = shared(groups);
    return groups.stream()
        .map(group -> new Priced(group, minutes(group, shared, minutesEach)))
        .sorted(
            Comparator.comparingDouble(Priced::minutes)
                .thenComparingInt(priced -> asked(priced.group()))
                .reversed())
        .limit(MAX_GAPS)
        .map(this::gap)
        .toList();
  }

  private record Priced(List<Same> group, double minutes) {}

  /// What a group seems to cost; what several groups share is in each of them.
  private static double weight(List<Same> group) {
    return group.stream().mapToDouble(Same::minutes).sum() + asked(group) * 1e-3;
  }

  private static int asked(List<Same> group) {
    return group.stream().mapToInt(Same::asked).sum();
  }

  private static List<Same> dearestFirst(List<Unanswered> questions, double minutesEach) {
    Map<String, Same> same = new LinkedHashMap<>();
    for (Unanswered question : questions) {
      same.computeIfAbsent(
              String.join(" ", WordGroups.words(question.question())),
              _ -> new Same(question.question()))
          .questions
          .add(question);
    }
    for (Same one : same.values()) {
      Map<String, Double> contacts = new HashMap<>();
      one.questions.forEach(question -> put(contacts, question, minutesEach));
      one.minutes = contacts.values().stream().mapToDouble(Double::doubleValue).sum();
    }
    return same.values().stream()
        .sorted(Comparator.comparingDouble(Same::minutes).thenComparingInt(Same::asked).reversed())
        .toList();
  }

  private static void put(Map<String, Double> contacts, Unanswered question, double minutesEach) {
    String contact = question.contact();
    if (contact != null) {
      Long handle = question.handleMs();
      contacts.put(contact, handle == null ? minutesEach : handle / 60_000.0);
    }
  }

  /// In how many groups each contact is.
  private static Map<String, Integer> shared(List<List<Same>> groups) {
    Map<String, Integer> shared = new HashMap<>();
    for (List<Same> group : groups) {
      contacts(group).forEach(contact -> shared.merge(contact, 1, Integer::sum));
    }
    return shared;
  }

  private static Set<String> contacts(List<Same> group) {
    Set<String> contacts = new HashSet<>();
    for (Same one : group) {
      for (Unanswered question : one.questions) {
        if (question.contact() != null) {
          contacts.add(question.contact());
        }
      }
    }
    return contacts;
  }

  private static double minutes(List<Same> group, Map<String, Integer> shared, double minutesEach) {
    Map<String, Double> contacts = new HashMap<>();
    group.forEach(one -> one.questions.forEach(question -> put(contacts, question, minutesEach)));
    double minutes = 0;
    for (Map.Entry<String, Double> contact : contacts.entrySet()) {
      minutes += contact.getValue() / shared.getOrDefault(contact.getKey(), 1);
    }
    return minutes;
  }

  private Gap gap(Priced priced) {
    List<Same> group = priced.group();
    Set<String> customers = new HashSet<>();
    for (Same one : group) {
      for (Unanswered question : one.questions) {
        if (question.customer() != null) {
          customers.add(question.customer());
        }
      }
    }
    return new Gap(
        examples(group), asked(group), contacts(group).size(), customers.size(), priced.minutes());
  }

  private List<String> examples(List<Same> group) {
    Set<String> examples = new LinkedHashSet<>();
    for (Same one : group) {
      if (examples.size() == EXAMPLES) {
        break;
      }
      String text = PersonalData.removed(one.text, names(one));
      if (!text.isBlank()) {
        examples.add(
            text.length() <= LONGEST_EXAMPLE ? text : text.substring(0, LONGEST_EXAMPLE) + "…");
      }
    }
    return List.copyOf(examples);
  }

  private Set<String> names(Same one) {
    Set<String> names = new HashSet<>();
    one.questions.stream()
        .map(Unanswered::customer)
        .distinct()
        .limit(EXAMPLES)
        .forEach(customer -> {
          if (customer != null) {
            names.addAll(namesOf.apply(customer));
          }
        });
    return names;
  }
}
