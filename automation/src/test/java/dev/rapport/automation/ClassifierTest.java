package dev.rapport.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClassifierTest {
  private static final Set<String> QUEUES = Set.of("general", "billing", "returns", "premium");
  private static final Set<String> SKILLS = Set.of("invoices", "french");

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "returns by form",
              List.of(new Condition.Asked(List.of("returns"))),
              new Rule.Action("returns", List.of(), Urgency.LOW, "We have your return.")),
          new Rule(
              "our best customers",
              List.of(
                  new Condition.Recognised(true),
                  new Condition.InBand(List.of("platinum", "gold"))),
              new Rule.Action("premium", List.of(), Urgency.HIGH, null)),
          new Rule(
              "french bills",
              List.of(
                  new Condition.Mentions(List.of("facture")),
                  new Condition.InLanguage(List.of("fr"))),
              new Rule.Action(
                  "billing",
                  List.of(new RequiredSkill("invoices", 50), new RequiredSkill("french", 80)),
                  Urgency.NORMAL,
                  null)),
          new Rule(
              "bills",
              List.of(new Condition.Mentions(List.of("invoic*", "direct debit", "Rückzahlung"))),
              new Rule.Action(
                  "billing", List.of(new RequiredSkill("invoices", 50)), Urgency.NORMAL, null)),
          new Rule(
              "billing address",
              List.of(
                  new Condition.OnChannel(List.of("email")),
                  new Condition.SentTo(List.of("bills@shop.example", "@billing.example"))),
              Rule.Action.to("billing")));

  private final Classifier classifier = sound(new Rulebook(RULES, "general", QUEUES, SKILLS));

  private static Classifier sound(Rulebook book) {
    return switch (book.check()) {
      case Rulebook.Checked.Sound sound -> sound.classifier();
      case Rulebook.Checked.Faulty faulty -> throw new AssertionError(faulty.faults());
    };
  }

  private static Request text(String subject, String text, @Nullable String language) {
    return new Request(
        "chat", null, null, new Request.Words(subject, text, language), Request.Sender.STRANGER);
  }

  private static Request asking(@Nullable String queue, String text) {
    return new Request(
        "form", null, queue, new Request.Words("", text, null), Request.Sender.STRANGER);
  }

  private Verdict.Classified classified(Request request) {
    return switch (classifier.classify(request)) {
      case Verdict.Classified classified -> classified;
      case Verdict.UnknownQueue unknown -> throw new AssertionError(unknown);
    };
  }

  @ParameterizedTest(name = "[{index}] {0} / {1} / {2}: {4} by {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "'',           where is my invoice?,        -,     bills,         billing",
        "Invoices,     '',                          -,     bills,         billing",
        "'',           INVOICING question,          -,     bills,         billing",
        "'',           my direct  debit failed,     -,     bills,         billing",
        "'',           meine Ruckzahlung fehlt,     de,    bills,         billing",
        "'',           debit of my direct account,  -,     default queue, general",
        "'',           ma facture est fausse,       fr-CA, french bills,  billing",
        "'',           ma facture est fausse,       -,     default queue, general",
        "'',           manufacture,                 fr,    default queue, general",
        "'',           hello,                       -,     default queue, general",
      })
  void theFirstRuleThatHoldsDecides(
      String subject, String text, @Nullable String language, String rule, String queue) {
    Verdict.Classified verdict = classified(text(subject, text, language));
    assertThat(verdict.rule()).isEqualTo(rule);
    assertThat(verdict.action().queue()).isEqualTo(queue);
  }

  @ParameterizedTest(name = "[{index}] by {0} to {1}: {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "email, bills@shop.example,     billing",
        "email, Bills@Shop.Example,     billing",
        "email, anything@billing.example, billing",
        "email, bills@shop.example.org, general",
        "email, -,                      general",
        "chat,  bills@shop.example,     general",
      })
  void whereItWasSentToCounts(String channel, @Nullable String recipient, String queue) {
    Request request =
        new Request(
            channel,
            recipient,
            null,
            new Request.Words("", "hello", null),
            Request.Sender.STRANGER);
    assertThat(classified(request).action().queue()).isEqualTo(queue);
  }

  @ParameterizedTest(name = "[{index}] recognised {0}, band {1}: {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "true,  PLATINUM, premium",
        "true,  gold,     premium",
        "true,  silver,   general",
        "true,  -,        general",
        "false, gold,     general",
      })
  void whoWroteCounts(boolean recognised, @Nullable String band, String queue) {
    Request request =
        new Request(
            "chat",
            null,
            null,
            new Request.Words("", "hello", null),
            new Request.Sender(recognised, band));
    assertThat(classified(request).action().queue()).isEqualTo(queue);
  }

  @Test
  void everythingARuleSaysIsInTheVerdictWithWhatHeld() {
    assertThat(classified(text("", "ma facture", "fr")))
        .isEqualTo(
            new Verdict.Classified(
                RULES.get(2).action(),
                "french bills",
                List.of("the subject or text says 'facture'", "it is in fr")));
  }

  @Test
  void aQueueThatIsNotThereIsRefusedAndNotGuessed() {
    assertThat(classifier.classify(asking("biling", "my invoice")))
        .isEqualTo(new Verdict.UnknownQueue("biling"));
  }

  @Test
  void theSendersChoiceStandsAgainstRulesForOtherQueues() {
    Verdict.Classified verdict = classified(asking("premium", "my invoice"));
    assertThat(verdict.action()).isEqualTo(Rule.Action.to("premium"));
    assertThat(verdict.rule()).isEqualTo(Verdict.Classified.REQUESTED);
    assertThat(verdict.because()).containsExactly("the sender chose 'premium'");
  }

  @Test
  void rulesForTheChosenQueueStillAddTheirPart() {
    assertThat(classified(asking("billing", "my invoice")).rule()).isEqualTo("bills");
    assertThat(classified(asking("returns", "anything")).action().acknowledgement())
        .isEqualTo("We have your return.");
  }

  @Test
  void noChoiceIsNoChoice() {
    assertThat(classified(asking(null, "hello")).rule()).isEqualTo("default queue");
    assertThat(classified(asking("  ", "hello")).rule()).isEqualTo("default queue");
  }

  @Test
  void whatTheWordsAreAboutIsACondition() {
    Rule about =
        new Rule(
            "refunds",
            List.of(new Condition.About(List.of("refund", "return"))),
            Rule.Action.to("returns"));
    Classifier byIntent = sound(new Rulebook(List.of(about), "general", QUEUES, SKILLS));
    Request refund =
        new Request(
            "chat",
            null,
            null,
            new Request.Words("", "my money", "en", "refund"),
            Request.Sender.STRANGER);
    assertThat(byIntent.classify(refund))
        .isEqualTo(
            new Verdict.Classified(
                Rule.Action.to("returns"), "refunds", List.of("it seems to be about refund")));
    assertThat(byIntent.classify(text("", "my money", null)))
        .isEqualTo(
            new Verdict.Classified(
                Rule.Action.to("general"), Verdict.Classified.DEFAULT, List.of()));
  }

  @Test
  void aRuleWithoutConditionsAlwaysHolds() {
    Rule all = new Rule("all", List.of(), Rule.Action.to("returns"));
    Verdict verdict =
        sound(new Rulebook(List.of(all), "general", QUEUES, SKILLS))
            .classify(text("", "hello", null));
    assertThat(verdict)
        .isEqualTo(new Verdict.Classified(Rule.Action.to("returns"), "all", List.of()));
  }
}
