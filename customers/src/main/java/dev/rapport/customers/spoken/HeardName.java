package dev.rapport.customers.spoken;

import dev.rapport.customers.identity.NameLikeness;
import dev.rapport.customers.identity.NameLikeness.Name;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A name as heard, said or spelled.
final class HeardName {
  static final int LEVELS = 6;
  private static final int MAX_FORMS = 60;

  /// Names less alike than this are different ones.
  private static final double ALIKE_FROM = 0.72;

  private final Set<String> forms = new LinkedHashSet<>();
  private final List<Name> ready;
  private final Map<String, Integer> known = new HashMap<>();

  HeardName(List<String> guesses) {
    for (String guess : guesses) {
      String[] words = SpokenLetters.words(guess);
      if (SpokenLetters.isSpelling(guess)) {
        addSpelled(words, guess);
      }
      for (int i = 0; i < words.length; i++) {
        add(words[i]);
        if (i + 1 < words.length) {
          add(words[i] + words[i + 1]);
        }
      }
    }
    ready = forms.stream().map(Name::new).toList();
  }

  /// The whole, and each cut into a first and a last name.
  private void addSpelled(String[] words, String guess) {
    String all = String.join("", words);
    add(all);
    String coded = SpokenLetters.spelled(guess, false);
    add(coded);
    for (String text : List.of(all, coded)) {
      for (int cut = 3; cut <= text.length() - 3; cut++) {
        add(text.substring(0, cut));
        add(text.substring(cut));
      }
    }
  }

  private void add(String form) {
    if (form.length() >= 2 && form.length() <= 24 && forms.size() < MAX_FORMS) {
      forms.add(form);
    }
  }

  /// What may have been said, the recogniser's best guesses first.
  List<String> forms() {
    return List.copyOf(forms);
  }

  /// 0 when it was heard exactly, up to [#LEVELS] - 1; -1 when nothing was heard.
  int level(Name written) {
    if (forms.isEmpty() || written.text().isEmpty()) {
      return -1;
    }
    return known.computeIfAbsent(written.text(), _ -> compare(written));
  }

  private int compare(Name written) {
    if (forms.contains(written.text())) {
      return 0;
    }
    double best = ALIKE_FROM;
    for (Name form : ready) {
      best = Math.max(best, NameLikeness.spoken(form, written, best));
    }
    return best >= 0.95 ? 1 : best >= 0.89 ? 2 : best >= 0.82 ? 3 : best > ALIKE_FROM ? 4 : 5;
  }
}
