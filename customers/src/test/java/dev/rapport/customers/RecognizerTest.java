package dev.rapport.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RecognizerTest {
  private static final String CENTRE = "demo";

  private final MemoryCustomerDirectory directory = new MemoryCustomerDirectory();
  private final Recognizer recognizer = new Recognizer(directory);

  private static Identifier mail(String value) {
    return new Identifier(Identifier.Kind.EMAIL, value);
  }

  private static Identifier phone(String value) {
    return new Identifier(Identifier.Kind.PHONE, value);
  }

  private static OwnedIdentifier owned(Identifier identifier, Proof proof) {
    return new OwnedIdentifier(identifier, identifier.value(), proof, "crm", 0);
  }

  private static PresentedIdentifier claimed(Identifier identifier) {
    return new PresentedIdentifier(identifier, Proof.CLAIMED);
  }

  private static Proof any(Random random) {
    return List.of(Proof.values()).get(random.nextInt(4));
  }

  private Recognition recognise(PresentedIdentifier... presented) {
    return recognizer.recognise(CENTRE, List.of(presented));
  }

  private static List<String> words(Recognition recognition) {
    return recognition.evidence().stream().map(Evidence::words).toList();
  }

  @Test
  void oneOwnerIsKnownWithTheEvidenceInWords() {
    Customer ana = directory.put(CENTRE, "ana", owned(mail("ana@x.org"), Proof.PROVEN));
    assertThat(recognise(claimed(mail("ana@x.org"))))
        .isInstanceOfSatisfying(
            Recognition.Known.class,
            known -> {
              assertThat(known.customer()).isEqualTo(ana);
              assertThat(known.proof()).isEqualTo(Proof.CLAIMED);
              assertThat(words(known)).containsExactly("e-mail ana@x.org, claimed");
            });
  }

  @Test
  void anIdentifierNobodyOwnsDoesNotHideTheCustomerOfAnother() {
    Customer ana = directory.put(CENTRE, "ana", owned(mail("ana@x.org"), Proof.PROVEN));
    assertThat(recognise(claimed(phone("+4930901820")), claimed(mail("ana@x.org"))))
        .isInstanceOfSatisfying(
            Recognition.Known.class,
            known -> {
              assertThat(known.customer()).isEqualTo(ana);
              assertThat(words(known))
                  .containsExactly(
                      "phone +4930901820, claimed: nobody's we know", "e-mail ana@x.org, claimed");
            });
  }

  @Test
  void twoIdentifiersOfDifferentCustomersAreAmbiguous() {
    Customer ana = directory.put(CENTRE, "ana", owned(mail("ana@x.org"), Proof.PROVEN));
    Customer ben = directory.put(CENTRE, "ben", owned(phone("+4930901820"), Proof.PROVEN));
    assertThat(
            recognise(
                new PresentedIdentifier(mail("ana@x.org"), Proof.PROVEN),
                claimed(phone("+4930901820"))))
        .isInstanceOfSatisfying(
            Recognition.Ambiguous.class,
            ambiguous -> assertThat(ambiguous.candidates()).containsExactly(ana, ben));
  }

  @Test
  void anIdentifierOfTwoCustomersIsAmbiguous() {
    Customer ana = directory.put(CENTRE, "ana", owned(phone("+4930901820"), Proof.PROVEN));
    Customer ben = directory.put(CENTRE, "ben", owned(phone("+4930901820"), Proof.PROVEN));
    assertThat(recognise(claimed(phone("+4930901820"))))
        .isInstanceOfSatisfying(
            Recognition.Ambiguous.class,
            ambiguous -> {
              assertThat(ambiguous.candidates()).containsExactly(ana, ben);
              assertThat(words(ambiguous))
                  .containsExactly("phone +4930901820, claimed: shared by 2 customers");
            });
  }

  @Test
  void aSharedPhoneAndAnOwnAddressAreTheOneWhoFitsBoth() {
    Identifier home = phone("+4930901820");
    Customer ana =
        directory.put(
            CENTRE, "ana", owned(home, Proof.PROVEN), owned(mail("ana@x.org"), Proof.PROVEN));
    directory.put(CENTRE, "ben", owned(home, Proof.PROVEN));
    assertThat(recognise(claimed(home), claimed(mail("ana@x.org"))))
        .isInstanceOfSatisfying(
            Recognition.Known.class, known -> assertThat(known.customer()).isEqualTo(ana));
  }

  @Test
  @DisplayName("P38: a proven but shared phone does not prove which of its owners is there")
  void aSharedIdentifierProvesNobody() {
    Identifier home = phone("+4930901820");
    directory.put(CENTRE, "ana", owned(home, Proof.PROVEN), owned(mail("ana@x.org"), Proof.PROVEN));
    directory.put(CENTRE, "ben", owned(home, Proof.PROVEN));
    Recognition recognition =
        recognise(new PresentedIdentifier(home, Proof.PROVEN), claimed(mail("ana@x.org")));
    assertThat(recognition)
        .isInstanceOfSatisfying(
            Recognition.Known.class, known -> assertThat(known.proof()).isEqualTo(Proof.CLAIMED));
  }

  @Test
  void twoSharedIdentifiersWithOnePersonInCommonStayAmbiguous() {
    Identifier home = phone("+4930901820");
    Identifier office = phone("+4930901821");
    Customer ana =
        directory.put(CENTRE, "ana", owned(home, Proof.PROVEN), owned(office, Proof.PROVEN));
    directory.put(CENTRE, "ben", owned(home, Proof.PROVEN));
    directory.put(CENTRE, "cem", owned(office, Proof.PROVEN));
    assertThat(recognise(claimed(home), claimed(office)))
        .isInstanceOfSatisfying(
            Recognition.Ambiguous.class,
            ambiguous -> assertThat(ambiguous.candidates()).containsExactly(ana));
  }

  @Test
  void aSwitchboardRulesNobodyOut() {
    Identifier switchboard = phone("+4930901820");
    for (int i = 0; i < CustomerDirectory.MAX_OWNERS; i++) {
      directory.put(CENTRE, "colleague" + i, owned(switchboard, Proof.PROVEN));
    }
    // Ana has the number too, but the directory's answer is cut before her.
    Customer ana = directory.put(CENTRE, "ana", owned(mail("ana@x.org"), Proof.PROVEN));
    assertThat(recognise(claimed(switchboard), claimed(mail("ana@x.org"))))
        .isInstanceOfSatisfying(
            Recognition.Known.class, known -> assertThat(known.customer()).isEqualTo(ana));
    assertThat(recognise(claimed(switchboard))).isInstanceOf(Recognition.Ambiguous.class);
  }

  @Test
  @DisplayName("P38: an address that is on record only as claimed proves no more than that")
  void theRecordsOwnProofIsACeiling() {
    directory.put(CENTRE, "ana", owned(mail("ana@x.org"), Proof.CLAIMED));
    assertThat(recognise(new PresentedIdentifier(mail("ana@x.org"), Proof.PROVEN)))
        .isInstanceOfSatisfying(
            Recognition.Known.class,
            known -> {
              assertThat(known.proof()).isEqualTo(Proof.CLAIMED);
              assertThat(words(known))
                  .containsExactly("e-mail ana@x.org, proven, on record only as claimed");
            });
  }

  @Test
  @DisplayName("P38: recognition never raises proof, whatever is presented and whoever owns it")
  void recognitionNeverRaisesProof() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      MemoryCustomerDirectory some = new MemoryCustomerDirectory();
      for (int c = 0; c < 3; c++) {
        List<OwnedIdentifier> has = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          if (random.nextInt(3) == 0) {
            has.add(owned(mail("m" + i + "@x.org"), any(random)));
          }
        }
        some.put(CENTRE, "c" + c, has.toArray(OwnedIdentifier[]::new));
      }
      List<PresentedIdentifier> presented = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        if (random.nextBoolean()) {
          presented.add(new PresentedIdentifier(mail("m" + i + "@x.org"), any(random)));
        }
      }
      Proof strongest =
          presented.stream().map(PresentedIdentifier::proof).reduce(Proof.UNKNOWN, Proof::stronger);
      if (new Recognizer(some).recognise(CENTRE, presented) instanceof Recognition.Known known) {
        assertThat(known.proof()).as("seed %s", seed).isLessThanOrEqualTo(strongest);
      }
    }
  }

  @Test
  void theSameIdentifierTwiceCountsOnceWithItsBestProof() {
    directory.put(CENTRE, "ana", owned(mail("ana@x.org"), Proof.PROVEN));
    assertThat(
            recognise(
                claimed(mail("ana@x.org")),
                new PresentedIdentifier(mail("ana@x.org"), Proof.VOUCHED)))
        .isInstanceOfSatisfying(
            Recognition.Known.class,
            known -> {
              assertThat(known.proof()).isEqualTo(Proof.VOUCHED);
              assertThat(known.evidence()).hasSize(1);
            });
  }

  @Test
  void nobodyIsUnknownWithAReason() {
    assertThat(recognise())
        .isEqualTo(new Recognition.Unknown("no identifier came with the contact", List.of()));
    assertThat(recognise(claimed(mail("who@x.org"))))
        .isInstanceOfSatisfying(
            Recognition.Unknown.class,
            unknown ->
                assertThat(unknown.reason()).isEqualTo("nobody we know has these identifiers"));
  }

  @Test
  void aCustomerOfAnotherCentreIsNobody() {
    directory.put("other", "ana", owned(mail("ana@x.org"), Proof.PROVEN));
    assertThat(recognise(claimed(mail("ana@x.org")))).isInstanceOf(Recognition.Unknown.class);
  }

  @Test
  void aFailingDirectoryMakesUnknownAndNeverThrows() {
    CustomerDirectory broken = new BrokenDirectory();
    assertThat(new Recognizer(broken).recognise(CENTRE, List.of(claimed(mail("ana@x.org")))))
        .isEqualTo(new Recognition.Unknown("directory failed", List.of()));
  }

  @Test
  void moreIdentifiersThanTheBoundAreNotLookedAt() {
    directory.put(CENTRE, "ana", owned(mail("m25@x.org"), Proof.PROVEN));
    PresentedIdentifier[] many = new PresentedIdentifier[30];
    Arrays.setAll(many, i -> claimed(mail("m" + i + "@x.org")));
    Recognition recognition = recognise(many);
    assertThat(recognition).isInstanceOf(Recognition.Unknown.class);
    assertThat(recognition.evidence()).hasSize(Recognizer.MAX_PRESENTED);
  }
}
