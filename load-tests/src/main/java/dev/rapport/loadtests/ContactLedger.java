package dev.rapport.loadtests;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What the outside has seen of each contact: when its customer wanted a person, when an agent's
/// screen showed it, what became of it. Lives on the event loop.
final class ContactLedger {
  /// One contact. Moments are [System#nanoTime]; 0 = has not happened.
  static final class Entry {
    private @Nullable String channel;
    private boolean acknowledged;
    private long wantedAt;
    private long popAt;
    private long offerAt;
    private @Nullable String recognition;
    private boolean senderIsCustomer;
    private final boolean warm;
    private final Map<String, Integer> fates = new TreeMap<>();

    Entry(boolean warm) {
      this.warm = warm;
    }

    String channel() {
      return channel == null ? "unknown" : channel;
    }

    boolean acknowledged() {
      return acknowledged;
    }

    Map<String, Integer> fates() {
      return fates;
    }
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Integer> errors = new TreeMap<>();
  private final Map<String, Integer> refusals = new TreeMap<>();
  private final History history = new History();
  private long offers;
  private long offersBeforePop;
  private boolean warm;

  /// What was seen, for what contradicts.
  History history() {
    return history;
  }

  Entry entry(String contact) {
    return entries.computeIfAbsent(contact, _ -> new Entry(warm));
  }

  Map<String, Entry> entries() {
    return entries;
  }

  /// The process said that it has this contact for good.
  void acknowledged(String contact, String channel, boolean senderIsCustomer) {
    Entry entry = entry(contact);
    entry.acknowledged = true;
    entry.channel = channel;
    entry.senderIsCustomer = senderIsCustomer;
  }

  /// The customer wants a person since `nanos`; 0 when he does not want one (any more).
  void wanted(String contact, long nanos) {
    entry(contact).wantedAt = nanos;
  }

  void popSeen(JsonObject pop, long nanos) {
    JsonObject card = pop.getJsonObject("contact");
    Entry entry = entry(card.getString("id"));
    if (entry.popAt == 0) {
      entry.popAt = nanos;
      entry.channel = card.getString("channel");
      JsonObject recognition = pop.getJsonObject("recognition", new JsonObject());
      entry.recognition = recognition.getString("kind");
    }
  }

  void offerSeen(String contact, long nanos, boolean popCameFirst) {
    Entry entry = entry(contact);
    offers++;
    if (entry.offerAt == 0) {
      entry.offerAt = nanos;
    }
    if (!popCameFirst) {
      offersBeforePop++;
    }
  }

  /// A fate that an agent's screen or the customer's own socket told.
  void fateSeen(String contact, String fate) {
    entry(contact).fates.merge(fate, 1, Integer::sum);
  }

  void error(String what) {
    errors.merge(what, 1, Integer::sum);
  }

  /// A command that was refused: no fault, the contact may have ended in the meantime.
  void refused(String what) {
    refusals.merge(what, 1, Integer::sum);
  }

  Map<String, Integer> refusals() {
    return refusals;
  }

  Map<String, Integer> errors() {
    return errors;
  }

  long offers() {
    return offers;
  }

  long offersBeforePop() {
    return offersBeforePop;
  }

  /// From now on contacts count in the times; those before warmed the process up.
  void warmedUp() {
    warm = true;
  }

  /// From wanting a person to the offer, of the contacts after the warm-up or during it.
  Latencies toOffer(boolean afterWarmUp, Predicate<Entry> which) {
    return times(afterWarmUp, which, entry -> entry.offerAt);
  }

  /// The same to the screen pop.
  Latencies toPop(boolean afterWarmUp) {
    return times(afterWarmUp, _ -> true, entry -> entry.popAt);
  }

  private Latencies times(
      boolean afterWarmUp, Predicate<Entry> which, ToLongFunction<Entry> seenAt) {
    var all = new Latencies();
    entries.values().stream()
        .filter(e -> e.warm == afterWarmUp && e.wantedAt != 0 && seenAt.applyAsLong(e) != 0)
        .filter(which)
        .forEach(e -> all.add(seenAt.applyAsLong(e) - e.wantedAt));
    return all;
  }

  /// Screen pops by recognition: `known`, `ambiguous`, `unknown`.
  Map<String, Integer> recognitions() {
    var counts = new TreeMap<String, Integer>();
    entries.values().stream()
        .filter(e -> e.recognition != null)
        .forEach(e -> counts.merge(String.valueOf(e.recognition), 1, Integer::sum));
    return counts;
  }

  /// Of the contacts that came with a customer's address and reached a screen, the share shown as
  /// known; null when there was none.
  @Nullable Double recognisedOfCustomers() {
    long of = entries.values().stream().filter(e -> e.senderIsCustomer && e.popAt != 0).count();
    long known =
        entries.values().stream()
            .filter(e -> e.senderIsCustomer && "known".equals(e.recognition))
            .count();
    return of == 0 ? null : (double) known / of;
  }

  /// Contacts of which two different fates were told.
  long contradictoryFates() {
    return entries.values().stream().filter(e -> e.fates.size() > 1).count();
  }
}
