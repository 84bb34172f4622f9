package dev.rapport.loadtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A centre that takes calls, made for one run: one queue, agents whose telephones are all at one
/// address.
///
/// @param launcher the word that starts a Rapport command
/// @param phones where the agents' telephones are
record PhoneCentre(String launcher, Path home, Target target, int sipPort, int phones, int agents) {
  static final String PASSWORD = "a passphrase for the bench only";
  static final String SUPERVISOR = "supervisor";

  /// How long an offer stands, in seconds.
  static final int OFFER_SECONDS = 5;

  private static final Duration SETTING_UP = Duration.ofMinutes(2);

  List<String> agentIds() {
    return IntStream.rangeClosed(1, agents).mapToObj("agent%03d"::formatted).toList();
  }

  void setUp() {
    try {
      Files.createDirectories(home.resolve("data"));
      Files.writeString(home.resolve("rapport.yaml"), yaml());
      Files.writeString(home.resolve("accounts.csv"), accounts());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RapportProcess.run(
        command("account", "import", home.resolve("accounts.csv").toString()),
        home.resolve("accounts.log"),
        SETTING_UP);
  }

  RapportProcess serve() {
    return RapportProcess.start(command("serve"), home.resolve("rapport.log"), target);
  }

  private List<String> command(String... words) {
    List<String> command = new ArrayList<>(List.of(launcher));
    command.addAll(List.of(words));
    command.addAll(
        List.of(
            "--config",
            home.resolve("rapport.yaml").toString(),
            "--data",
            home.resolve("data").toString()));
    return command;
  }

  private String accounts() {
    StringBuilder rows = new StringBuilder("login,name,role,agent,password\n");
    rows.append("%s,%s,supervisor,,%s\n".formatted(SUPERVISOR, SUPERVISOR, PASSWORD));
    agentIds().forEach(a -> rows.append("%s,%s,agent,%s,%s\n".formatted(a, a, a, PASSWORD)));
    return rows.toString();
  }

  private String yaml() {
    StringBuilder text =
        new StringBuilder(
            """
            centre: {id: bench, name: Bench, region: GB, language: en}
            http: {host: 127.0.0.1, port: %d}
            limits: {requestsPerMinute: 1000000, loginsPerMinute: 1000}
            queues:
              - {id: support, name: Support, targetSeconds: 20, offerSeconds: %d, wrapUpSeconds: 60, maxWaiting: 100000}
            defaultQueue: support
            """
                .formatted(target.httpPort(), OFFER_SECONDS));
    StringBuilder phone =
        new StringBuilder(
            """
            phone:
              enabled: true
              port: %d
              calls: 5000
              callsPerSource: 5000
              callsPerSecond: 10000
              phones:
            """
                .formatted(sipPort));
    text.append("agents:\n");
    for (String agent : agentIds()) {
      text.append("  - {id: %s, name: %s, queues: [support]}%n".formatted(agent, agent));
      phone.append(
          "    - {agent: %s, address: \"sip:%s@127.0.0.1:%d\"}%n".formatted(agent, agent, phones));
    }
    return text.append(phone).toString();
  }
}
