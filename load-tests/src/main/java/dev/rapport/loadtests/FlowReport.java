package dev.rapport.loadtests;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The one JSON object of a flow run. `docs/benchmarks.md` says what each key means.
record FlowReport(JsonObject json) {
  private static final List<String> MUST_BE_ZERO =
      List.of("frames_lost", "screen_pops_after_offer", "contacts_without_one_fate");

  /// What was read from the process when all was over.
  ///
  /// @param cards every contact, as a supervisor reads it
  /// @param setAside mails that could not be read
  /// @param mailReplies replies that arrived at the relay, each Message-ID once
  record Ending(
      List<JsonObject> cards, int setAside, int mailReplies, @Nullable Double commitsPerSecond) {}

  /// How the process was started.
  record Start(long coldStartMs, double idleMegabytes) {}

  static FlowReport of(JsonObject run, Start start, FlowRun flow, Ending ending) {
    ContactLedger ledger = flow.ledger();
    flow.sentMails().match(ending.cards(), ledger);
    Map<String, Integer> recognitions = ledger.recognitions();
    int shown = recognitions.values().stream().mapToInt(Integer::intValue).sum();
    var json =
        new JsonObject()
            .put("benchmark", "flow")
            .put("machine", Machine.describe())
            .put("run", run)
            .put("contacts", counts(ending.cards(), "channel"))
            .put("fates", counts(ending.cards(), "fate"))
            .put("acknowledged", acknowledged(flow))
            .put("set_aside", ending.setAside())
            .put("recognised_share", share(recognitions.getOrDefault("known", 0), shown))
            .put("recognised_share_of_customers", rounded(ledger.recognisedOfCustomers()))
            .put("recognition", object(recognitions))
            .put("arrival_to_offer_ms", ledger.toOffer(true, _ -> true).milliseconds())
            .put("arrival_to_screen_pop_ms", ledger.toPop(true).milliseconds())
            .put("arrival_to_offer_ms_warm_up", ledger.toOffer(false, _ -> true).milliseconds());
    for (String channel : List.of("chat", "form", "email")) {
      json.put(
          "arrival_to_offer_ms_" + channel,
          ledger.toOffer(true, e -> e.channel().equals(channel)).milliseconds());
    }
    json.put("generator_lag_ms", flow.lag().milliseconds())
        .put("commits_per_second", ending.commitsPerSecond())
        .put("offers", ledger.offers())
        .put("agent_replies", flow.replies())
        .put("mail_replies_delivered", ending.mailReplies())
        .put("desks_cut", flow.closures())
        .put("frames_lost", flow.framesLost())
        .put("screen_pops_after_offer", ledger.offersBeforePop())
        .put("chat_messages_lost", flow.missingChatNumbers())
        .put("contacts_without_one_fate", withoutOneFate(ledger, ending.cards()))
        .put("acknowledged_but_missing", missing(ledger, ending.cards()))
        .put("mail_repeats", mailRepeats(flow, ending))
        .put("mails_unaccounted", unaccounted(flow, ending))
        .put("mails_refused", flow.refusedMails())
        .put("commands_refused", object(ledger.refusals()))
        .put("cold_start_ms", start.coldStartMs())
        .put("idle_rss_mb", Math.round(start.idleMegabytes() * 10) / 10.0)
        .put("errors", object(ledger.errors()))
        .put("units", units());
    return new FlowReport(json);
  }

  /// Whether every figure that must be zero is.
  boolean isSound() {
    return MUST_BE_ZERO.stream().allMatch(key -> json.getLong(key) == 0)
        && json.getLong("acknowledged_but_missing") == 0
        && json.getLong("mails_unaccounted") == 0;
  }

  private static JsonObject acknowledged(FlowRun flow) {
    var byChannel = new TreeMap<String, Integer>();
    flow.ledger().entries().values().stream()
        .filter(ContactLedger.Entry::acknowledged)
        .forEach(entry -> byChannel.merge(entry.channel(), 1, Integer::sum));
    return object(byChannel).put("email", flow.sentMails().count());
  }

  /// Contacts that have no fate in the end, have not ended, stand twice in the list, or of which
  /// two fates were told.
  private static long withoutOneFate(ContactLedger ledger, List<JsonObject> cards) {
    var fates = new TreeMap<String, Integer>();
    for (JsonObject card : cards) {
      boolean ended = "ended".equals(card.getString("state")) && card.getString("fate") != null;
      fates.merge(card.getString("id"), ended ? 1 : 2, Integer::sum);
    }
    long inTheList = fates.values().stream().filter(count -> count != 1).count();
    return inTheList + ledger.contradictoryFates();
  }

  /// Mails that were taken and became neither a contact nor were set aside: known from before.
  private static long mailRepeats(FlowRun flow, Ending ending) {
    long contacts =
        ending.cards().stream().filter(c -> "email".equals(c.getString("channel"))).count();
    return flow.sentMails().count() - contacts - ending.setAside();
  }

  /// Of these, those that cannot be explained by a body sent before.
  private static long unaccounted(FlowRun flow, Ending ending) {
    return Math.max(0, mailRepeats(flow, ending) - flow.sentMails().sameBodies());
  }

  /// Acknowledged contacts that the list does not have.
  private static long missing(ContactLedger ledger, List<JsonObject> cards) {
    var listed = new java.util.HashSet<String>();
    cards.forEach(card -> listed.add(card.getString("id")));
    return ledger.entries().entrySet().stream()
        .filter(e -> e.getValue().acknowledged() && !listed.contains(e.getKey()))
        .count();
  }

  private static JsonObject counts(List<JsonObject> cards, String key) {
    var counts = new TreeMap<String, Integer>();
    cards.forEach(card -> counts.merge(String.valueOf(card.getString(key)), 1, Integer::sum));
    return object(counts).put("total", cards.size());
  }

  private static JsonObject object(Map<String, Integer> counts) {
    var object = new JsonObject();
    counts.forEach(object::put);
    return object;
  }

  private static @Nullable Double share(int part, int of) {
    return of == 0 ? null : rounded((double) part / of);
  }

  private static @Nullable Double rounded(@Nullable Double share) {
    return share == null ? null : Math.round(share * 1_000) / 1_000.0;
  }

  private static JsonObject units() {
    return new JsonObject()
        .put("*_ms", "milliseconds")
        .put("*_mb", "MiB")
        .put("*_per_second", "1/s")
        .put("*_share*", "0 to 1")
        .put("everything else", "count");
  }
}
