package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.customers.Customer;
import dev.rapport.customers.CustomerDirectory;
import dev.rapport.customers.CustomerDraft;
import dev.rapport.customers.CustomerValue;
import dev.rapport.customers.DirectoryCounts;
import dev.rapport.customers.Identifier;
import dev.rapport.customers.ImportCheckpoint;
import dev.rapport.customers.ImportCounts;
import dev.rapport.customers.Money;
import dev.rapport.customers.OwnedIdentifier;
import dev.rapport.customers.Ownership;
import dev.rapport.customers.Proof;
import dev.rapport.customers.SaveBatch;
import dev.rapport.customers.SaveCounts;
import dev.rapport.customers.ValueBand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What every directory of customers promises, whatever keeps it.
abstract class CustomerDirectoryContract {
  static final Identifier MAIL = new Identifier(Identifier.Kind.EMAIL, "ana@example.org");
  static final Identifier PHONE = new Identifier(Identifier.Kind.PHONE, "+4930901820");

  abstract CustomerDirectory directory();

  static OwnedIdentifier owned(Identifier identifier, Proof proof, String source) {
    return new OwnedIdentifier(identifier, identifier.value(), proof, source, 10);
  }

  static CustomerDraft draft(String externalId, String name, Identifier... identifiers) {
    return draft(externalId, name, null, Map.of(), identifiers);
  }

  static CustomerDraft draft(
      String externalId,
      String name,
      @Nullable Long since,
      Map<String, String> attributes,
      Identifier... identifiers) {
    List<OwnedIdentifier> owned = new ArrayList<>();
    for (Identifier each : identifiers) {
      owned.add(owned(each, Proof.PROVEN, "crm"));
    }
    return new CustomerDraft(
        externalId,
        new CustomerDraft.Details(
            name,
            "de-AT",
            new CustomerValue(new Money(12_00, "EUR"), ValueBand.GOLD),
            "likes tea",
            since,
            owned,
            new TreeMap<>(attributes)));
  }

  SaveCounts save(String centre, long at, CustomerDraft... drafts) {
    return directory()
        .save(new SaveBatch(centre, "crm", List.of(drafts), at))
        .toCompletableFuture()
        .join();
  }

  private List<String> owners(String centre, Identifier... identifiers) {
    return directory().owners(centre, List.of(identifiers)).stream()
        .map(o -> o.owned().identifier().value() + " " + o.customer().name())
        .toList();
  }

  @Test
  void aSavedCustomerComesBackWhole() {
    CustomerDraft ana = draft("1", "Ana", MAIL, PHONE);
    assertThat(save("a", 100, ana)).isEqualTo(new SaveCounts(1, 0, 0));
    String id = ana.customerId("a", "crm");
    Customer expected =
        new Customer(
            "a",
            id,
            "Ana",
            "de-AT",
            new CustomerValue(new Money(12_00, "EUR"), ValueBand.GOLD),
            "likes tea",
            100);
    assertThat(directory().find("a", id)).contains(expected);
    assertThat(directory().owners("a", List.of(PHONE, MAIL)))
        .containsExactly(
            new Ownership(owned(PHONE, Proof.PROVEN, "crm"), expected),
            new Ownership(owned(MAIL, Proof.PROVEN, "crm"), expected));
    assertThat(directory().counts("a")).isEqualTo(new DirectoryCounts(1, 2));
  }

  @Test
  void whatIsNotSaidStaysUnsaid() {
    CustomerDraft ana =
        new CustomerDraft(
            "1",
            new CustomerDraft.Details(
                "Ana", null, CustomerValue.UNTOLD, "", null, List.of(), new TreeMap<>()));
    save("a", 100, ana);
    assertThat(directory().find("a", ana.customerId("a", "crm")))
        .hasValueSatisfying(customer -> {
          assertThat(customer.language()).isNull();
          assertThat(customer.value()).isEqualTo(CustomerValue.UNTOLD);
        });
  }

  @Test
  void nobodyOwnsWhatNobodyWasGiven() {
    assertThat(owners("a", MAIL)).isEmpty();
    assertThat(directory().owners("a", List.of())).isEmpty();
    assertThat(directory().find("a", "c0")).isEmpty();
  }

  @Test
  @DisplayName("P4: the same batch n times is one customer, and counted as unchanged")
  void savingIsIdempotent() {
    CustomerDraft ana = draft("1", "Ana", MAIL);
    assertThat(save("a", 100, ana)).isEqualTo(new SaveCounts(1, 0, 0));
    for (int i = 0; i < 10; i++) {
      assertThat(save("a", 200 + i, ana)).isEqualTo(new SaveCounts(0, 0, 1));
    }
    assertThat(directory().counts("a")).isEqualTo(new DirectoryCounts(1, 1));
  }

  @Test
  void anUpdateReplacesWhatTheSourceSaidAndKeepsWhenItBegan() {
    save("a", 100, draft("1", "Ana", null, Map.of("sex", "F", "town", "Linz"), MAIL));
    CustomerDraft changed = draft("1", "Ana Ruiz", null, Map.of("sex", "F"), PHONE);
    assertThat(save("a", 200, changed)).isEqualTo(new SaveCounts(0, 1, 0));
    assertThat(owners("a", MAIL, PHONE)).containsExactly("+4930901820 Ana Ruiz");
    assertThat(directory().find("a", changed.customerId("a", "crm")).orElseThrow().since())
        .isEqualTo(100);
    CustomerDraft older = draft("1", "Ana Ruiz", 50L, Map.of(), PHONE);
    save("a", 300, older);
    assertThat(directory().find("a", older.customerId("a", "crm")).orElseThrow().since())
        .isEqualTo(50);
  }

  @Test
  void theSameCustomerTwiceInABatchEndsAsTheLaterSaid() {
    assertThat(save("a", 100, draft("1", "Ana", MAIL), draft("1", "Ana Ruiz", PHONE)))
        .isEqualTo(new SaveCounts(1, 1, 0));
    assertThat(owners("a", MAIL, PHONE)).containsExactly("+4930901820 Ana Ruiz");
  }

  @Test
  void comparingCountsWithoutWriting() {
    save("a", 100, draft("1", "Ana"), draft("2", "Ben"));
    assertThat(
            directory()
                .compare(
                    "a", "crm", List.of(draft("1", "Ana"), draft("2", "B"), draft("3", "Cem"))))
        .isEqualTo(new SaveCounts(1, 1, 1));
    assertThat(directory().counts("a").customers()).isEqualTo(2);
  }

  @Test
  void oneIdentifierMayHaveSeveralOwners() {
    save("a", 100, draft("1", "Ana", PHONE), draft("2", "Ben", PHONE));
    assertThat(owners("a", PHONE)).containsExactlyInAnyOrder("+4930901820 Ana", "+4930901820 Ben");
  }

  @Test
  void aSwitchboardIsAnsweredWithABoundedList() {
    CustomerDraft[] colleagues = new CustomerDraft[25];
    for (int i = 0; i < colleagues.length; i++) {
      colleagues[i] = draft("k" + i, "Name " + i, PHONE);
    }
    save("a", 100, colleagues);
    assertThat(owners("a", PHONE)).hasSize(CustomerDirectory.MAX_OWNERS);
  }

  @Test
  @DisplayName("P37: no centre sees another's customers")
  void centresDoNotSeeEachOther() {
    CustomerDraft ana = draft("1", "Ana", MAIL);
    save("a", 100, ana);
    assertThat(owners("b", MAIL)).isEmpty();
    assertThat(directory().find("b", ana.customerId("a", "crm"))).isEmpty();
    assertThat(directory().counts("b")).isEqualTo(new DirectoryCounts(0, 0));
    assertThat(directory().compare("b", "crm", List.of(ana))).isEqualTo(new SaveCounts(1, 0, 0));
    assertThat(save("b", 100, draft("1", "Other Ana", MAIL))).isEqualTo(new SaveCounts(1, 0, 0));
    assertThat(owners("a", MAIL)).containsExactly("ana@example.org Ana");
  }

  @Test
  void aLinkedIdentifierIsFoundAndOutlivesTheImport() {
    CustomerDraft ana = draft("1", "Ana", MAIL);
    save("a", 100, ana);
    String id = ana.customerId("a", "crm");
    assertThat(link("a", id, owned(PHONE, Proof.CLAIMED, "agent"))).isTrue();
    save("a", 200, draft("1", "Ana Ruiz"));
    assertThat(owners("a", PHONE, MAIL)).containsExactly("+4930901820 Ana Ruiz");
  }

  @Test
  void linkingAgainKeepsTheStrongerProof() {
    CustomerDraft ana = draft("1", "Ana");
    save("a", 100, ana);
    String id = ana.customerId("a", "crm");
    link("a", id, owned(PHONE, Proof.CLAIMED, "agent"));
    link("a", id, owned(PHONE, Proof.PROVEN, "agent"));
    link("a", id, owned(PHONE, Proof.CLAIMED, "agent"));
    assertThat(proofs("a", PHONE)).containsExactly(Proof.PROVEN);
  }

  @Test
  void ofTwoSourcesTheSurerCounts() {
    CustomerDraft ana = draft("1", "Ana", PHONE);
    save("a", 100, ana);
    link("a", ana.customerId("a", "crm"), owned(PHONE, Proof.CLAIMED, "agent"));
    assertThat(proofs("a", PHONE)).containsExactly(Proof.PROVEN);
    save("a", 200, draft("1", "Ana"));
    assertThat(proofs("a", PHONE)).containsExactly(Proof.CLAIMED);
  }

  @Test
  void nothingIsLinkedToNobody() {
    assertThat(link("a", "c0", owned(PHONE, Proof.CLAIMED, "agent"))).isFalse();
    assertThat(owners("a", PHONE)).isEmpty();
  }

  @Test
  void theCheckpointIsKeptWithTheCountsOfItsBatch() {
    assertThat(directory().checkpoint("a", "crm")).isEmpty();
    checkpoint(new ImportCheckpoint("plan", new ImportCounts(3, 0, 0, 0, 1), 70, false));
    ImportCheckpoint first =
        new ImportCheckpoint("plan", new ImportCounts(3, 2, 0, 0, 1), 70, false);
    assertThat(directory().checkpoint("a", "crm")).contains(first);
    checkpoint(new ImportCheckpoint("plan", new ImportCounts(5, 2, 0, 0, 1), 70, true));
    assertThat(directory().checkpoint("a", "crm"))
        .contains(new ImportCheckpoint("plan", new ImportCounts(5, 2, 0, 2, 1), 70, true));
    assertThat(directory().checkpoint("b", "crm")).isEmpty();
    assertThat(directory().checkpoint("a", "shop")).isEmpty();
  }

  private void checkpoint(ImportCheckpoint place) {
    List<CustomerDraft> drafts = List.of(draft("1", "Ana"), draft("2", "Ben"));
    directory()
        .prepare(new SaveBatch("a", "crm", drafts, 100))
        .save(place)
        .toCompletableFuture()
        .join();
  }

  private boolean link(String centre, String customer, OwnedIdentifier identifier) {
    return directory().link(centre, customer, identifier).toCompletableFuture().join();
  }

  private List<Proof> proofs(String centre, Identifier identifier) {
    return directory().owners(centre, List.of(identifier)).stream()
        .map(o -> o.owned().proof())
        .toList();
  }
}
