package dev.rapport.gateway.flow;

import dev.rapport.customers.Customer;
import dev.rapport.customers.CustomerDirectory;
import dev.rapport.customers.identity.IdentityIndex;
import dev.rapport.customers.identity.IdentityRecord;
import dev.rapport.customers.identity.MatchWeight;
import dev.rapport.customers.links.IdentityLink;
import dev.rapport.customers.links.LinkStore;
import dev.rapport.customers.spoken.CallerFinder;
import dev.rapport.customers.spoken.Finding;
import dev.rapport.customers.spoken.Heard;
import dev.rapport.storage.SqlProfiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Finds customers by imprecise facts, and records that may be one person. Blocking.
public final class CustomerFinder {
  /// Records whose pairs one page of the preview looks for.
  public static final int MAX_EXAMINED = 1_000;

  private static final int PAIRS_EACH = 5;

  /// Soon after the start a search waits so long until the customers are read.
  private static final long WAITED_FOR_MS = 2_000;

  private final String centre;
  private final SqlProfiles profiles;
  private final CustomerDirectory directory;
  private final LinkStore links;
  private final IdentityIndex index = new IdentityIndex();
  private final CallerFinder callers = new CallerFinder(index);
  private final RegisterReading reading;

  /// Two records that may be one person.
  public record Pair(String customer, String name, Found other) {}

  /// Pairs in order of record.
  ///
  /// @param next where the next page begins, or null when this was the last
  public record Page(List<Pair> pairs, @Nullable String next) {}

  /// Somebody who may have been heard.
  public record Caller(String id, String name, double probability, boolean sure, String why) {}

  /// Somebody who may be meant, with why.
  public record Found(String id, String name, MatchWeight weight) {}

  public CustomerFinder(
      String centre, SqlProfiles profiles, CustomerDirectory directory, LinkStore links) {
    this.centre = centre;
    this.profiles = profiles;
    this.directory = directory;
    this.links = links;
    this.reading =
        new RegisterReading(after -> profiles.page(centre, after), index, SqlProfiles.PAGE);
  }

  /// Begins to read the customers into the index, some time after the start and in slices, so that
  /// it takes nothing from contacts; at once and as fast as it goes when somebody searches.
  public void start() {
    reading.start();
  }

  public void close() {
    reading.close();
  }

  /// Completes when all customers can be found, or with false when they are too many to be waited
  /// for. Whoever searches asks for it first.
  public CompletionStage<Boolean> ready() {
    return reading.hasten().copy().completeOnTimeout(false, WAITED_FOR_MS, TimeUnit.MILLISECONDS);
  }

  /// Whether all customers are known here.
  public boolean complete() {
    return reading.done() && !index.full();
  }

  /// These were saved: whoever is new, or has another name, is found by it from now on. Blocking.
  public void saved(List<String> customers) {
    for (String customer : customers) {
      profiles.of(centre, customer).ifPresent(record -> index.addNew(List.of(record)));
    }
  }

  /// Who may be calling, by guesses of what was heard; the likeliest first.
  public List<Caller> heard(Heard heard, int most) {
    List<Caller> found = new ArrayList<>();
    for (Finding finding : callers.find(heard, most)) {
      directory
          .find(centre, finding.id())
          .ifPresent(customer ->
              found.add(
                  new Caller(
                      customer.id(),
                      customer.name(),
                      finding.probability(),
                      finding.accepted(),
                      finding.reason())));
    }
    return found;
  }

  /// Pairs that weigh so much, of so many records after one: what a bulk link would join. A pair
  /// stands once, and none that was settled.
  ///
  /// @param examined at most [#MAX_EXAMINED]
  public Page pairs(String after, int examined, double bits) {
    List<IdentityRecord> records = profiles.page(centre, after);
    List<IdentityRecord> looked = records.subList(0, Math.min(examined, records.size()));
    List<Pair> pairs = new ArrayList<>();
    for (IdentityRecord record : looked) {
      for (Found found : suggestions(record.id(), PAIRS_EACH)) {
        if (found.weight().bits() >= bits && record.id().compareTo(found.id()) < 0) {
          String name = directory.find(centre, record.id()).map(Customer::name).orElse("");
          pairs.add(new Pair(record.id(), name, found));
        }
      }
    }
    return new Page(pairs, looked.size() < records.size() ? looked.getLast().id() : null);
  }

  /// Links two records with the weight of their evidence as it is now.
  public LinkStore.Said link(LinkStore store, IdentityLink wanted) {
    double bits =
        suggestions(wanted.customer(), IdentityIndex.MAX_WEIGHED).stream()
            .filter(found -> found.id().equals(wanted.other()))
            .mapToDouble(found -> found.weight().bits())
            .findFirst()
            .orElse(0);
    IdentityLink.Basis basis = wanted.evidence();
    return store
        .say(
            centre,
            new IdentityLink(
                wanted.id(),
                wanted.customer(),
                wanted.other(),
                wanted.same(),
                new IdentityLink.Basis(basis.source(), basis.by(), bits, basis.why(), basis.at()),
                null))
        .toCompletableFuture()
        .join();
  }

  /// @param facts `birth_date`, `postcode`
  public List<Found> find(String name, Map<String, String> facts, int most) {
    return named(index.search(IdentityIndex.record("", name, facts), most), most);
  }

  /// Records that may be the same person as this one, without those that are or that somebody said
  /// are not.
  public List<Found> suggestions(String customer, int most) {
    Set<String> settled = new HashSet<>();
    for (String record : links.person(centre, customer).records()) {
      settled.add(record);
      for (IdentityLink link : links.of(centre, record)) {
        if (link.holds()) {
          settled.addAll(links.person(centre, link.otherThan(record)).records());
        }
      }
    }
    return profiles
        .of(centre, customer)
        .map(record -> index.search(record, most + settled.size()))
        .orElse(List.of())
        .stream()
        .filter(candidate -> !settled.contains(candidate.id()))
        .limit(most)
        .flatMap(candidate -> named(List.of(candidate), 1).stream())
        .toList();
  }

  private List<Found> named(List<IdentityIndex.Candidate> candidates, int most) {
    List<Found> found = new ArrayList<>();
    for (IdentityIndex.Candidate candidate : candidates) {
      directory
          .find(centre, candidate.id())
          .ifPresent(
              customer -> found.add(new Found(customer.id(), customer.name(), candidate.weight())));
    }
    return found.subList(0, Math.min(most, found.size()));
  }
}
