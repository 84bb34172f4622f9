package dev.rapport.gateway.settings;

import dev.rapport.gateway.settings.Settings.Agent;
import dev.rapport.gateway.settings.Settings.Centre;
import dev.rapport.gateway.settings.Settings.Http;
import dev.rapport.gateway.settings.Settings.Limits;
import dev.rapport.gateway.settings.Settings.Queue;
import dev.rapport.gateway.settings.Settings.Relay;
import dev.rapport.gateway.settings.Settings.Rule;
import dev.rapport.gateway.settings.Settings.Smtp;
import dev.rapport.gateway.settings.Settings.Staffing;
import dev.rapport.gateway.settings.Settings.Value;
import dev.rapport.knowledge.CategoryRights;
import dev.rapport.storage.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads `rapport.yaml` (YAML 1.2) and the environment into [Settings], or says everything that is
/// wrong with them at once.
public final class SettingsFile {
  private static final String PREFIX = "RAPPORT_";

  /// Variables of the launcher, not of the settings.
  private static final Set<String> LAUNCHER =
      Set.of("RAPPORT_JAVA_HOME", "RAPPORT_JAVA_OPTIONS", "RAPPORT_HOME", "RAPPORT_NO_AOT");

  private static final int MAX_BYTES = 4 << 20;
  private static final String CHANNELS = "phone|email|chat|form";

  private SettingsFile() {}

  /// @throws SettingsException naming every problem
  public static Settings read(@Nullable Path file, Map<String, String> environment) {
    if (file == null) {
      return parse("", environment);
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new SettingsException(List.of(file + " is larger than 4 MiB"));
      }
      return parse(Files.readString(file), environment);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new SettingsException(List.of("there is no file " + file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws SettingsException naming every problem
  public static Settings parse(String yaml, Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    Map<String, String> variables = new LinkedHashMap<>();
    environment.forEach((name, value) -> {
      if (name.startsWith(PREFIX) && !LAUNCHER.contains(name)) {
        variables.put(name, value);
      }
    });
    var claims = new Section.Environment(variables, new HashSet<>());
    Section root = new Section("", load(yaml), claims, problems);
    Settings settings = settings(root);
    root.close();
    for (String name : variables.keySet()) {
      if (!claims.claimed().contains(name)) {
        problems.add(
            "unknown variable '%s'%s"
                .formatted(
                    name,
                    Nearest.to(name, claims.claimed())
                        .map(" (did you mean '%s'?)"::formatted)
                        .orElse("")));
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return settings;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> load(String yaml) {
    LoadSettings limits =
        LoadSettings.builder()
            .setLabel("rapport.yaml")
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(20)
            .setCodePointLimit(MAX_BYTES)
            .build();
    try {
      Object tree = new Load(limits).loadFromString(yaml);
      if (tree == null) {
        return Map.of();
      }
      if (tree instanceof Map<?, ?> map) {
        return (Map<String, Object>) map;
      }
      throw new SettingsException(List.of("the file must be a mapping of keys to values"));
    } catch (YamlEngineException e) {
      throw new SettingsException(List.of("not YAML: " + e.getMessage()));
    }
  }

  private static Settings settings(Section root) {
    Section centre = root.section("centre");
    var who =
        new Centre(
            centre.text("id", "main"),
            centre.text("name", "Rapport"),
            centre.text("region", "GB"),
            centre.text("language", "en"));
    if (!who.id().matches("[a-z0-9][a-z0-9-]{0,31}")) {
      centre.problem("id", "must be 1-32 of a-z, 0-9 and '-'");
    }
    centre.close();
    String storage = storage(root);
    PbxSettings pbx = PbxSettings.read(root.section("pbx"));
    return new Settings(
        who,
        storage,
        CarrierReader.read(root, storage),
        value(root.section("value")),
        http(root.section("http")),
        smtp(root.section("smtp")),
        relay(root.section("relay")),
        limits(root.section("limits")),
        knowledge(root.section("knowledge"), CategorySettings.read(root)),
        PhoneSettings.read(root.section("phone")),
        pbx,
        SourceSettings.read(root),
        staffing(root));
  }

  private static @Nullable String storage(Section root) {
    String address = root.optionalText("storage");
    if (address != null) {
      try {
        StoreSettings.checkAddress(address);
      } catch (IllegalArgumentException e) {
        root.problem("storage", String.valueOf(e.getMessage()));
      }
    }
    return address;
  }

  private static Settings.Knowledge knowledge(
      Section knowledge, List<CategoryRights.Rule> categories) {
    var read =
        new Settings.Knowledge(
            knowledge.flag("meaning", false),
            knowledge.number("holdOutPercent", 0, 0, 50),
            knowledge.number("wantedErrorPercent", 5, 1, 30),
            categories);
    knowledge.close();
    return read;
  }

  private static Value value(Section value) {
    var read =
        new Value(
            value.text("currency", "EUR"),
            value.number("median", 100, 1, 1_000_000_000),
            value.number("phoneMinute", 90, 0, 1_000_000),
            value.number("writingMinute", 50, 0, 1_000_000));
    if (!read.currency().matches("[A-Z]{3}")) {
      value.problem("currency", "must be three letters of ISO 4217, such as EUR");
    }
    value.close();
    return read;
  }

  private static Http http(Section http) {
    var read =
        new Http(
            http.text("host", "127.0.0.1"),
            http.number("port", 8080, 0, 65_535),
            http.texts("origins"),
            http.flag("secureCookies", false),
            http.flag("publicMetrics", false),
            http.optionalAddress("publicUrl"));
    http.close();
    return read;
  }

  private static @Nullable Smtp smtp(Section smtp) {
    boolean enabled = smtp.flag("enabled", false);
    var read =
        new Smtp(
            smtp.text("host", "127.0.0.1"),
            smtp.number("port", 2525, 0, 65_535),
            smtp.texts("domains"),
            smtp.number("maxMegabytes", 25, 1, 100));
    if (enabled && read.domains().isEmpty()) {
      smtp.problem("domains", "is required: the domains whose mail is accepted");
    }
    smtp.close();
    return enabled ? read : null;
  }

  private static @Nullable Relay relay(Section relay) {
    String host = relay.text("host", "");
    var read =
        new Relay(
            host,
            relay.number("port", 25, 1, 65_535),
            relay.text("from", ""),
            relay.flag("startTls", true),
            relay.optionalText("login"),
            relay.optionalText("password"));
    if (!host.isEmpty() && !read.from().matches("[^@\\s<>]+@[^@\\s<>]+")) {
      relay.problem("from", "is required: the address that replies come from");
    }
    relay.close();
    return host.isEmpty() ? null : read;
  }

  private static Limits limits(Section limits) {
    var read =
        new Limits(
            limits.number("answeringFormSeconds", 120, 1, 86_400),
            limits.number("answeringChatSeconds", 600, 1, 86_400),
            limits.number("chats", 10_000, 1, 100_000),
            limits.number("visitorsPerAddress", 50, 1, 100_000),
            limits.number("requestsPerMinute", 300, 1, 1_000_000),
            limits.number("loginsPerMinute", 10, 1, 100_000));
    limits.close();
    return read;
  }

  private static Staffing staffing(Section root) {
    List<Queue> queues = root.sections("queues").stream().map(SettingsFile::queue).toList();
    List<Agent> agents = root.sections("agents").stream().map(SettingsFile::agent).toList();
    List<Rule> rules = root.sections("rules").stream().map(SettingsFile::rule).toList();
    if (queues.isEmpty()) {
      queues = List.of(queue(Map.of("id", "support", "name", "Support")));
    }
    String first = queues.getFirst().id();
    List<String> ids = queues.stream().map(Queue::id).toList();
    var staffing =
        new Staffing(
            queues,
            agents,
            rules,
            root.text("defaultQueue", first),
            interrupts(root),
            PolicyKeys.handleTimes(root),
            IntentSettings.read(root, ids));
    unique(root, "queues", ids);
    unique(root, "agents", agents.stream().map(Agent::id).toList());
    mustBeQueue(root, "defaultQueue", staffing.defaultQueue(), ids);
    rules.forEach(rule -> mustBeQueue(root, "rules", rule.queue(), ids));
    List<String> intents = staffing.intents().stream().map(IntentSettings::name).toList();
    unique(root, "intents", intents);
    rules.stream()
        .flatMap(rule -> rule.intents().stream())
        .filter(intent -> !intents.contains(intent))
        .forEach(intent -> root.problem("rules", "names no intent '" + intent + "'"));
    agents.forEach(a -> a.queues().forEach(queue -> mustBeQueue(root, "agents", queue, ids)));
    return staffing;
  }

  private static Map<String, List<String>> interrupts(Section root) {
    Section section = root.section("interrupts");
    Map<String, List<String>> interrupts = new LinkedHashMap<>();
    for (String channel : CHANNELS.split("\\|", -1)) {
      List<String> others = section.texts(channel);
      if (!others.isEmpty()) {
        interrupts.put(channel, others);
      }
      for (String other : others) {
        if (!other.matches(CHANNELS) || other.equals(channel)) {
          section.problem(channel, "cannot interrupt '" + other + "'");
        }
      }
    }
    section.close();
    return interrupts;
  }

  /// One queue with the keys of the settings file.
  ///
  /// @throws SettingsException naming every problem
  public static Queue queue(Map<String, Object> values) {
    List<String> problems = new ArrayList<>();
    Queue queue = queue(QueueRulesReader.section(values, problems));
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return queue;
  }

  private static Queue queue(Section queue) {
    String id = id(queue);
    var read =
        new Queue(
            id,
            queue.text("name", id),
            queue.flag("open", true),
            queue.levels("skills", 0, 100),
            queue.number("targetSeconds", 60, 1, 604_800),
            queue.number("handleSeconds", 300, 1, 604_800),
            queue.number("offerSeconds", 30, 1, 3_600),
            queue.number("wrapUpSeconds", 60, 1, 86_400),
            queue.levels("wrapUpByChannel", 0, 86_400),
            queue.number("maxWaiting", 10_000, 1, 1_000_000),
            PolicyKeys.name(queue),
            QueueRulesReader.read(queue));
    channels(queue, "wrapUpByChannel", read.wrapUpByChannel());
    queue.close();
    return read;
  }

  private static void channels(Section section, String key, Map<String, Integer> named) {
    for (String channel : named.keySet()) {
      if (!channel.matches(CHANNELS)) {
        section.problem(key, "names no channel '" + channel + "': phone, email, chat or form");
      }
    }
  }

  private static Agent agent(Section agent) {
    String id = id(agent);
    var read =
        new Agent(
            id,
            agent.text("name", id),
            agent.levels("skills", 0, 100),
            SkillDates.read(agent),
            agent.texts("queues"),
            agent.number("capacity", 3, 1, 50),
            agent.levels("caps", 0, 31));
    channels(agent, "caps", read.caps());
    agent.close();
    return read;
  }

  private static Rule rule(Section rule) {
    var read =
        new Rule(
            rule.requiredText("name"),
            rule.optionalText("channel"),
            rule.optionalText("recipient"),
            rule.texts("words"),
            rule.texts("intents"),
            rule.requiredText("queue"),
            rule.text("urgency", "normal"));
    if (read.channel() != null && !read.channel().matches(CHANNELS)) {
      rule.problem("channel", "must be phone, email, chat or form");
    }
    if (!read.urgency().matches("low|normal|high|critical")) {
      rule.problem("urgency", "must be low, normal, high or critical");
    }
    rule.close();
    return read;
  }

  private static String id(Section section) {
    String id = section.requiredText("id");
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      section.problem("id", "must be 1-64 of letters, digits, '.', '_' and '-'");
    }
    return id;
  }

  private static void unique(Section root, String key, List<String> ids) {
    Set<String> seen = new HashSet<>();
    ids.stream()
        .filter(id -> !seen.add(id))
        .forEach(id -> root.problem(key, "has '%s' twice".formatted(id)));
  }

  private static void mustBeQueue(Section root, String key, String queue, List<String> ids) {
    if (!ids.contains(queue)) {
      root.problem(
          key,
          "names no queue '%s'%s"
              .formatted(
                  queue,
                  Nearest.to(queue, ids).map(" (did you mean '%s'?)"::formatted).orElse("")));
    }
  }
}
