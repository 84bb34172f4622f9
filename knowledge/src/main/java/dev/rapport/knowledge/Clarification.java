package dev.rapport.knowledge;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How somebody answers the question "which of these do you mean?": with a number, with the words
/// of one of the choices, with "the second", or with "neither". Anything else is none of these, and
/// is for a person to read.
///
/// @param chosen the place of the choice, from 0; empty for none of them
public record Clarification(OptionalInt chosen) {

  /// Longer than this it is a message of its own.
  private static final int MAX_TEXT = 120;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern PARTING = Pattern.compile("[^\\p{L}\\p{N}]+");

  /// "2", "2.", "no. 2", "option 2 please", "die 2".
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?:(?:number|no|nr|num|nummer|numero|option|opcion|opzione|opcao|optie|choice|answer|the|das|die"
              + "|der|le|la|el|il|de|het|o|a|رقم|第|選択肢|选|選) ?)*([0-9])(?: ?(?:please|bitte|svp|por"
              + " favor|per favore|graag|thanks|one|番|番目|个|個|号|です|でお願いします))*");

  /// By their place; each word stands for it in some language.
  private static final List<Set<String>> ORDINALS =
      List.of(
          words(
              "first 1st one erste ersten erster erstes premier premiere primero primera primer primo"
                  + " prima primeiro primeira eerste الاول الاولى 一番目 最初 第一 第一个 第一個 一"),
          words(
              "second 2nd two zweite zweiten zweiter zweites deuxieme second seconde segundo segunda"
                  + " secondo seconda tweede الثاني الثانية 二番目 第二 第二个 第二個 二"),
          words(
              "third 3rd three dritte dritten dritter drittes troisieme tercero tercera tercer terzo terza"
                  + " terceiro terceira derde الثالث الثالثة 三番目 第三 第三个 第三個 三"));

  private static final Set<String> LAST =
      words("last letzte letzten letzter derniere dernier ultimo ultima laatste الاخير 最後 最后");

  /// Words that may stand beside an ordinal without saying more.
  private static final Set<String> BESIDE =
      words(
          "the one please i mean meant it is its that thats choice option answer das die der den ich meine"
              + " bitte ist es le la celui el il lo l o a de het ik bedoel graag s il vous plait por favor"
              + " per favore quiero decir yes ja oui si sim yep quello quella opcion opzione opcao optie です"
              + " お願いします thanks thank you");

  private static final Pattern NONE =
      Pattern.compile(
          "(?:no |nein |non |nee |nao |sorry )*(?:neither|none|nothing|no|nope|neither of (?:them|these"
              + "|those|the two)|none of (?:them|these|those|the above|that)|not (?:one|any) of (?:them"
              + "|these)|nothing of (?:that|these)|something else|nein|keine?s?|keine?s? (?:davon|von"
              + " (?:beiden|diesen|denen))|nichts davon|weder noch|etwas anderes|was anderes|non|aucune?"
              + "|aucune? des (?:deux|trois)|aucune? d entre eux|ni l un ni l autre|rien de tout ca|autre"
              + " chose|ningun[oa]?|ningun[oa] de (?:ell[oa]s|est[oa]s|l[oa]s dos)|ni un[oa] ni otr[oa]"
              + "|otra cosa|nessun[oa]?|nessun[oa] d(?:i|ei|elle) (?:queste?i?|due|tre)|qualcos altro|ne l"
              + " uno ne l altro|nenhum[a]?|nenhum[a]? (?:deles|delas|dos dois)|outra coisa|geen|geen van"
              + " (?:beide|deze|allen|die)|iets anders|لا شيء|ولا واحد|لا هذا ولا ذاك|لا|شيء اخر"
              + "|どれも違います|どれでもない|違います|いいえ|ありません|どちらでもない|都不是|没有|沒有|不是"
              + "|都没有|都沒有)(?: (?:please|thanks|thank you|danke|merci|gracias|grazie|obrigado|bedankt"
              + "|sorry))*");

  private static Set<String> words(String spaced) {
    return new HashSet<>(Arrays.asList(plain(spaced).split(" ")));
  }

  private static String plain(String text) {
    return MARKS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT)
        .replace("\u00df", "ss");
  }

  private static List<String> tokens(String text) {
    return PARTING.splitAsStream(plain(text)).filter(word -> !word.isEmpty()).toList();
  }

  /// Empty when the words say none of these.
  ///
  /// @param titles of the choices, in their order
  public static Optional<Clarification> of(String text, List<String> titles) {
    List<String> words = tokens(text.length() > MAX_TEXT ? "" : text);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    String whole = String.join(" ", words);
    if (PLAIN_NONE.matcher(whole).matches()) {
      return Optional.of(new Clarification(OptionalInt.empty()));
    }
    Matcher number = PLAIN_NUMBER.matcher(whole);
    OptionalInt place =
        number.matches()
            ? within(Integer.parseInt(number.group(1)) - 1, titles.size())
            : ordinal(words, titles.size());
    if (place.isEmpty()) {
      place = titled(words, titles);
    }
    return place.isEmpty() ? Optional.empty() : Optional.of(new Clarification(place));
  }

  private static final Pattern PLAIN_NONE = Pattern.compile(plain(NONE.pattern()));
  private static final Pattern PLAIN_NUMBER = Pattern.compile(plain(NUMBER.pattern()));

  private static OptionalInt within(int place, int size) {
    return place >= 0 && place < size ? OptionalInt.of(place) : OptionalInt.empty();
  }

  /// One ordinal, and nothing else that says anything.
  private static OptionalInt ordinal(List<String> words, int size) {
    OptionalInt found = OptionalInt.empty();
    for (String word : words) {
      int place = LAST.contains(word) ? size - 1 : placeOf(word);
      // "The second one": a "one" beside another ordinal is no ordinal.
      boolean filler =
          BESIDE.contains(word) && (place < 0 || found.isPresent() || words.size() > 1);
      if (place >= 0 && !filler) {
        if (found.isPresent() && found.getAsInt() != place) {
          return OptionalInt.empty();
        }
        found = within(place, size);
      } else if (!filler) {
        return OptionalInt.empty();
      }
    }
    return found;
  }

  private static int placeOf(String word) {
    for (int place = 0; place < ORDINALS.size(); place++) {
      if (ORDINALS.get(place).contains(word)) {
        return place;
      }
    }
    return -1;
  }

  /// The choice whose title has all of the words, or that has all words of the title, if there is
  /// one such choice only.
  private static OptionalInt titled(List<String> words, List<String> titles) {
    List<Integer> fitting = new ArrayList<>();
    Set<String> said = new HashSet<>(words);
    Set<String> telling = new HashSet<>(said);
    telling.removeAll(BESIDE);
    for (int i = 0; i < titles.size(); i++) {
      Set<String> title = new HashSet<>(tokens(titles.get(i)));
      boolean whole = !title.isEmpty() && said.containsAll(title);
      if (whole || (!telling.isEmpty() && title.containsAll(telling))) {
        fitting.add(i);
      }
    }
    return fitting.size() == 1 ? OptionalInt.of(fitting.getFirst()) : OptionalInt.empty();
  }
}
