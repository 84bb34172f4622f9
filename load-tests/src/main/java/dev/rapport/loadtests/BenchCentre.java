package dev.rapport.loadtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A centre made for one run: its settings, accounts and data directory, and the commands that
/// start it. Two queues, agents who serve both.
///
/// @param launcher the words before a Rapport command, such as `./rapport` alone
/// @param home the folder of this run: settings, data, log
/// @param relayPort where replies by mail go
record BenchCentre(List<String> launcher, Path home, Target target, int relayPort, Size size) {
  static final String DOMAIN = "bench.example";
  static final String PASSWORD = "a passphrase for the bench only";
  static final String SUPERVISOR = "supervisor";
  private static final Duration SETTING_UP = Duration.ofMinutes(2);

  /// @param capacity contacts that one agent takes at once
  /// @param answeringSeconds how long answers may stand before a person takes over
  /// @param loginsPerMinute failed logins that one address may make
  record Size(int agents, int capacity, int answeringSeconds, int loginsPerMinute) {}

  Path settings() {
    return home.resolve("rapport.yaml");
  }

  Path data() {
    return home.resolve("data");
  }

  Path log() {
    return home.resolve("rapport.log");
  }

  List<String> agents() {
    var logins = new ArrayList<String>();
    for (int i = 1; i <= size.agents(); i++) {
      logins.add("agent%02d".formatted(i));
    }
    return logins;
  }

  /// Writes the settings and makes the accounts.
  void setUp() {
    prepare();
    RapportProcess.run(
        command("account", "import", home.resolve("accounts.csv").toString()),
        home.resolve("accounts.log"),
        SETTING_UP);
  }

  /// Writes the settings, for a store that has the accounts already.
  void prepare() {
    try {
      Files.createDirectories(data());
      Files.writeString(settings(), yaml());
      Files.writeString(home.resolve("accounts.csv"), accounts());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RapportProcess serve() {
    return RapportProcess.start(command("serve"), log(), target);
  }

  /// Runs `import customers` or `import articles`.
  void load(String what, Path from) {
    RapportProcess.run(
        command("import", what, from.toString()), home.resolve("import.log"), SETTING_UP);
  }

  private String accounts() {
    var rows = new StringBuilder("login,name,role,agent,password\n");
    rows.append("%s,%s,supervisor,,%s\n".formatted(SUPERVISOR, SUPERVISOR, PASSWORD));
    agents().forEach(a -> rows.append("%s,%s,agent,%s,%s\n".formatted(a, a, a, PASSWORD)));
    return rows.toString();
  }

  List<String> command(String... words) {
    var command = new ArrayList<>(launcher);
    command.addAll(List.of(words));
    command.addAll(List.of("--config", settings().toString(), "--data", data().toString()));
    return command;
  }

  private String yaml() {
    var text = new StringBuilder();
    text.append(
        """
        centre: {id: bench, name: Bench, region: GB, language: en}
        http: {host: %s, port: %d}
        smtp: {enabled: true, host: %s, port: %d, domains: [%s]}
        relay: {host: 127.0.0.1, port: %d, from: support@%s, startTls: false}
        limits:
          answeringFormSeconds: %d
          answeringChatSeconds: %d
          chats: 20000
          visitorsPerAddress: 20000
          requestsPerMinute: 1000000
          loginsPerMinute: %d
        queues:
          - {id: support, name: Support, targetSeconds: 20, offerSeconds: 20, wrapUpSeconds: 60, maxWaiting: 100000}
          - {id: orders, name: Orders, targetSeconds: 20, offerSeconds: 20, wrapUpSeconds: 60, maxWaiting: 100000}
        defaultQueue: support
        rules:
          - {name: about an order, words: [order, delivery, refund], queue: orders}
        agents:
        """
            .formatted(
                target.host(),
                target.httpPort(),
                target.host(),
                target.smtpPort(),
                DOMAIN,
                relayPort,
                DOMAIN,
                size.answeringSeconds(),
                size.answeringSeconds(),
                size.loginsPerMinute()));
    for (String agent : agents()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  - {id: %s, name: Agent %s, queues: [support, orders], capacity: %d}%n",
              agent,
              agent,
              size.capacity()));
    }
    return text.toString();
  }
}
