package dev.rapport.knowledge.editing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Takes out of a text what belongs to one person: names that are known, addresses of every kind,
/// numbers of accounts, orders and telephones, greetings and signatures. It takes rather too much
/// than too little, and what it cannot know (a name that nobody has told it) it leaves: a person
/// reads a draft before anybody else does.
public final class PersonalData {

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  /// What is read of a text; nothing of the rest is kept.
  private static final int MAX_TEXT = 50_000;

  /// Lines of a signature after its closing words.
  private static final int SIGNATURE = 8;

  /// A line that only greets is not longer than this.
  private static final int GREETING = 60;

  private record Rule(Pattern what, String instead) {}

  /// In order: what is most telling first, so that an account's number is not taken for a phone's.
  private static final List<Rule> RULES =
      List.of(
          rule(
              "[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63})+",
              "[e-mail]"),
          rule("(https?://[^\\s?#]{1,500})[?#]\\S{0,2000}", "$1"),
          rule("\\b[a-z]{2}\\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,4})?\\b", "[account]"),
          rule("\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b", "[address]"),
          rule("\\b\\d{1,2}[./-]\\d{1,2}[./-](?:19|20)?\\d{2}\\b", "[date]"),
          rule("\\b(?:19|20)\\d{2}-\\d{2}-\\d{2}\\b", "[date]"),
          rule("\\b[a-z]{1,2}\\d[a-z\\d]? ?\\d[a-z]{2}\\b", "[postcode]"),
          rule(
              "\\b\\d{1,5}[a-z]? (?:[\\p{L}'-]{2,30} ){1,3}"
                  + "(?:street|st|road|rd|lane|avenue|ave|drive|close|square|court)\\b\\.?",
              "[address]"),
          rule(
              "\\b[\\p{L}-]{2,40}(?:straße|strasse|str\\.|weg|platz|gasse|allee) ?\\d{1,4}[a-z]?\\b",
              "[address]"),
          rule(
              "\\b(?:rue|avenue|calle|via|rua) (?:[\\p{L}'-]{1,30} ){1,4}\\d{1,4}\\b", "[address]"),
          rule("\\+?\\d(?:[ ()/.-]{0,2}\\d){6,18}", "[number]"),
          rule(
              "\\b(?:\\p{L}{1,6}[-#/]?\\d[\\p{L}\\d-]{0,6}\\d{3}[\\p{L}\\d-]{0,20}|\\d{5,20})\\b",
              "[number]"),
          new Rule(
              Pattern.compile(
                  "(?iu:(my name is|this is|i am called|ich heiße|mein name ist|je m'appelle|me"
                      + " llamo|mi chiamo)) \\p{Lu}[\\p{L}'-]{1,30}(?: \\p{Lu}[\\p{L}'-]{1,30}){0,2}"),
              "$1 [name]"));

  private static final Pattern GREETS =
      Pattern.compile(
          "^\\s*(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|hallo|guten"
              + " (?:tag|morgen|abend)|sehr geehrte\\p{L}*|liebe\\p{L}*|bonjour|cher|chère|hola|estimad\\p{L}*|buongiorno|gentile)\\b.*",
          FLAGS);

  private static final Pattern CLOSES =
      Pattern.compile(
          "^\\s*(?:(?:kind|best|warm|many)? ?(?:regards|wishes)|yours|sincerely|cheers|thanks(?:"
              + " again)?|mit freundlichen|(?:viele|beste|liebe|freundliche) grüße|cordialement|saludos|un"
              + " saludo|cordiali saluti)\\b.{0,40}",
          FLAGS);

  private PersonalData() {}

  private static Rule rule(String what, String instead) {
    return new Rule(Pattern.compile(what, FLAGS), instead);
  }

  /// The text without what belongs to one person.
  ///
  /// @param names of whoever took part: each of their parts is taken out
  public static String removed(String text, Collection<String> names) {
    String left = withoutLetterForm(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
    for (Rule rule : RULES) {
      left = rule.what().matcher(left).replaceAll(rule.instead());
    }
    Set<String> parts =
        names.stream()
            .flatMap(name -> List.of(name.split("[\\s,]+")).stream())
            .filter(part -> part.length() > 1)
            .collect(Collectors.toSet());
    // Longer ones first, so that no part of a name is left standing.
    for (String part :
        parts.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
      String whole = "(?<![\\p{L}\\p{N}])" + Pattern.quote(part) + "(?![\\p{L}\\p{N}])";
      left = Pattern.compile(whole, FLAGS).matcher(left).replaceAll("[name]");
    }
    return left.replaceAll("\\[name\\](?:[ -]\\[name\\])+", "[name]").strip();
  }

  private static String withoutLetterForm(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int i = 0; i < lines.size(); i++) {
      if (CLOSES.matcher(lines.get(i)).matches() && lines.size() - i <= SIGNATURE) {
        lines = lines.subList(0, i);
        break;
      }
    }
    return lines.stream()
        .filter(line -> !line.startsWith(">")) // what an earlier mail said
        .filter(line -> line.length() > GREETING || !greetsOnly(line))
        .collect(Collectors.joining("\n"));
  }

  /// A greeting that goes on to say something ("Hi, my brakes squeal.") is kept.
  private static boolean greetsOnly(String line) {
    return GREETS.matcher(line).matches() && line.strip().split("\\s+").length <= 5;
  }
}
