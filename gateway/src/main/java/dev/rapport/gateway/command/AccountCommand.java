package dev.rapport.gateway.command;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.rapport.gateway.security.Passwords;
import dev.rapport.storage.Account;
import dev.rapport.storage.SqlAccounts;
import dev.rapport.storage.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rapport account`: who may log in. There is no default account and no default password.
@Command(
    name = "account",
    mixinStandardHelpOptions = true,
    description = "Adds, lists and disables the accounts of a centre; the process must be stopped.",
    footer = {
      "",
      "Examples:",
      "  rapport account add ana --role agent --agent ana --data DIR     prints a new password",
      "  rapport account import accounts.csv --data DIR                  login,name,role,agent,password"
    })
final class AccountCommand {
  private static final int SHORTEST_PASSWORD = 8;

  private final SecureRandom random = new SecureRandom();

  @Command(description = "Adds one account and prints its new password.")
  int add(
      @Mixin DataOption options,
      @Parameters(paramLabel = "LOGIN") String login,
      @Option(names = "--role", required = true, description = "agent, supervisor or admin")
          String role,
      @Option(names = "--agent", description = "the agent of the plan this person is")
          @Nullable String agent,
      @Option(names = "--name") @Nullable String name,
      @Option(names = "--password-stdin", description = "reads the password from standard input")
          boolean fromInput)
      throws IOException {
    String password = fromInput ? read() : generated();
    try (Store store = options.store()) {
      add(store, options, new Row(login, name == null ? login : name, role, agent, password));
    }
    System.out.println(fromInput ? "added " + login : "added " + login + ", password: " + password);
    return 0;
  }

  @Command(name = "import", description = "Adds accounts from a CSV file with a header.")
  int importFile(
      @Mixin DataOption options,
      @Option(names = "--only-new", description = "leaves accounts that are there as they are")
          boolean onlyNew,
      @Parameters(paramLabel = "FILE.csv") Path file)
      throws IOException {
    int added = 0;
    int left = 0;
    String centre = options.settings().centre().id();
    try (Store store = options.store();
        CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        Row account = row(row);
        // Looked up first: to hash a password is made slow on purpose.
        if (onlyNew && new SqlAccounts(store).find(centre, account.login()).isPresent()) {
          left++;
        } else {
          add(store, options, account);
          added++;
        }
      }
    }
    System.out.println(
        "added " + added + " accounts" + (onlyNew ? ", " + left + " were there already" : ""));
    return 0;
  }

  private static Row row(NamedCsvRecord row) {
    String agent = row.findField("agent").orElse("");
    String login = row.getField("login");
    return new Row(
        login,
        row.findField("name").orElse(login),
        row.getField("role"),
        agent.isEmpty() ? null : agent,
        row.getField("password"));
  }

  @Command(description = "Lists the accounts.")
  int list(@Mixin DataOption options) {
    String centre = options.settings().centre().id();
    try (Store store = options.store()) {
      for (Account account : new SqlAccounts(store).all(centre)) {
        System.out.printf(
            "%-20s %-11s %-20s %s%n",
            account.login(),
            account.role().name().toLowerCase(Locale.ROOT),
            account.agent() == null ? "" : account.agent(),
            account.disabled() ? "disabled" : "");
      }
    }
    return 0;
  }

  @Command(description = "Disables an account and ends its sessions.")
  int disable(@Mixin DataOption options, @Parameters(paramLabel = "LOGIN") String login) {
    String centre = options.settings().centre().id();
    try (Store store = options.store()) {
      if (!new SqlAccounts(store).setDisabled(centre, login, true).join()) {
        throw new RapportCommand.Refused("there is no account " + login);
      }
    }
    System.out.println("disabled " + login);
    return 0;
  }

  private record Row(
      String login, String name, String role, @Nullable String agent, String password) {}

  private void add(Store store, DataOption options, Row row) {
    if (row.password().length() < SHORTEST_PASSWORD) {
      throw new RapportCommand.Refused(
          row.login() + ": a password has at least " + SHORTEST_PASSWORD + " characters");
    }
    var settings = options.settings();
    String agent = row.agent();
    if (agent != null && settings.plan().agents().stream().noneMatch(a -> a.id().equals(agent))) {
      throw new RapportCommand.Refused(
          "%s: the settings have no agent '%s'; name the file with --config"
              .formatted(row.login(), agent));
    }
    var account =
        new Account(
            settings.centre().id(),
            row.login(),
            row.name(),
            role(row.role()),
            agent,
            new Passwords(random).hash(row.password()),
            false,
            System.currentTimeMillis());
    if (!new SqlAccounts(store).add(account).join()) {
      throw new RapportCommand.Refused("there is an account " + row.login() + " already");
    }
  }

  private static Account.Role role(String name) {
    for (Account.Role role : Account.Role.values()) {
      if (role.name().equalsIgnoreCase(name)) {
        return role;
      }
    }
    throw new RapportCommand.Refused("a role is agent, supervisor or admin, not '" + name + "'");
  }

  private String generated() {
    byte[] bytes = new byte[15];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String read() throws IOException {
    return new String(System.in.readNBytes(1_000), StandardCharsets.UTF_8).strip();
  }
}
