package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.customers.CustomerDraft;
import dev.rapport.customers.Money;
import dev.rapport.customers.SaveBatch;
import dev.rapport.customers.learning.Answered;
import dev.rapport.customers.learning.Membership;
import dev.rapport.customers.learning.Preference;
import dev.rapport.customers.learning.Promise;
import dev.rapport.customers.links.IdentityLink;
import dev.rapport.customers.links.LinkStore;
import dev.rapport.customers.value.CostToServe;
import dev.rapport.customers.value.Purchase;
import dev.rapport.customers.value.PurchaseLedger;
import dev.rapport.customers.value.PurchaseStore;
import dev.rapport.customers.value.Segmentation;
import dev.rapport.customers.view.Holding;
import dev.rapport.customers.view.Picture;
import dev.rapport.customers.view.PictureStore;
import dev.rapport.customers.view.TimelineEntry;
import dev.rapport.storage.schema.tables.records.ContactRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class SqlRelationshipEvidenceTest {
  @Parameter TestEngine engine;
  private static final String CENTRE = "a";
  private static final long DAY = 86_400_000L;
  private static final long NOW = 400 * DAY;

  @TempDir Path folder;
  private Store store;
  private SqlLinks links;
  private SqlLearning learning;
  private SqlPurchases purchases;
  private SqlPictures pictures;
  private final List<String> ids = new ArrayList<>();

  @BeforeEach
  void open() {
    store = engine.open(folder);
    links = new SqlLinks(store);
    learning = new SqlLearning(store);
    purchases = new SqlPurchases(store);
    pictures = new SqlPictures(store, CostToServe.Rates.of("EUR", 90, 50));
    List<CustomerDraft> drafts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      drafts.add(
          CustomerDirectoryContract.draft("" + i, "Customer " + i, null, Map.of("town", "T" + i)));
      ids.add(drafts.getLast().customerId(CENTRE, "crm"));
    }
    done(new SqlCustomerDirectory(store).save(new SaveBatch(CENTRE, "crm", drafts, 5)));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private IdentityLink link(String id, int one, int other, boolean same) {
    return new IdentityLink(
        id,
        ids.get(one),
        ids.get(other),
        same,
        new IdentityLink.Basis("agent", "ben", 12.5, "same birth date", NOW),
        null);
  }

  private LinkStore.Said say(IdentityLink link) {
    return done(links.say(CENTRE, link));
  }

  private Optional<Picture> picture(int customer) {
    return pictures.picture(new PictureStore.Wanted(CENTRE, ids.get(customer), "ben", 50, NOW));
  }

  private Purchase purchase(int customer, String id, long at, long minor) {
    return new Purchase(
        new Purchase.Key(ids.get(customer), "shop", id),
        at,
        new Money(minor, "EUR"),
        null,
        "shoes");
  }

  private void contact(String id, int customer, long at) {
    ContactRecord row = new ContactRecord();
    row.setCentre(CENTRE);
    row.setId(id);
    row.setConversation("v" + id);
    row.setCustomer(ids.get(customer));
    row.setChannel("phone");
    row.setSubject("Subject");
    row.setCreatedAt(at);
    row.setState("ended");
    row.setAgent("ben");
    row.setAcceptedAt(at + 1_000);
    row.setEndedAt(at + 121_000);
    store.write(dsl -> dsl.insertInto(CONTACT).set(row).execute()).join();
  }

  @Test
  void linkActUnlinkLeavesBothAsIfNeverLinkedExceptTheAudit() {
    contact("k1", 0, 10 * DAY);
    done(purchases.save(CENTRE, List.of(purchase(0, "1", 20 * DAY, 1_000)), 0.3));
    Optional<Picture> oneBefore = picture(0);
    Optional<Picture> otherBefore = picture(1);
    assertThat(say(link("l1", 0, 1, true))).isInstanceOf(LinkStore.Said.Kept.class);
    contact("k2", 1, 30 * DAY);
    done(purchases.save(CENTRE, List.of(purchase(1, "2", 40 * DAY, 500)), 0.3));
    Picture both = picture(0).orElseThrow();
    assertThat(both.records()).containsExactly(ids.get(0), ids.get(1));
    assertThat(both.relationship().contacts().count()).isEqualTo(2);
    assertThat(both.business().ledgers().getFirst().sums().spent()).isEqualTo(1_500);

    done(links.close(CENTRE, "l1", new IdentityLink.Closing("ana", NOW)));
    assertThat(picture(0)).isEqualTo(oneBefore);
    Picture other = picture(1).orElseThrow();
    assertThat(other.records()).containsExactly(ids.get(1));
    assertThat(other.relationship().contacts().count()).isEqualTo(1);
    assertThat(other.relationship().customer())
        .isEqualTo(otherBefore.orElseThrow().relationship().customer());
    assertThat(links.of(CENTRE, ids.get(0)))
        .singleElement()
        .satisfies(l -> assertThat(l.closed()).isEqualTo(new IdentityLink.Closing("ana", NOW)));
  }

  @Test
  void whatSomebodySaidToBeDifferentIsNotLinkedNotEvenOverAThird() {
    assertThat(say(link("d", 0, 2, false))).isInstanceOf(LinkStore.Said.Kept.class);
    assertThat(say(link("l1", 0, 1, true))).isInstanceOf(LinkStore.Said.Kept.class);
    assertThat(say(link("l2", 1, 2, true)))
        .isEqualTo(new LinkStore.Said.Refused("ben said that they are different"));
    assertThat(say(link("l3", 0, 1, true)))
        .isEqualTo(new LinkStore.Said.Refused("they are one already"));
  }

  @Test
  void randomLinksAndUnlinksPartitionWhateverTheirOrder() {
    var random = new SplittableRandom(3);
    for (int round = 0; round < 30; round++) {
      int one = random.nextInt(4);
      int other = (one + 1 + random.nextInt(3)) % 4;
      String id = "r" + round;
      boolean kept = say(link(id, one, other, true)) instanceof LinkStore.Said.Kept;
      if (kept) {
        assertThat(links.person(CENTRE, ids.get(one)).records()).contains(ids.get(other));
      }
      for (String each : ids) {
        List<String> records = links.person(CENTRE, each).records();
        assertThat(records.getFirst()).isEqualTo(each);
        for (String joined : records) {
          assertThat(links.person(CENTRE, joined).records()).hasSameElementsAs(records);
        }
      }
      if (random.nextBoolean()) {
        done(
            links.close(CENTRE, "r" + random.nextInt(round + 1), new IdentityLink.Closing("x", 1)));
      }
    }
  }

  @Test
  void theLedgerEqualsTheLogInWhateverOrderPurchasesCome() {
    var random = new SplittableRandom(5);
    for (int i = 0; i < 120; i++) {
      long at = random.nextInt(60) * DAY / 2 + random.nextInt(1_000);
      long minor = random.nextInt(10) == 0 ? -200 : random.nextInt(5_000);
      Purchase untold = purchase(random.nextInt(2), "p" + i, at, minor);
      Long margin = random.nextBoolean() ? null : Long.valueOf(random.nextInt(900));
      done(
          purchases.save(
              CENTRE,
              List.of(new Purchase(untold.key(), at, untold.amount(), margin, "shoes")),
              0.3));
    }
    for (List<String> person :
        List.of(List.of(ids.get(0)), List.of(ids.get(1)), ids.subList(0, 2))) {
      PurchaseLedger kept = purchases.ledgers(CENTRE, person).getFirst();
      PurchaseLedger again =
          PurchaseLedger.of(purchases.purchases(CENTRE, person, 1_000), "EUR", 0.3).orElseThrow();
      assertThat(kept.repeats()).isEqualTo(again.repeats());
      assertThat(kept.sums().spent()).isEqualTo(again.sums().spent());
      assertThat(kept.firstAt()).isEqualTo(again.firstAt());
      assertThat(kept.lastAt()).isEqualTo(again.lastAt());
      assertThat(kept.sums().firstDay()).isEqualTo(again.sums().firstDay());
      assertThat(kept.sums().margin()).isEqualTo(again.sums().margin());
    }
  }

  @Test
  void recordsThatAreLinkedBuyAsOnePersonUntilTheyAreUnlinked() {
    var bought =
        List.of(
            purchase(0, "1", DAY, 1_000),
            purchase(1, "2", 9 * DAY, 500),
            purchase(2, "3", 9 * DAY, 70));
    done(purchases.save(CENTRE, bought, 0.3));
    assertThat(purchases.buyers(CENTRE, "EUR", 100)).hasSize(3);

    say(link("l1", 0, 1, true));
    List<Segmentation.Buyer> buyers = purchases.buyers(CENTRE, "EUR", 100);
    assertThat(buyers).hasSize(2);
    Segmentation.Buyer joined =
        buyers.stream().filter(buyer -> buyer.records().size() == 2).findFirst().orElseThrow();
    assertThat(joined.records()).containsExactlyInAnyOrder(ids.get(0), ids.get(1));
    assertThat(joined.ledger().sums().spent()).isEqualTo(1_500);
    assertThat(joined.ledger().repeats()).isEqualTo(1);
    assertThat(purchases.buyers(CENTRE, "USD", 100)).isEmpty();

    done(links.close(CENTRE, "l1", new IdentityLink.Closing("ana", NOW)));
    assertThat(purchases.buyers(CENTRE, "EUR", 100)).hasSize(3);
  }

  @Test
  void aPurchaseToldTwiceCountsOnceAndAStrangersIsNotKept() {
    List<Purchase> told = List.of(purchase(0, "1", DAY, 1_000), purchase(0, "2", 9 * DAY, 500));
    assertThat(done(purchases.save(CENTRE, told, 0.3))).isEqualTo(new PurchaseStore.Saved(2, 0, 0));
    assertThat(done(purchases.save(CENTRE, told, 0.3))).isEqualTo(new PurchaseStore.Saved(0, 2, 0));
    Purchase stranger =
        new Purchase(new Purchase.Key("nobody", "shop", "1"), 1, new Money(1, "EUR"), null, "");
    assertThat(done(purchases.save(CENTRE, List.of(stranger), 0.3)))
        .isEqualTo(new PurchaseStore.Saved(0, 0, 1));
    assertThat(purchases.ledgers(CENTRE, List.of(ids.get(0))).getFirst().sums().spent())
        .isEqualTo(1_500);
  }

  @Test
  void aPreferenceIsTaughtCountedAndWithdrawn() {
    var told =
        new Preference(
            "p1",
            ids.get(0),
            new Preference.Lesson("time", "call after 17:00", false, "callbacks"),
            new Preference.Origin(Preference.Source.TOLD, "ben", "phone", NOW),
            null,
            new Preference.Kept(0, 0),
            null);
    assertThat(done(learning.teach(CENTRE, told))).isTrue();
    assertThat(done(learning.count(CENTRE, "p1", true))).isTrue();
    assertThat(done(learning.count(CENTRE, "p1", false))).isTrue();
    Preference kept = learning.preference(CENTRE, "p1").orElseThrow();
    assertThat(kept.kept()).isEqualTo(new Preference.Kept(1, 1));
    assertThat(picture(0).orElseThrow().taught().preferences()).containsExactly(kept);
    assertThat(done(learning.withdraw(CENTRE, "p1", new Preference.Withdrawal("customer", NOW))))
        .isTrue();
    assertThat(learning.preference(CENTRE, "p1").orElseThrow().holds(NOW)).isFalse();
    assertThat(learning.preference("b", "p1")).isEmpty();
  }

  @Test
  void aPromiseEndsOnceAndOnlyWithAnOutcomeAndAnOverdueOneFollowsThePerson() {
    var promise =
        new Promise(
            "m1",
            ids.get(0),
            null,
            new Promise.Deed("call back", "ben", ZoneId.of("Europe/Vienna"), "ben"),
            NOW - 10,
            NOW - 1,
            null);
    assertThat(done(learning.promise(CENTRE, promise))).isTrue();
    assertThat(learning.promise(CENTRE, "m1")).contains(promise);
    assertThat(learning.overdue(CENTRE, ids.get(0), NOW)).isTrue();
    assertThat(learning.overdue(CENTRE, ids.get(1), NOW)).isFalse();
    say(link("l1", 0, 1, true));
    assertThat(learning.overdue(CENTRE, ids.get(1), NOW)).isTrue();
    var end = new Promise.End(Promise.Outcome.KEPT_LATE, "done", "ben", NOW);
    assertThat(done(learning.close(CENTRE, "m1", end))).isTrue();
    assertThat(done(learning.close(CENTRE, "m1", end))).isFalse();
    assertThat(learning.overdue(CENTRE, ids.get(0), NOW)).isFalse();
    assertThat(learning.promise(CENTRE, "m1").orElseThrow().end()).isEqualTo(end);
  }

  @Test
  void whatWasAnsweredOnceIsThereForTheNextAndAskingAgainIsCounted() {
    String question = Answered.key("What is your shoe size?");
    assertThat(done(learning.asked(CENTRE, ids.subList(0, 1), question))).isEmpty();
    done(learning.answered(CENTRE, new Answered(ids.get(0), question, "42", "chat", "bot", 1, 0)));
    String again = Answered.key("  what is YOUR shoe-size ");
    assertThat(done(learning.asked(CENTRE, ids.subList(0, 1), again)).orElseThrow().answer())
        .isEqualTo("42");
    assertThat(learning.answers(CENTRE, ids.subList(0, 1)))
        .singleElement()
        .satisfies(a -> assertThat(a.askedAgain()).isEqualTo(1));
  }

  @Test
  void thePictureHasNotesHoldingsCostToServeAndWhatIsNewSinceThisAgentLastSpoke() {
    contact("k1", 0, 10 * DAY);
    done(
        new SqlNotes(store, InstantSource.fixed(Instant.ofEpochMilli(11 * DAY)))
            .add(CENTRE, "k1", "ben", "prefers e-mail"));
    done(purchases.save(CENTRE, List.of(purchase(0, "1", 20 * DAY, 1_000)), 0.3));
    done(
        pictures.hold(
            CENTRE,
            ids.get(0),
            "erp",
            List.of(new Holding("erp", "o1", "order", "Boots", "sent", 9))));
    done(
        learning.join(
            CENTRE,
            new Membership(
                "h", ids.get(0), ids.get(3), Membership.Kind.HOUSEHOLD, "parent", 1, null)));
    Picture picture = picture(0).orElseThrow();
    assertThat(picture.past().timeline())
        .extracting(TimelineEntry::kind)
        .containsExactly("purchase", "note");
    assertThat(picture.past().timeline().getLast().text()).isEqualTo("prefers e-mail");
    assertThat(picture.past().holdings()).extracting(Holding::title).containsExactly("Boots");
    assertThat(picture.business().cost())
        .isEqualTo(new CostToServe(1, 2, 0, new Money(180, "EUR")));
    assertThat(picture.past().since()).isEqualTo(new Picture.Since(0, 0, 1, 0));
    assertThat(picture.taught().memberships()).hasSize(1);
    assertThat(
            pictures.timeline(CENTRE, ids.get(0), picture.past().timeline().getFirst().cursor(), 5))
        .extracting(TimelineEntry::kind)
        .containsExactly("note");
  }

  @Test
  @DisplayName("P38: a confirmation counts for its contact and customer alone")
  void aConfirmationCountsForItsContactAndCustomerAlone() {
    var how = new PictureStore.Confirmation("ben", "asked for the last order", NOW);
    assertThat(done(pictures.confirm(CENTRE, "k1", ids.get(0), how))).isTrue();
    assertThat(done(pictures.confirm(CENTRE, "k1", ids.get(0), how))).isTrue();
    assertThat(done(pictures.confirm(CENTRE, "k1", "nobody", how))).isFalse();
    assertThat(pictures.confirmed(CENTRE, "k1", ids.get(0))).isTrue();
    assertThat(pictures.confirmed(CENTRE, "k2", ids.get(0))).isFalse();
    assertThat(pictures.confirmed(CENTRE, "k1", ids.get(1))).isFalse();
  }
}
