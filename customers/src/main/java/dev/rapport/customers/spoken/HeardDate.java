package dev.rapport.customers.spoken;

import dev.rapport.customers.identity.Edits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A birth date as heard.
final class HeardDate {
  static final int LEVELS = 6;
  private static final int MAX_FORMS = 40;
  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("first", 1),
          Map.entry("second", 2),
          Map.entry("third", 3),
          Map.entry("fourth", 4),
          Map.entry("fifth", 5),
          Map.entry("sixth", 6),
          Map.entry("seventh", 7),
          Map.entry("eighth", 8),
          Map.entry("ninth", 9),
          Map.entry("tenth", 10),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("eleventh", 11),
          Map.entry("twelve", 12),
          Map.entry("twelfth", 12),
          Map.entry("thirteen", 13),
          Map.entry("thirteenth", 13),
          Map.entry("fourteen", 14),
          Map.entry("fifteen", 15),
          Map.entry("sixteen", 16),
          Map.entry("seventeen", 17),
          Map.entry("eighteen", 18),
          Map.entry("nineteen", 19),
          Map.entry("twenty", 20),
          Map.entry("thirty", 30),
          Map.entry("dirty", 30),
          Map.entry("thirtieth", 30),
          Map.entry("forty", 40),
          Map.entry("fifty", 50),
          Map.entry("sixty", 60),
          Map.entry("seventy", 70),
          Map.entry("eighty", 80),
          Map.entry("ninety", 90));
  private static final String[] MONTHS = {
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
  };

  /// One way to read a guess; 0 where a part was not heard.
  record Form(int day, int month, int year, String digits) {
    /// `19790927`, with noughts for what was not heard.
    String written() {
      return String.format(Locale.ROOT, "%04d%02d%02d", year, month, day);
    }
  }

  /// A profile's birth date, ready to be compared.
  record Written(int day, int month, int year, String digits, String shortDigits) {
    /// @param date `19790927`; anything else is no date
    static Written of(String date) {
      if (date.length() != 8 || !date.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return new Written(0, 0, 0, "", "");
      }
      int year = Integer.parseInt(date, 0, 4, 10);
      int month = Integer.parseInt(date, 4, 6, 10);
      int day = Integer.parseInt(date, 6, 8, 10);
      return new Written(
          day,
          month,
          year,
          date.substring(6) + date.substring(4, 6) + date.substring(0, 4),
          "" + day + month + year);
    }
  }

  private final List<Form> forms = new ArrayList<>();

  HeardDate(List<String> guesses) {
    Set<Form> read = new LinkedHashSet<>();
    for (String guess : guesses) {
      read.addAll(read(guess));
    }
    read.stream().limit(MAX_FORMS).forEach(forms::add);
  }

  private static List<Form> read(String guess) {
    List<Integer> numbers = new ArrayList<>();
    var digits = new StringBuilder();
    int month = 0;
    for (String word : SpokenLetters.words(guess.replaceAll("[/:.]", " "))) {
      int named = month(word);
      if (named > 0) {
        month = named;
        continue;
      }
      String figures = word.replaceAll("(st|nd|rd|th)$", "").replaceAll("\\D", "");
      if (!figures.isEmpty() && figures.length() <= 9) {
        digits.append(figures);
        numbers.add(Integer.parseInt(figures));
      } else {
        int number = NUMBERS.getOrDefault(word, SpokenLetters.digit(word));
        if (number >= 0) {
          combine(numbers, number);
          digits.append(number);
        }
      }
    }
    if (month == 0 && numbers.isEmpty()) {
      return List.of();
    }
    return month > 0 ? named(numbers, month) : numeric(numbers, digits.toString());
  }

  /// "eighty" "four" is 84, "1980" "4" is 1984.
  private static void combine(List<Integer> numbers, int number) {
    int last = numbers.isEmpty() ? -1 : numbers.getLast();
    if (number < 10 && number > 0 && last >= 20 && last % 10 == 0) {
      numbers.set(numbers.size() - 1, last + number);
    } else {
      numbers.add(number);
    }
  }

  private static List<Form> named(List<Integer> numbers, int month) {
    int day = 0;
    int year = 0;
    List<Integer> rest = new ArrayList<>();
    for (int number : numbers) {
      if (number >= 1900 && number <= 2030) {
        year = number;
      } else if (year > 0 && year % 10 == 0 && number > 0 && number < 10) {
        year += number;
      } else {
        rest.add(number);
      }
    }
    if (!rest.isEmpty() && rest.getFirst() >= 1 && rest.getFirst() <= 31) {
      day = rest.removeFirst();
    }
    if (year == 0 && rest.size() >= 2 && (rest.get(0) == 19 || rest.get(0) == 20)) {
      year = rest.get(0) * 100 + rest.get(1) % 100;
    }
    String digits = rest.isEmpty() || year > 0 ? "" : rest.toString().replaceAll("\\D", "");
    return List.of(new Form(day, month, year, digits));
  }

  private static List<Form> numeric(List<Integer> numbers, String digits) {
    List<Form> forms = new ArrayList<>();
    if (numbers.size() == 3 && numbers.get(0) <= 31 && numbers.get(1) <= 12) {
      forms.add(new Form(numbers.get(0), numbers.get(1), century(numbers.get(2)), digits));
    }
    if (digits.length() >= 6 && digits.length() <= 8) {
      String year = digits.substring(digits.length() - 4);
      String rest = digits.substring(0, digits.length() - 4);
      for (int cut = 1; cut < rest.length(); cut++) {
        int day = Integer.parseInt(rest, 0, cut, 10);
        int month = Integer.parseInt(rest, cut, rest.length(), 10);
        if (day >= 1 && day <= 31 && month >= 1 && month <= 12) {
          forms.add(new Form(day, month, Integer.parseInt(year), digits));
        }
      }
    }
    return forms.isEmpty() ? List.of(new Form(0, 0, 0, digits)) : forms;
  }

  private static int century(int year) {
    return year >= 100 ? year : year > 26 ? 1900 + year : 2000 + year;
  }

  private static int month(String word) {
    for (int i = 0; i < MONTHS.length; i++) {
      if (word.startsWith(MONTHS[i]) && (word.length() > 3 || i == 4 || word.equals(MONTHS[i]))) {
        return i + 1;
      }
    }
    return word.startsWith("mai") ? 5 : 0;
  }

  /// What may have been said, the recogniser's best guesses first.
  List<String> forms() {
    return forms.stream()
        .filter(form -> missing(form) <= 1 && form.year() <= 9_999)
        .map(Form::written)
        .distinct()
        .toList();
  }

  /// 0 when it was heard exactly, up to [#LEVELS] - 1; -1 when nothing was heard.
  int level(Written written) {
    if (forms.isEmpty() || written.year() == 0) {
      return -1;
    }
    int best = LEVELS - 1;
    Map<String, Integer> known = new HashMap<>();
    for (Form form : forms) {
      best = Math.min(best, level(form, written, known));
      if (best == 0) {
        break;
      }
    }
    return best;
  }

  /// @param known the edits between digits already compared with this date
  private static int level(Form heard, Written written, Map<String, Integer> known) {
    boolean day = heard.day() == written.day();
    boolean month = heard.month() == written.month();
    boolean year = heard.year() == written.year();
    int same = (day ? 1 : 0) + (month ? 1 : 0) + (year ? 1 : 0);
    if (same == 3) {
      return 0;
    }
    int edits =
        heard.digits().length() < 4
            ? 9
            : known.computeIfAbsent(heard.digits(), digits -> edits(digits, written));
    if (edits <= 1 || (same == 2 && nearly(heard, written))) {
      return 1;
    }
    if (same == 2
        || edits == 2
        || (year && heard.day() == written.month() && heard.month() == written.day())) {
      return 2;
    }
    if (edits == 3 || (same == 1 && missing(heard) >= 1)) {
      return 3;
    }
    return same == 1 ? 4 : 5;
  }

  private static int missing(Form heard) {
    return (heard.day() == 0 ? 1 : 0) + (heard.month() == 0 ? 1 : 0) + (heard.year() == 0 ? 1 : 0);
  }

  /// The third part was not heard, or one digit of it is wrong or missing.
  private static boolean nearly(Form heard, Written written) {
    return missing(heard) == 1
        || near(heard.day(), written.day())
        || near(heard.month(), written.month())
        || near(heard.year(), written.year());
  }

  private static boolean near(int heard, int written) {
    return heard != written
        && Edits.between(Integer.toString(heard), Integer.toString(written), 2) < 2;
  }

  private static int edits(String heard, Written written) {
    int edits = Edits.between(heard, written.digits(), 4);
    return written.shortDigits().length() == written.digits().length()
        ? edits
        : Math.min(edits, Edits.between(heard, written.shortDigits(), 4));
  }
}
