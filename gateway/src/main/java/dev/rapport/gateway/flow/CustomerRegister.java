package dev.rapport.gateway.flow;

import dev.rapport.customers.CustomerDirectory;
import dev.rapport.customers.CustomerDraft;
import dev.rapport.customers.CustomerValue;
import dev.rapport.customers.Identifiers;
import dev.rapport.customers.OwnedIdentifier;
import dev.rapport.customers.Proof;
import dev.rapport.customers.Reading;
import dev.rapport.customers.SaveBatch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Customers whom somebody of the centre writes down, beside those that a register is imported
/// from. What they say of their numbers and addresses is claimed: nobody has proven it.
public final class CustomerRegister {
  /// The source of these records.
  public static final String SOURCE = "desk";

  private final String centre;
  private final Identifiers identifiers;
  private final CustomerDirectory directory;
  private final CustomerFinder finder;
  private final InstantSource clock;

  public CustomerRegister(
      String centre,
      Identifiers identifiers,
      CustomerDirectory directory,
      CustomerFinder finder,
      InstantSource clock) {
    this.centre = centre;
    this.identifiers = identifiers;
    this.directory = directory;
    this.finder = finder;
    this.clock = clock;
  }

  /// @param number by which the same customer is written down again; null for a new one
  /// @param attributes further facts by name, `birth_date` and `postcode` among them
  public record Entry(
      @Nullable String number,
      String name,
      @Nullable String language,
      String note,
      Reached reached,
      SortedMap<String, String> attributes) {}

  /// As they were said.
  public record Reached(List<String> phones, List<String> emails) {}

  public sealed interface Kept {
    /// @param created false when a record of this number was changed
    record Saved(String id, boolean created) implements Kept {}

    /// @param faults what is wrong, by field
    record Refused(Map<String, String> faults) implements Kept {}
  }

  /// Keeps one, durably. Whoever is new can be found by name from then on.
  public CompletionStage<Kept> keep(Entry entry) {
    Map<String, String> faults = new LinkedHashMap<>();
    List<OwnedIdentifier> owned = new ArrayList<>();
    long now = clock.millis();
    for (String phone : entry.reached().phones()) {
      read("phones", phone, identifiers.phone(phone), faults, owned);
    }
    for (String email : entry.reached().emails()) {
      read("emails", email, identifiers.email(email), faults, owned);
    }
    String given = entry.number();
    String number = given == null ? UUID.randomUUID().toString() : given;
    read("number", number, identifiers.externalId(SOURCE, number), faults, owned);
    if (owned.size() > CustomerDraft.MAX_IDENTIFIERS) {
      faults.put("phones, emails", "are more than " + CustomerDraft.MAX_IDENTIFIERS);
    }
    if (!faults.isEmpty()) {
      return CompletableFuture.completedFuture(new Kept.Refused(faults));
    }
    var draft =
        new CustomerDraft(
            number,
            new CustomerDraft.Details(
                entry.name(),
                entry.language(),
                new CustomerValue(null, null),
                entry.note(),
                null,
                owned,
                entry.attributes()));
    String id = draft.customerId(centre, SOURCE);
    return directory
        .save(new SaveBatch(centre, SOURCE, List.of(draft), now))
        .thenApply(counts -> new Kept.Saved(id, counts.created() > 0));
  }

  /// To be called after [#keep], off the event loop.
  public void found(String customer) {
    finder.saved(List.of(customer));
  }

  private void read(
      String field,
      String text,
      Reading reading,
      Map<String, String> faults,
      List<OwnedIdentifier> owned) {
    switch (reading) {
      case Reading.Read read -> {
        if (owned.stream().noneMatch(o -> o.identifier().equals(read.identifier()))) {
          owned.add(
              new OwnedIdentifier(
                  read.identifier(), read.display(), Proof.CLAIMED, SOURCE, clock.millis()));
        }
      }
      case Reading.Withheld _ -> faults.put(field, "says nothing: " + text);
      case Reading.Invalid invalid -> faults.put(field, text + ": " + invalid.reason());
    }
  }
}
