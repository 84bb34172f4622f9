package dev.rapport.gateway.flow;

import dev.rapport.automation.Classifier;
import dev.rapport.automation.Condition;
import dev.rapport.automation.Request;
import dev.rapport.automation.RequiredSkill;
import dev.rapport.automation.Rule;
import dev.rapport.automation.Rulebook;
import dev.rapport.automation.Verdict;
import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.StoredContact;
import dev.rapport.customers.Customer;
import dev.rapport.customers.Recognition;
import dev.rapport.customers.ValueScale;
import dev.rapport.gateway.settings.IntentSettings;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.settings.SettingsException;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.CustomerKey;
import dev.rapport.routing.Errand;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Places contacts by the rules of the settings.
public final class RulePlacement implements Placement {
  private static final Logger LOG = LoggerFactory.getLogger(RulePlacement.class);

  private final Classifier classifier;
  private final String defaultQueue;
  private final ValueScale scale;
  private final Predicate<String> owed;
  private final IntentGuesser guesser;
  private final Map<String, IntentSettings> intents;

  /// @param guesser guesses what a contact is about from its words; may block for milliseconds
  /// @param owed whether something promised to the customer with this id is overdue; may block
  /// @throws SettingsException naming every rule that cannot work
  public RulePlacement(
      Settings.Staffing staffing, ValueScale scale, IntentGuesser guesser, Predicate<String> owed) {
    this.owed = owed;
    this.guesser = guesser;
    this.intents =
        staffing.intents().stream()
            .collect(Collectors.toUnmodifiableMap(IntentSettings::name, intent -> intent));
    this.defaultQueue = staffing.defaultQueue();
    this.scale = scale;
    this.classifier =
        switch (rulebook(staffing).check()) {
          case Rulebook.Checked.Sound(Classifier sound) -> sound;
          case Rulebook.Checked.Faulty(List<String> faults) -> throw new SettingsException(faults);
        };
  }

  private static Rulebook rulebook(Settings.Staffing staffing) {
    Set<String> queues =
        staffing.queues().stream().map(Settings.Queue::id).collect(Collectors.toSet());
    Set<String> skills =
        Stream.concat(
                staffing.queues().stream().flatMap(q -> q.skills().keySet().stream()),
                staffing.agents().stream().flatMap(a -> a.skills().keySet().stream()))
            .collect(Collectors.toSet());
    return new Rulebook(
        Stream.concat(
                staffing.rules().stream().map(RulePlacement::rule),
                staffing.intents().stream().map(i -> rule(i, staffing.defaultQueue())))
            .toList(),
        staffing.defaultQueue(),
        queues,
        skills);
  }

  private static Rule rule(Settings.Rule rule) {
    List<Condition> conditions = new ArrayList<>();
    String channel = rule.channel();
    if (channel != null) {
      conditions.add(new Condition.OnChannel(List.of(channel)));
    }
    String recipient = rule.recipient();
    if (recipient != null) {
      conditions.add(new Condition.SentTo(List.of(recipient)));
    }
    if (!rule.words().isEmpty()) {
      conditions.add(new Condition.Mentions(rule.words()));
    }
    if (!rule.intents().isEmpty()) {
      conditions.add(new Condition.About(rule.intents()));
    }
    var urgency = dev.rapport.automation.Urgency.valueOf(rule.urgency().toUpperCase(Locale.ROOT));
    return new Rule(
        rule.name(), conditions, new Rule.Action(rule.queue(), List.of(), urgency, null));
  }

  /// What is known to be about an intent goes where the intent belongs, when no rule says better.
  private static Rule rule(IntentSettings intent, String defaultQueue) {
    var urgency = dev.rapport.automation.Urgency.valueOf(intent.urgency().toUpperCase(Locale.ROOT));
    String queue = intent.queue() == null ? defaultQueue : intent.queue();
    return new Rule(
        "about " + intent.name(),
        List.of(new Condition.About(List.of(intent.name()))),
        new Rule.Action(queue, skills(intent), urgency, null));
  }

  private static List<RequiredSkill> skills(IntentSettings intent) {
    return intent.skills().entrySet().stream()
        .map(skill -> new RequiredSkill(skill.getKey(), skill.getValue()))
        .toList();
  }

  @Override
  public Contact of(StoredContact contact, Recognition recognition) {
    @Nullable Customer customer =
        recognition instanceof Recognition.Known known ? known.customer() : null;
    @Nullable String intent = guesser.intentOf(contact.inbound());
    Placed placed = placed(contact.inbound(), customer, intent);
    Rule.Action action = placed.action();
    return new Contact(
        new ContactId(contact.id()),
        channel(contact.inbound().channel()),
        new QueueId(action.queue()),
        requirement(skillsFor(intent, action)),
        customer != null && owes(customer)
            ? higher(urgency(action.urgency()))
            : urgency(action.urgency()),
        customer == null ? ValueScale.MIN_WEIGHT : scale.weight(customer.value()),
        customer == null ? null : new CustomerKey(customer.id()),
        null,
        errand(contact.inbound(), intent, placed.rule()));
  }

  /// A rule that sends a contact where its intent belongs leaves the intent's skills required; one
  /// that sends it elsewhere knows better, and there nobody may have them.
  private List<RequiredSkill> skillsFor(@Nullable String intent, Rule.Action action) {
    IntentSettings about = intent == null ? null : intents.get(intent);
    if (about == null || !action.skills().isEmpty()) {
      return action.skills();
    }
    String queue = about.queue() == null ? defaultQueue : about.queue();
    return queue.equals(action.queue()) ? skills(about) : List.of();
  }

  /// Where a contact goes.
  ///
  /// @param rule the rule that said so; null when none did
  private record Placed(Rule.Action action, @Nullable String rule) {}

  /// What was guessed from the words, or else the topic the sender chose, or else the rule that
  /// held, stands for what the contact is about: contacts of one kind take about as long as each
  /// other.
  private static @Nullable Errand errand(
      InboundContact inbound, @Nullable String guessed, @Nullable String rule) {
    String topic = inbound.topic();
    String chosen = topic == null || topic.isBlank() ? rule : topic.strip();
    String intent = guessed == null ? chosen : guessed;
    return intent == null
        ? null
        : Errand.about(intent.substring(0, Math.min(intent.length(), Errand.MAX_INTENT)));
  }

  private Placed placed(
      InboundContact inbound, @Nullable Customer customer, @Nullable String intent) {
    String subject = inbound.subject();
    var sender =
        customer == null
            ? Request.Sender.STRANGER
            : new Request.Sender(true, scale.band(customer.value()).name());
    var words =
        new Request.Words(
            subject == null ? "" : subject, inbound.text(), inbound.sender().language(), intent);
    var request =
        new Request(
            inbound.channel().wireName(), inbound.recipient(), inbound.topic(), words, sender);
    return switch (classifier.classify(request)) {
      case Verdict.Classified classified ->
          new Placed(classified.action(), intentOf(classified.rule()));
      case Verdict.UnknownQueue unknown -> {
        // Taken in under an earlier plan that had the queue: better the default than nowhere.
        LOG.warn("there is no queue '{}' any more", unknown.queue());
        yield new Placed(Rule.Action.to(defaultQueue), null);
      }
    };
  }

  private static @Nullable String intentOf(String rule) {
    return rule.equals(Verdict.Classified.DEFAULT) || rule.equals(Verdict.Classified.REQUESTED)
        ? null
        : rule;
  }

  /// A store that fails must not keep anybody waiting.
  private boolean owes(Customer customer) {
    try {
      return owed.test(customer.id());
    } catch (RuntimeException e) {
      LOG.warn("placed without knowing what we owe: {}", e.toString());
      return false;
    }
  }

  /// An overdue promise raises urgency by a step, and nothing lowers it.
  private static Urgency higher(Urgency urgency) {
    return switch (urgency) {
      case LOW -> Urgency.NORMAL;
      case NORMAL -> Urgency.HIGH;
      case HIGH, CRITICAL -> Urgency.CRITICAL;
    };
  }

  private static Requirement requirement(List<RequiredSkill> skills) {
    return Requirement.allOf(
        skills.stream()
            .map(skill -> Requirement.atLeast(skill.skill(), skill.level()))
            .toArray(Requirement[]::new));
  }

  private static Urgency urgency(dev.rapport.automation.Urgency urgency) {
    return switch (urgency) {
      case LOW -> Urgency.LOW;
      case NORMAL -> Urgency.NORMAL;
      case HIGH -> Urgency.HIGH;
      case CRITICAL -> Urgency.CRITICAL;
    };
  }

  private static ChannelId channel(ChannelKind kind) {
    return switch (kind) {
      case PHONE -> ChannelId.PHONE;
      case EMAIL -> ChannelId.EMAIL;
      case CHAT -> ChannelId.CHAT;
      case FORM -> ChannelId.FORM;
    };
  }
}
