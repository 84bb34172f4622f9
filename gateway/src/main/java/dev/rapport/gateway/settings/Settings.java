package dev.rapport.gateway.settings;

import dev.rapport.customers.value.CostToServe;
import dev.rapport.knowledge.CategoryRights;
import dev.rapport.knowledge.calibration.WantedError;
import dev.rapport.routing.PolicyName;
import dev.rapport.routing.PolicySettings.HandleTimesFrom;
import dev.rapport.routing.QueueRules;
import dev.rapport.routing.SkillLevel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings of one process, checked. See `docs/guides/settings.md` for each key.
///
/// @param centre the contact centre this process serves
/// @param storage the address of the PostgreSQL that everything lasts in; null for a file in the
///   data directory
/// @param carrier what several gateways on one PostgreSQL talk by; null for one that serves alone,
///   while others stand by
/// @param value what customers are worth in routing
/// @param smtp the listener for incoming mail, null when it is off
/// @param relay where outgoing mail goes, null when replies by mail are not possible
/// @param phone calls, null when none come in
/// @param pbx a PBX that keeps its own queue, null when there is none
/// @param sources of products, orders and entitlements
/// @param plan queues, agents and rules
public record Settings(
    Centre centre,
    @Nullable String storage,
    @Nullable Carrier carrier,
    Value value,
    Http http,
    @Nullable Smtp smtp,
    @Nullable Relay relay,
    Limits limits,
    Knowledge knowledge,
    @Nullable PhoneSettings phone,
    @Nullable PbxSettings pbx,
    List<SourceSettings> sources,
    Staffing plan) {

  /// @param meaning whether questions are compared by meaning too: finds more in English, and takes
  ///   about 120 MB of memory from the first question on
  /// @param holdOutPercent the share of contacts that are shown no answers, to see what answers are
  ///   worth
  /// @param wantedErrorPercent how many of a hundred direct answers may be wrong
  /// @param categories who may read and edit what
  public record Knowledge(
      boolean meaning,
      int holdOutPercent,
      int wantedErrorPercent,
      List<CategoryRights.Rule> categories) {
    /// Kept nine times in ten.
    public WantedError wantedError() {
      return new WantedError(wantedErrorPercent / 100.0, WantedError.USUAL.confidence());
    }

    public CategoryRights rights() {
      return new CategoryRights(categories);
    }
  }

  /// @param id stands in every record and key
  /// @param region ISO 3166 code: how a phone number without a country is read
  /// @param language BCP 47 tag of articles and messages that do not say theirs
  public record Centre(String id, String name, String region, String language) {}

  /// @param url of a Redis or Valkey
  /// @param prefix of all names in it
  /// @param authorities a PEM file: who may sign its certificate; empty for those the JDK trusts
  public record Carrier(String url, String prefix, String authorities) {}

  /// How a customer's value becomes the weight that routing uses.
  ///
  /// @param currency ISO 4217: the currency values are compared in, and of amounts without one
  /// @param median the value of the customer in the middle, in whole units of that currency
  /// @param phoneMinute,writingMinute what a minute of an agent's time costs, in minor units
  public record Value(String currency, int median, int phoneMinute, int writingMinute) {
    public CostToServe.Rates rates() {
      return CostToServe.Rates.of(currency, phoneMinute, writingMinute);
    }
  }

  /// @param origins origins besides our own that may open sockets, such as `https://shop.example`
  /// @param secureCookies true behind TLS: the session cookie is sent over HTTPS alone
  /// @param publicMetrics false: `/metrics` answers loopback alone
  /// @param publicUrl where customers reach the pages, without a slash at its end; null where
  ///   nobody has said
  public record Http(
      String host,
      int port,
      List<String> origins,
      boolean secureCookies,
      boolean publicMetrics,
      @Nullable String publicUrl) {}

  /// @param domains recipients in these domains are accepted, others refused
  public record Smtp(String host, int port, List<String> domains, int maxMegabytes) {}

  /// @param from the address replies come from, e.g. `support@example.org`
  public record Relay(
      String host,
      int port,
      String from,
      boolean startTls,
      @Nullable String login,
      @Nullable String password) {}

  /// @param answeringFormSeconds how long a form's answers may stand before a person takes over
  /// @param answeringChatSeconds the same for a chat
  /// @param visitorsPerAddress sockets that one address may hold
  /// @param requestsPerMinute of one address on the customers' side
  public record Limits(
      int answeringFormSeconds,
      int answeringChatSeconds,
      int chats,
      int visitorsPerAddress,
      int requestsPerMinute,
      int loginsPerMinute) {}

  /// @param defaultQueue where a contact goes that no rule decides
  /// @param interrupts by channel, the channels whose contacts it sets aside while it lasts
  /// @param handleTimes where the policy has it from how long contacts will take
  /// @param intents what contacts may be about, guessed from their words
  public record Staffing(
      List<Queue> queues,
      List<Agent> agents,
      List<Rule> rules,
      String defaultQueue,
      Map<String, List<String>> interrupts,
      HandleTimesFrom handleTimes,
      List<IntentSettings> intents) {}

  /// @param open whether a form may name it as its topic
  /// @param skills required skills with their least levels, 0-100
  /// @param handleSeconds how long a contact is planned to take
  /// @param offerSeconds how long an agent may think about an offer
  /// @param wrapUpByChannel seconds that differ from `wrapUpSeconds`, by channel
  /// @param policy in which order contacts leave it
  /// @param rules hours, overflow, rings, and how contacts are handed out
  public record Queue(
      String id,
      String name,
      boolean open,
      Map<String, Integer> skills,
      int targetSeconds,
      int handleSeconds,
      int offerSeconds,
      int wrapUpSeconds,
      Map<String, Integer> wrapUpByChannel,
      int maxWaiting,
      PolicyName policy,
      QueueRules rules) {}

  /// @param capacity how many units at once; a chat uses 1, a form or mail 1, a call all
  /// @param caps at most so many at once, by channel; 0 for never
  /// @param skillDates when a skill is valid, by skill, such as `2026-01-01 to 2026-12-31`, UTC
  public record Agent(
      String id,
      String name,
      Map<String, Integer> skills,
      Map<String, SkillLevel.Validity> skillDates,
      List<String> queues,
      int capacity,
      Map<String, Integer> caps) {}

  /// A condition and what follows from it. Absent conditions always hold; the first rule that holds
  /// decides.
  public record Rule(
      String name,
      @Nullable String channel,
      @Nullable String recipient,
      List<String> words,
      List<String> intents,
      String queue,
      String urgency) {}
}
