package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rapport.customers.ContactSummary;
import dev.rapport.customers.CustomerDraft;
import dev.rapport.customers.Proof;
import dev.rapport.customers.Relationship;
import dev.rapport.customers.RelationshipStore;
import dev.rapport.customers.SaveBatch;
import dev.rapport.storage.schema.tables.records.ContactRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
final class SqlRelationshipStoreTest {
  @Parameter TestEngine engine;
  private static final CustomerDraft ANA =
      CustomerDirectoryContract.draft(
          "1",
          "Ana",
          null,
          Map.of("birth_date", "1980-02-03", "town", "Linz \u20ac"),
          CustomerDirectoryContract.MAIL,
          CustomerDirectoryContract.PHONE);
  private static final String ID = ANA.customerId("a", "crm");

  @TempDir Path folder;
  private Store store;
  private RelationshipStore relationships;

  @BeforeEach
  void open() {
    store = engine.open(folder);
    relationships = new SqlRelationshipStore(store);
    new SqlCustomerDirectory(store)
        .save(new SaveBatch("a", "crm", List.of(ANA), 5))
        .toCompletableFuture()
        .join();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void contact(String centre, int number, boolean ended) {
    ContactRecord row = new ContactRecord();
    row.setCentre(centre);
    row.setId("k" + number);
    row.setConversation("v" + number);
    row.setCustomer(ID);
    row.setChannel(number % 2 == 0 ? "chat" : "email");
    row.setSubject("Subject " + number);
    row.setCreatedAt(1_000L + number);
    row.setState(ended ? "ended" : "waiting");
    if (ended) {
      row.setFate("handled");
      row.setAgent("ben");
      row.setEndedAt(2_000L + number);
    }
    store.write(dsl -> dsl.insertInto(CONTACT).set(row).execute()).join();
  }

  private Relationship relationship(int last) {
    return relationships.relationship("a", ID, last).orElseThrow();
  }

  @Test
  void aNewCustomerHasARelationshipWithoutContacts() {
    Relationship relationship = relationship(20);
    assertThat(relationship.customer().name()).isEqualTo("Ana");
    assertThat(relationship.identifiers())
        .containsExactly(
            CustomerDirectoryContract.owned(CustomerDirectoryContract.MAIL, Proof.PROVEN, "crm"),
            CustomerDirectoryContract.owned(CustomerDirectoryContract.PHONE, Proof.PROVEN, "crm"));
    assertThat(relationship.attributes())
        .isEqualTo(Map.of("birth_date", "1980-02-03", "town", "Linz \u20ac"));
    assertThat(relationship.contacts())
        .isEqualTo(new Relationship.Contacts(List.of(), List.of(), 0, null));
  }

  @Test
  void contactsOfAllChannelsComeNewestFirstAndTheOpenOnesOldestFirst() {
    for (int i = 1; i <= 6; i++) {
      contact("a", i, i <= 4);
    }
    Relationship.Contacts contacts = relationship(3).contacts();
    assertThat(contacts.last()).extracting(ContactSummary::id).containsExactly("k6", "k5", "k4");
    assertThat(contacts.open()).extracting(ContactSummary::id).containsExactly("k5", "k6");
    assertThat(contacts.count()).isEqualTo(6);
    assertThat(contacts.firstAt()).isEqualTo(1_001);
    assertThat(contacts.last().getLast())
        .isEqualTo(
            new ContactSummary(
                "k4",
                "chat",
                "Subject 4",
                "ended",
                new ContactSummary.Assigned(null, "ben"),
                "handled",
                1_004,
                2_004L));
  }

  @Test
  void listsAreBoundedAndTheCountIsNot() {
    for (int i = 0; i < 130; i++) {
      contact("a", i, false);
    }
    Relationship.Contacts contacts = relationship(RelationshipStore.MAX_LAST).contacts();
    assertThat(contacts.open()).hasSize(RelationshipStore.MAX_OPEN);
    assertThat(contacts.last()).hasSize(RelationshipStore.MAX_LAST);
    assertThat(contacts.count()).isEqualTo(130);
    assertThatThrownBy(() -> relationship(101)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("P37: a contact of another centre is not part of the relationship")
  void centresDoNotSeeEachOther() {
    contact("b", 1, false);
    assertThat(relationship(20).contacts().count()).isZero();
    assertThat(relationships.relationship("b", ID, 20)).isEmpty();
    assertThat(relationships.relationship("a", "c0", 20)).isEmpty();
  }

  @Test
  void everythingIsReadByCustomerAndNeverThroughTheWholeCentre() {
    assumeTrue(engine == TestEngine.SQLITE, "the plans are SQLite's");
    List<List<String>> plans =
        List.of(
            Plans.of(store, SqlRelationshipStore.IDENTIFIERS),
            Plans.of(store, SqlRelationshipStore.NEWEST.one()),
            Plans.of(store, SqlRelationshipStore.OPEN.one()));
    assertThat(plans)
        .allSatisfy(steps ->
            assertThat(steps).anyMatch(step -> step.contains("(centre=? AND customer=?)")));
  }
}
