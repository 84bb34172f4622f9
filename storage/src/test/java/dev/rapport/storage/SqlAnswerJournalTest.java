package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ASKED_QUESTION;
import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.knowledge.ArticleIndex.Evidence;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.learning.AnswerJournal;
import dev.rapport.knowledge.learning.AnswerJournal.Asker;
import dev.rapport.knowledge.learning.AnswerJournal.Outcome;
import dev.rapport.knowledge.learning.AnswerJournal.Said;
import dev.rapport.knowledge.learning.AnswerJournal.Shown;
import dev.rapport.knowledge.learning.AnswerJournal.Unanswered;
import dev.rapport.knowledge.learning.Deflection;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of questions, on the engines there are.
@ParameterizedClass
@EnumSource
final class SqlAnswerJournalTest {
  private static final String CENTRE = "acme";
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /// When everything here is asked.
  private static final long ASKED = 1_000 * DAY;

  private static final Evidence EVIDENCE = new Evidence(0.1, 0.2, 0.3, 0.4, 0.5);

  @Parameter private TestEngine engine;
  @TempDir private Path directory;
  private Store store;
  private SqlAnswerJournal journal;
  private long seq;

  @BeforeEach
  void open() {
    store = engine.open(directory);
    journal = new SqlAnswerJournal(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private void asked(String id, String decision, Asker who, Shown... shown) {
    done(
        journal.asked(
            CENTRE,
            new AnswerJournal.Asked(
                id, ASKED, Audience.CUSTOMER, "q " + id, decision, List.of(shown), who)));
  }

  private static Asker customer(@Nullable String customer) {
    return new Asker(null, customer, null);
  }

  /// How a contact went.
  private record Life(
      @Nullable Long accepted, @Nullable Long ended, @Nullable String fate, boolean personAsked) {
    static final Life WAITING = new Life(null, null, null, false);
    static final Life CONTENT = new Life(null, 1L, "self_served", false);
    static final Life WENT = new Life(null, 1L, "abandoned", false);
    static final Life ASKED_AND_WENT = new Life(null, 1L, "abandoned", true);

    static Life taken(long minutes) {
      return new Life(MINUTE, (1 + minutes) * MINUTE, "handled", true);
    }
  }

  private void contact(String id, @Nullable String customer, long at, Life life) {
    contact(CENTRE, id, customer, at, life);
  }

  private void contact(String centre, String id, @Nullable String customer, long at, Life life) {
    done(
        store.write(sql -> {
          sql.insertInto(CONTACT)
              .set(CONTACT.CENTRE, centre)
              .set(CONTACT.ID, id)
              .set(CONTACT.CONVERSATION, "v-" + id)
              .set(CONTACT.CHANNEL, "chat")
              .set(CONTACT.SUBJECT, "")
              .set(CONTACT.CUSTOMER, customer)
              .set(CONTACT.CREATED_AT, at)
              .set(CONTACT.ACCEPTED_AT, life.accepted() == null ? null : at + life.accepted())
              .set(CONTACT.ENDED_AT, life.ended() == null ? null : at + life.ended())
              .set(CONTACT.FATE, life.fate())
              .execute();
          return life.personAsked()
              ? sql.insertInto(EVENT)
                  .set(EVENT.CENTRE, centre)
                  .set(EVENT.SEQ, ++seq)
                  .set(EVENT.AT, at)
                  .set(EVENT.TYPE, "PersonAskedFor")
                  .set(EVENT.VERSION, 1)
                  .set(EVENT.CONTACT, id)
                  .set(EVENT.PAYLOAD, "{}")
                  .set(EVENT.PREV_HASH, "")
                  .set(EVENT.HASH, "")
                  .execute()
              : 0;
        }));
  }

  private Unanswered only() {
    List<Unanswered> all = journal.unanswered(CENTRE, 0);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void aContactOfTheSameCustomerWithin72HoursFollowsAQuestion() {
    asked("1", "hand_over", customer("ana"));
    contact("late", "ana", ASKED + 72 * HOUR + MINUTE, Life.taken(9));
    assertThat(only().contact()).as("72:01 h").isNull();
    contact("soon", "ana", ASKED + 72 * HOUR - MINUTE, Life.taken(4));
    assertThat(only().contact()).as("71:59 h").isEqualTo("soon");
    assertThat(only().handleMs()).isEqualTo(4 * MINUTE);
  }

  @Test
  void theFirstContactIsTheOneThatCameOfIt() {
    asked("1", "hand_over", customer("ana"));
    contact("before", "ana", ASKED - MINUTE, Life.taken(1));
    contact("second", "ana", ASKED + 2 * HOUR, Life.taken(2));
    contact("first", "ana", ASKED + HOUR, Life.taken(3));
    assertThat(only().contact()).isEqualTo("first");
  }

  @Test
  void othersAndTheUnrecognisedFollowNothing() {
    asked("1", "hand_over", customer("ana"));
    contact("c1", "bea", ASKED + HOUR, Life.taken(1));
    contact("c2", null, ASKED + HOUR, Life.taken(1));
    contact("elsewhere", "c3", "ana", ASKED + HOUR, Life.taken(1));
    assertThat(only().contact()).isNull();
  }

  @Test
  void nobodyKnownIsFollowedByNobodyKnown() {
    asked("1", "hand_over", customer(null));
    contact("c", null, ASKED + HOUR, Life.taken(1));
    assertThat(only().contact()).isNull();
  }

  @Test
  void anArticleThatWasOpenedIsAnAnswerUnlessAContactCame() {
    asked("1", "answer", customer("ana"));
    done(journal.opened(CENTRE, "1", "a"));
    assertThat(journal.unanswered(CENTRE, 0)).isEmpty();
    contact("c", "ana", ASKED + HOUR, Life.taken(1));
    assertThat(only().contact()).isEqualTo("c");
  }

  @Test
  void whoeverWasContentWithTheAnswersOfAContactMissesNothing() {
    asked("1", "answer", new Asker("c", "ana", null));
    contact("c", "ana", ASKED, Life.CONTENT);
    assertThat(journal.unanswered(CENTRE, 0)).isEmpty();
  }

  @Test
  void whoeverLeftWhileLookingAtAnswersHadNoContactWithAPerson() {
    asked("1", "answer", new Asker("c", "ana", null));
    contact("c", "ana", ASKED, Life.WENT);
    assertThat(only().contact()).isNull();
  }

  @Test
  void whoeverWaitedInVainHadAContactThatCostNobodyAMinute() {
    asked("1", "answer", new Asker("c", "ana", null));
    contact("c", "ana", ASKED, Life.ASKED_AND_WENT);
    assertThat(only().contact()).isEqualTo("c");
    assertThat(only().handleMs()).isZero();
  }

  @Test
  void whatAContactTakesIsNotKnownBeforeItsEnd() {
    asked("1", "hand_over", new Asker("c", null, null));
    contact("c", null, ASKED, Life.WAITING);
    assertThat(only().contact()).isEqualTo("c");
    assertThat(only().handleMs()).isNull();
  }

  private List<Outcome> outcomes() {
    return journal.outcomes(CENTRE, 0, ASKED + DAY);
  }

  private static Asker of(String contact, String intent) {
    return new Asker(contact, "ana", intent);
  }

  @Test
  void aCaseIsVerifiedWhenItsCustomerStaysAwayForSevenDays() {
    asked("1", "answer", of("c", "brakes"));
    contact("c", "ana", ASKED, Life.CONTENT);
    contact("later", "ana", ASKED + 7 * DAY + MINUTE, Life.WAITING);
    assertThat(outcomes()).containsExactly(new Outcome(false, false, false));
    contact("soon", "ana", ASKED + 7 * DAY - MINUTE, Life.WAITING);
    assertThat(outcomes()).containsExactly(new Outcome(false, false, true));
  }

  @Test
  void whoeverComesBackForAnotherIntentDidNotComeBackForThis() {
    asked("1", "answer", of("c", "brakes"));
    contact("c", "ana", ASKED, Life.CONTENT);
    asked("2", "hand_over", of("next", "invoice"));
    contact("next", "ana", ASKED + DAY, Life.WAITING);
    assertThat(outcomes()).containsExactly(new Outcome(false, false, false));
    asked("3", "hand_over", of("next", "brakes"));
    assertThat(outcomes()).as("for both").containsExactly(new Outcome(false, false, true));
  }

  @Test
  void whoeverComesBackForWhoKnowsWhatCountsAsComingBack() {
    asked("1", "answer", of("c", "brakes"));
    contact("c", "ana", ASKED, Life.CONTENT);
    contact("mail", "ana", ASKED + DAY, Life.WAITING);
    assertThat(outcomes()).containsExactly(new Outcome(false, false, true));
  }

  @Test
  void whoeverAskedForAPersonAndLeftWasNotServed() {
    asked("1", "suggest", of("c", "brakes"));
    contact("c", "ana", ASKED, Life.ASKED_AND_WENT);
    assertThat(outcomes()).containsExactly(new Outcome(false, true, false));
  }

  @Test
  void whoeverReadTheAnswersAndLeftIsACase() {
    asked("1", "suggest", of("c", "brakes"));
    contact("c", "ana", ASKED, Life.WENT);
    assertThat(outcomes()).containsExactly(new Outcome(false, false, false));
  }

  @Test
  void whoeverIsStillThereIsNotServedYet() {
    asked("1", "suggest", of("c", "brakes"));
    contact("c", "ana", ASKED, Life.WAITING);
    assertThat(outcomes()).containsExactly(new Outcome(false, true, false));
  }

  @Test
  void severalQuestionsOfOneContactAreOneCase() {
    asked("1", "suggest", of("c", "brakes"));
    asked("2", "answer", of("c", "brakes"));
    asked("3", "answer", of("c", "brakes"));
    contact("c", "ana", ASKED, Life.CONTENT);
    assertThat(Deflection.of(outcomes())).isEqualTo(new Deflection(1, 1, 0, 0));
  }

  @Test
  void fromTheHoldOutThoseCountWhoLeaveWithoutAnswerOrPerson() {
    asked("1", AnswerJournal.WITHHELD, of("left", "brakes"));
    contact("left", "ana", ASKED, Life.WENT);
    asked("2", AnswerJournal.WITHHELD, new Asker("helped", "bea", "brakes"));
    contact("helped", "bea", ASKED, Life.taken(3));
    assertThat(Deflection.of(outcomes())).isEqualTo(new Deflection(0, 0, 2, 1));
  }

  @Test
  void onlyRecognisedCustomersAndSettledMattersAreCases() {
    asked("1", "answer", new Asker("c", null, "brakes"));
    contact("c", null, ASKED, Life.CONTENT);
    assertThat(outcomes()).isEmpty();
    asked("2", "answer", of("d", "brakes"));
    contact("d", "ana", ASKED, Life.CONTENT);
    assertThat(journal.outcomes(CENTRE, 0, ASKED - 1)).isEmpty();
  }

  @Test
  void aJudgementOfTheSameQuestionAndArticleReplacesTheEarlierOne() {
    asked("1", "answer", Asker.NOBODY, new Shown("a", "en", 0.7, EVIDENCE));
    String before = journal.version(CENTRE);
    for (boolean helpful : new boolean[] {true, true, false}) {
      var said = new Said(5, Audience.CUSTOMER, "a", helpful, "too long");
      assertThat(done(journal.judged(CENTRE, "1", said))).isTrue();
    }
    assertThat(journal.version(CENTRE)).isNotEqualTo(before);
    assertThat(journal.judgements(CENTRE)).hasSize(1);
    AnswerJournal.Judgement kept = journal.judgements(CENTRE).getFirst();
    assertThat(kept.helpful()).isFalse();
    assertThat(kept.question()).isEqualTo("q 1");
    assertThat(kept.reason()).isEqualTo("too long");
    assertThat(kept.confidence()).isEqualTo(0.7);
    assertThat(kept.evidence()).isEqualTo(EVIDENCE);
    assertThat(journal.judgements("other")).isEmpty();
  }

  @Test
  void onlyWhatWasShownIsJudged() {
    asked("1", "answer", Asker.NOBODY, new Shown("a", "en", 0.7, EVIDENCE));
    assertThat(done(journal.judged(CENTRE, "1", said("b", Audience.CUSTOMER)))).isFalse();
    assertThat(done(journal.judged(CENTRE, "2", said("a", Audience.CUSTOMER)))).isFalse();
    assertThat(done(journal.judged("other", "1", said("a", Audience.CUSTOMER)))).isFalse();
    assertThat(done(journal.judged(CENTRE, "1", said("a", Audience.AGENT)))).isFalse();
    assertThat(journal.judgements(CENTRE)).isEmpty();
  }

  private static Said said(String article, Audience audience) {
    return new Said(5, audience, article, true, null);
  }

  @Test
  void whatHelpedWasOpened() {
    asked("1", "answer", Asker.NOBODY, new Shown("a", "en", 0.7, EVIDENCE));
    assertThat(journal.unanswered(CENTRE, 0)).hasSize(1);
    done(journal.judged(CENTRE, "1", said("a", Audience.CUSTOMER)));
    assertThat(journal.unanswered(CENTRE, 0)).isEmpty();
  }

  @Test
  void asManyQuestionsAsAreLookedThroughAreJoinedWithTheirContacts() {
    int customers = 2_000;
    done(
        store.write(sql -> {
          for (int i = 0; i < AnswerJournal.MAX_QUESTIONS; i++) {
            sql.insertInto(ASKED_QUESTION)
                .set(ASKED_QUESTION.CENTRE, CENTRE)
                .set(ASKED_QUESTION.ID, "q" + i)
                .set(ASKED_QUESTION.ASKED_AT, ASKED + i)
                .set(ASKED_QUESTION.AUDIENCE, Audience.CUSTOMER.name())
                .set(ASKED_QUESTION.QUESTION, "q " + i)
                .set(ASKED_QUESTION.DECISION, "hand_over")
                .set(ASKED_QUESTION.FOUND, 0)
                .set(ASKED_QUESTION.CONFIDENCE, 0.0)
                .set(ASKED_QUESTION.CUSTOMER, "c" + i % customers)
                .execute();
            sql.insertInto(CONTACT)
                .set(CONTACT.CENTRE, CENTRE)
                .set(CONTACT.ID, "k" + i)
                .set(CONTACT.CONVERSATION, "v" + i)
                .set(CONTACT.CHANNEL, "chat")
                .set(CONTACT.SUBJECT, "")
                .set(CONTACT.CUSTOMER, "c" + i % customers)
                .set(CONTACT.CREATED_AT, ASKED + HOUR + i)
                .set(CONTACT.FATE, "abandoned")
                .set(CONTACT.ENDED_AT, ASKED + 2 * HOUR)
                .execute();
          }
          return 0;
        }));
    List<Unanswered> all = journal.unanswered(CENTRE, 0);
    assertThat(all).hasSize(AnswerJournal.MAX_QUESTIONS);
    assertThat(all.stream().map(Unanswered::contact).distinct()).hasSize(customers);
    assertThat(journal.outcomes(CENTRE, 0, ASKED + DAY)).isEmpty();
  }

  @Test
  void whatWasTypedOnTheWayIsForgottenUnlessItWasOpened() {
    asked("1", "suggest", customer("c"));
    asked("2", "suggest", customer("c"));
    done(journal.opened(CENTRE, "1", "a"));
    assertThat(done(journal.refined(CENTRE, "1"))).as("it was opened").isFalse();
    assertThat(done(journal.refined("other", "2"))).isFalse();
    assertThat(only()).isEqualTo(new Unanswered("q 2", ASKED, "c", null, null));
    assertThat(done(journal.refined(CENTRE, "2"))).isTrue();
    assertThat(journal.unanswered(CENTRE, 0)).isEmpty();
  }
}
