package dev.rapport.gateway.flow;

import dev.rapport.customers.CustomerDirectory;
import dev.rapport.customers.identity.IdentityIndex;
import dev.rapport.customers.identity.IdentityRecord;
import dev.rapport.customers.identity.MatchWeight;
import dev.rapport.customers.links.IdentityLink;
import dev.rapport.customers.links.LinkStore;
import dev.rapport.storage.SqlProfiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds customers by imprecise facts, and records that may be one person. Blocking.
public final class CustomerFinder {
  private static final Logger LOG = LoggerFactory.getLogger(CustomerFinder.class);

  private final String centre;
  private final SqlProfiles profiles;
  private final CustomerDirectory directory;
  private final LinkStore links;
  private final IdentityIndex index = new IdentityIndex();

  /// Somebody who may be meant, with why.
  public record Found(String id, String name, MatchWeight weight) {}

  public CustomerFinder(
      String centre, SqlProfiles profiles, CustomerDirectory directory, LinkStore links) {
    this.centre = centre;
    this.profiles = profiles;
    this.directory = directory;
    this.links = links;
  }

  /// Reads all customers into the index; a second for each few hundred thousand. Until it is done
  /// nobody is found this way.
  public void load() {
    try {
      List<IdentityRecord> all = new ArrayList<>();
      String after = "";
      List<IdentityRecord> page = profiles.page(centre, after);
      while (!page.isEmpty()) {
        all.addAll(page);
        after = page.getLast().id();
        page = page.size() < SqlProfiles.PAGE ? List.of() : profiles.page(centre, after);
      }
      index.addAll(all);
    } catch (RuntimeException e) {
      LOG.warn("customers can only be found by exact identifiers: {}", e.toString());
    }
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
