package dev.rapport.knowledge.editing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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

  /// Between digits of one number: spaces of every width, dashes, slashes, brackets.
  private static final String GAP = "[ \u00a0\u2009\u202f()/.\u2010-\u2015-]{0,3}";

  private static final String MONTH =
      "(?:jan|feb|m[aä]r|mar|ap?r|abr|ma[iyg]|jun|juin|giu|ju[il]|lug|a[uo][gû]|ago|sep|set|o[ck]t|out|ott"
          + "|nov|de[czs]|dic|gen|fév|fev|avr|jui|ene|mrt|mei)\\p{L}{0,7}";

  /// What goes before a number that is somebody's, in the words of ten languages.
  private static final String NUMBERED =
      "(?:order|booking|invoice|ticket|case|contract|policy|customer|account|member(?:ship)?|passport"
          + "|licen[cs]e|reference|bestellung|bestell|auftrag|rechnung|kunden|vertrag|ausweis|konto"
          + "|commande|facture|contrat|compte|pedido|factura|fatura|contrato|cuenta|conta|cliente|ordine"
          + "|fattura|contratto|bestelling|factuur|klant|訂單|订单|注文|طلب)";

  /// In order: what is most telling first, so that an account's number is not taken for a phone's.
  private static final List<Rule> RULES =
      List.of(
          rule(
              "[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63})+",
              "[e-mail]"),
          rule(
              "[\\p{L}\\p{N}._%+-]{1,64} ?[(\\[{] ?(?:at|ät|arroba) ?[)\\]}] ?[\\p{L}\\p{N}-]{1,63}"
                  + "(?: ?(?:\\.|[(\\[{] ?(?:dot|punkt|punto|point) ?[)\\]}]) ?[\\p{L}\\p{N}-]{2,63}){1,3}",
              "[e-mail]"),
          rule("(https?://[^\\s?#]{1,500})[?#]\\S{0,2000}", "$1"),
          rule("(?<![\\p{L}\\p{N}])@[\\p{L}_][\\p{L}\\p{N}_.]{1,40}", "[name]"),
          rule(
              "\\b(?=[a-z]{2} ?\\d{2}(?:[ .-]?[a-z0-9]){0,8}[ .-]?\\d{4})"
                  + "[a-z]{2} ?\\d{2}(?:[ .-]?[a-z0-9]{4}){2,7}(?:[ .-]?[a-z0-9]{1,4})?\\b",
              "[account]"),
          rule("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?!\\.?\\d)", "[address]"),
          rule("\\b[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7}\\b", "[address]"),
          rule("(?<![\\d./-])\\d{1,2}[./-]\\d{1,2}[./-](?:19|20)?\\d{2}(?![./-]?\\d)\\b", "[date]"),
          rule("\\b(?:19|20)\\d{2}-\\d{2}-\\d{2}\\b", "[date]"),
          rule(
              "\\b\\d{1,2}(?:st|nd|rd|th|\\.|º)? (?:of |de )?"
                  + MONTH
                  + ",? (?:de )?(?:19|20)\\d{2}\\b",
              "[date]"),
          rule("\\b" + MONTH + " \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d{2}\\b", "[date]"),
          rule("(?:19|20)\\d{2}年\\d{1,2}月\\d{1,2}[日号]", "[date]"),
          rule("\\b[a-z]{1,2}\\d[a-z\\d]? ?\\d[a-z]{2}\\b", "[postcode]"),
          exact("\\b\\d{4} ?[A-Z]{2}\\b", "[postcode]"),
          rule(
              "\\b\\d{1,5}[a-z]?,? (?:[\\p{L}'-]{2,30} ){1,3}"
                  + "(?:street|st|road|rd|lane|avenue|ave|drive|close|square|court)\\b\\.?",
              "[address]"),
          rule(
              "\\b[\\p{L}-]{2,40}[ -]?(?:straße|strasse|str\\.|weg|platz|gasse|allee|straat|laan|gracht|plein)"
                  + ",? ?\\d{1,4}(?: ?[a-z])?\\b",
              "[address]"),
          exact(
              "\\b(?:Am|An der|An den|Auf der|Auf dem|Im|In der|Unter den|Zum|Zur) \\p{Lu}[\\p{L}-]{2,30}"
                  + " \\d{1,4}[a-z]?\\b",
              "[address]"),
          rule(
              "\\b\\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\\.|boulevard|bd|place|chemin|allée|impasse)"
                  + "(?: (?:de|du|des|la|le|les|l')){0,2}(?: [\\p{L}'’-]{2,30}){1,3}",
              "[address]"),
          rule(
              "\\b(?:rue|avenue|calle|c/|via|viale|piazza|corso|rua|avenida|avda\\.?|plaza|praça|travessa)"
                  + " (?:[\\p{L}'’-]{1,30},? ){1,5}(?:n[.º°]{0,2} ?|núm\\.? ?)?\\d{1,4}\\b",
              "[address]"),
          rule(
              "\\p{IsHan}{1,12}[都道府県市区區町村县縣路街巷](?:[\\p{IsHan}\\p{IsKatakana}]{0,12})\\p{Nd}{1,4}"
                  + "(?:[-丁目番地号號]{1,3}\\p{Nd}{0,4}){0,3}",
              "[address]"),
          rule(
              "("
                  + NUMBERED
                  + "(?:[ -]?(?:number|no|nr|nummer|numéro|numero|número|n°|nº|id|番号|号|رقم))?[.:]?[ #:]{0,3})"
                  + "(?=[\\p{L}-]{0,10}\\d{3})[\\p{L}\\p{N}-]{3,40}",
              "$1[number]"),
          rule("#\\d{2,20}\\b", "[number]"),
          rule("[+\uff0b]?\\p{Nd}(?:" + GAP + "\\p{Nd}){6,18}", "[number]"),
          rule(
              "\\b(?:\\p{L}{1,6}[-#/]?\\d[\\p{L}\\d-]{0,6}\\d{3}[\\p{L}\\d-]{0,20}|\\d{5,20})\\b",
              "[number]"),
          rule(
              "\\b(?=[a-z0-9-]{8,40}\\b)(?=[0-9-]{0,40}[a-z])(?:[a-z-]{0,20}\\d){4}[a-z0-9-]{0,40}\\b",
              "[number]"),
          exact(
              "(?<!\\p{L})((?iu:mr|mrs|ms|miss|dr|prof|herrn?|frau|monsieur|madame|mme|mlle|señora?|sra?"
                  + "|signora?|sig|senhora?|dhr|mevr|mevrouw|meneer)\\.?) (?:(?:van|von|de|der|den|del|di|da|la|le)"
                  + " ){0,2}\\p{Lu}[\\p{L}'’-]{1,30}(?: \\p{Lu}[\\p{L}'’-]{1,30}){0,2}",
              "$1 [name]"),
          rule("\\p{IsHan}{1,4}(?:様|さん|先生|女士|小姐)", "[name]"),
          exact(
              "((?iu:my name is|my name's|this is|i am called|i'm called|ich heiße|ich bin|mein name ist"
                  + "|je m'appelle|je suis|me llamo|soy|mi chiamo|sono|chamo-me|me chamo|eu sou|ik heet|mijn naam"
                  + " is|ik ben)) (?:(?:van|von|de|der|den|del|di|da) ){0,2}\\p{Lu}[\\p{L}'’-]{1,30}"
                  + "(?: \\p{Lu}[\\p{L}'’-]{1,30}){0,2}",
              "$1 [name]"),
          rule(
              "((?:my name is|my name's|i am called|i'm called|ich heiße|mein name ist|je m'appelle|mon nom est"
                  + "|me llamo|mi nombre es|mi chiamo|il mio nome è|chamo-me|me chamo|o? ?meu nome é|ik heet"
                  + "|mijn naam is|اسمي)) (?!\\[)[\\p{L}'’-]{2,30}(?: (?!(?:and|but|from|i|my|the|with|und|aber|ich"
                  + "|aus|et|mais|je|y|pero|yo|e|ma|io|mas|eu|en|maar|ik|و|on|is|was|have|has)\\b)[\\p{L}'’-]{2,30})?",
              "$1 [name]"),
          rule(
              "((?:我叫|我的名字是|我是|名前は|私は))[\\p{IsHan}\\p{IsKatakana}]{2,6}(?=[，。、,.！!です]|と|$)",
              "$1[name]"));

  private static final Pattern GREETS =
      Pattern.compile(
          "^\\s*(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|hallo|guten"
              + " (?:tag|morgen|abend)|sehr geehrte\\p{L}*|liebe\\p{L}*|moin|servus|bonjour|bonsoir|cher|chère"
              + "|salut|hola|buen[oa]s|estimad\\p{L}*|querid\\p{L}*|buongiorno|buonasera|gentile|ciao|salve|car[oa]"
              + "|olá|oi|prezad\\p{L}*|car[oa]|hoi|goedendag|geachte|beste|مرحبا|السلام|您好|你好|こんにちは)(?!\\p{L}).*",
          FLAGS);

  private static final Pattern CLOSES =
      Pattern.compile(
          "^\\s*(?:(?:kind|best|warm|many)? ?(?:regards|wishes)|yours|sincerely|cheers|thanks(?:"
              + " again)?|mit (?:freundlichen|besten|lieben)|(?:viele|beste|liebe|freundliche|schöne) grüße|grüße|lg"
              + "|mfg|vg|cordialement|bien à vous|salutations|saludos|un saludo|atentamente|cordiali saluti|distinti"
              + " saluti|atenciosamente|cumprimentos|com os melhores|met vriendelijke|vriendelijke groet\\p{L}*"
              + "|groet\\p{L}*|مع تحياتي|تحياتي|よろしくお願い|此致|敬具)(?!\\p{L}).{0,40}",
          FLAGS);

  /// Parts of names that are words of a language as well.
  private static final Set<String> PARTICLES =
      Set.of(
          "de", "da", "do", "di", "du", "del", "der", "den", "des", "dos", "das", "van", "von",
          "vom", "la", "le", "el", "al", "bin", "ibn", "ten", "ter", "zu", "zur", "und", "and",
          "mr", "mrs", "ms", "dr", "herr", "frau");

  private PersonalData() {}

  private static Rule rule(String what, String instead) {
    return new Rule(Pattern.compile(what, FLAGS), instead);
  }

  /// In which capitals are capitals.
  private static Rule exact(String what, String instead) {
    return new Rule(Pattern.compile(what), instead);
  }

  /// The text without what belongs to one person.
  ///
  /// @param names of whoever took part: each of their parts is taken out, in any case and with or
  ///   without its accents
  public static String removed(String text, Collection<String> names) {
    String left = withoutLetterForm(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
    for (Rule rule : RULES) {
      left = rule.what().matcher(left).replaceAll(rule.instead());
    }
    // Longer ones first, so that no part of a name is left standing.
    for (String part :
        parts(names).stream().sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
      // Japanese and Chinese names stand between other letters.
      boolean spaced = part.codePoints().noneMatch(Character::isIdeographic);
      String whole =
          spaced
              ? "(?<![\\p{L}\\p{N}])" + Pattern.quote(part) + "(?=s?(?![\\p{L}\\p{N}]))"
              : Pattern.quote(part);
      left = Pattern.compile(whole, FLAGS).matcher(left).replaceAll("[name]");
    }
    return left.replaceAll("\\[name\\](?:[ -]\\[name\\])+", "[name]").strip();
  }

  private static Set<String> parts(Collection<String> names) {
    Set<String> parts = new HashSet<>();
    for (String name : names) {
      for (String part : name.split("[\\s,]+")) {
        parts.add(part);
        parts.addAll(List.of(part.split("[-’']")));
      }
    }
    for (String part : List.copyOf(parts)) {
      parts.add(part.replace("ß", "ss"));
      parts.add(part.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss"));
      parts.add(
          Normalizer.normalize(part, Normalizer.Form.NFD)
              .replaceAll("\\p{M}+", "")
              .replace("ß", "ss"));
    }
    parts.removeIf(part ->
        PARTICLES.contains(part.toLowerCase(Locale.ROOT))
            || part.codePoints().filter(Character::isLetter).count()
                < (part.codePoints().anyMatch(Character::isIdeographic) ? 1 : 2));
    return parts;
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
