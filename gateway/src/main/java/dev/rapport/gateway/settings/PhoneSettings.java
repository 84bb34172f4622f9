package dev.rapport.gateway.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Calls by the embedded switch. See `docs/guides/phone.md`.
///
/// @param host a literal address to listen at, for SIP by UDP and TCP, and for sound
/// @param advertised the literal address that others reach us at
/// @param firstMediaPort 0 takes whatever is free
/// @param trunks addresses and ranges that calls may come from
/// @param via where calls are sent that we make, as `sip:10.0.0.1`; empty for nowhere
/// @param number what is shown to those we call
/// @param sounds a folder of WAV files; empty for ours
/// @param signers a folder of certificates; empty for none
/// @param announceSeconds how often a waiting caller is told the place
/// @param menu what callers can choose with keys
/// @param recording which talks are kept
/// @param asterisk the Asterisk that has the calls; null when they come to us
public record PhoneSettings(
    String host,
    int port,
    String advertised,
    int firstMediaPort,
    int lastMediaPort,
    List<String> trunks,
    String via,
    String number,
    @Nullable Tls tls,
    Limits limits,
    String sounds,
    String signers,
    int announceSeconds,
    Menu menu,
    Recording recording,
    List<Phone> phones,
    @Nullable Asterisk asterisk) {
  /// Keys that one choice of the menu can have.
  static final int MOST_CHOICES = 9;

  private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:.]*:.*");

  public PhoneSettings {
    trunks = List.copyOf(trunks);
    phones = List.copyOf(phones);
  }

  /// @param certificate a PEM file with its chain
  /// @param key a PEM file, PKCS#8
  public record Tls(int port, String certificate, String key) {}

  /// Calls by Asterisk's ARI instead of by SIP to us.
  ///
  /// @param url of its HTTP server
  /// @param app what the dial plan gives to `Stasis()`
  /// @param trunk how a number is called, such as `PJSIP/{number}@carrier`; empty for not at all
  /// @param music a class of music on hold; empty for the usual one
  public record Asterisk(
      String url, String user, String password, String app, String trunk, String music) {}

  /// @param calls at once
  /// @param callsPerSource at once from one address that is no trunk
  /// @param callsPerSecond new ones, from one address
  public record Limits(int calls, int callsPerSource, int callsPerSecond) {}

  /// Keys: the first language is 1, the first reason is 1, called back is 1, a message is 2.
  ///
  /// @param languages that prompts can be in; empty asks nothing
  /// @param reasons the queues that can be chosen; empty asks nothing
  /// @param seconds for both choices together; after that the call waits as it came
  public record Menu(
      List<String> languages,
      List<String> reasons,
      int seconds,
      boolean callback,
      boolean message) {
    public static final Menu NONE = new Menu(List.of(), List.of(), 0, false, false);

    public Menu {
      languages = List.copyOf(languages);
      reasons = List.copyOf(reasons);
    }

    /// Whether something is asked before the call waits.
    public boolean asks() {
      return !languages.isEmpty() || !reasons.isEmpty();
    }
  }

  /// What caller and agent say to each other is kept, where the switch can.
  ///
  /// @param queues of these; empty for all
  /// @param announce both are told before
  public record Recording(boolean enabled, List<String> queues, boolean announce) {
    public static final Recording NONE = new Recording(false, List.of(), true);

    public Recording {
      queues = List.copyOf(queues);
    }

    /// Whether the talks of a queue are kept.
    public boolean of(String queue) {
      return enabled && (queues.isEmpty() || queues.contains(queue));
    }
  }

  /// The phone of one agent, or of a supervisor who listens.
  ///
  /// @param agent an agent's id, or the login of a supervisor who is no agent
  /// @param password with which it registers; empty when it cannot
  /// @param address a `sip:` address where it always is, or its name at Asterisk; null when it
  ///   registers with us
  public record Phone(String agent, String password, @Nullable String address) {}

  /// Null when no calls come in.
  static @Nullable PhoneSettings read(Section phone) {
    boolean enabled = phone.flag("enabled", false);
    String certificate = phone.text("certificate", "");
    int tlsPort = phone.number("tlsPort", 5061, 0, 65_535);
    String key = phone.text("key", "");
    String host = phone.text("host", "127.0.0.1");
    List<Phone> phones = new ArrayList<>();
    phone.sections("phones").forEach(section -> phones.add(phone(section)));
    List<String> trunks = phone.texts("trunks");
    var read =
        new PhoneSettings(
            host,
            phone.number("port", 5060, 0, 65_535),
            phone.text("advertised", host),
            phone.number("firstMediaPort", 0, 0, 65_534),
            phone.number("lastMediaPort", 0, 0, 65_535),
            trunks.isEmpty() ? List.of("127.0.0.0/8") : trunks,
            phone.text("via", ""),
            phone.text("number", ""),
            certificate.isEmpty() ? null : new Tls(tlsPort, certificate, key),
            new Limits(
                phone.number("calls", 2_000, 1, 20_000),
                phone.number("callsPerSource", 20, 1, 20_000),
                phone.number("callsPerSecond", 100, 1, 10_000)),
            phone.text("sounds", ""),
            phone.text("signers", ""),
            phone.number("announceSeconds", 30, 5, 3_600),
            menu(phone.section("menu")),
            recording(phone.section("recording")),
            phones,
            asterisk(phone.section("asterisk")));
    for (String name : List.of("host", "advertised")) {
      String address = name.equals("host") ? read.host() : read.advertised();
      if (!LITERAL.matcher(address).matches()) {
        phone.problem(name, "must be a literal address such as 10.0.0.5, not '" + address + "'");
      }
    }
    read.trunks().stream()
        .filter(trunk -> !trunk.matches("[0-9a-fA-F:.]+(/[0-9]{1,3})?"))
        .forEach(
            t -> phone.problem("trunks", "has '" + t + "', which is no address like 10.0.0.0/8"));
    if (read.firstMediaPort() > 0 && read.lastMediaPort() < read.firstMediaPort() + 1) {
      phone.problem("lastMediaPort", "must be above firstMediaPort");
    }
    if (!certificate.isEmpty() && key.isEmpty()) {
      phone.problem("key", "is required with a certificate");
    }
    phone.close();
    return enabled ? read : null;
  }

  private static @Nullable Asterisk asterisk(Section asterisk) {
    String url = asterisk.text("url", "");
    var read =
        new Asterisk(
            url,
            asterisk.text("user", "rapport"),
            asterisk.text("password", ""),
            asterisk.text("app", "rapport"),
            asterisk.text("trunk", ""),
            asterisk.text("music", ""));
    if (!url.isEmpty() && !url.matches("https?://[^/?#]+/?")) {
      asterisk.problem("url", "must be an address such as http://10.0.0.2:8088");
    }
    if (!url.isEmpty() && read.password().isEmpty()) {
      asterisk.problem("password", "is required");
    }
    if (!read.app().matches("[A-Za-z0-9_-]{1,40}")) {
      asterisk.problem("app", "must be 1-40 of letters, digits, '_' and '-'");
    }
    asterisk.close();
    return url.isEmpty() ? null : read;
  }

  private static Menu menu(Section menu) {
    var read =
        new Menu(
            menu.texts("languages"),
            menu.texts("reasons"),
            menu.number("seconds", 20, 5, 120),
            menu.flag("callback", false),
            menu.flag("message", false));
    if (read.languages().size() > MOST_CHOICES || read.reasons().size() > MOST_CHOICES) {
      menu.problem(
          "reasons", "and languages have a key each, so there are at most " + MOST_CHOICES);
    }
    menu.close();
    return read;
  }

  private static Recording recording(Section recording) {
    var read =
        new Recording(
            recording.flag("enabled", false),
            recording.texts("queues"),
            recording.flag("announce", true));
    if (!read.enabled() && !read.queues().isEmpty()) {
      recording.problem("enabled", "must be true when there are queues");
    }
    recording.close();
    return read;
  }

  private static Phone phone(Section phone) {
    var read =
        new Phone(
            phone.requiredText("agent"), phone.text("password", ""), phone.optionalText("address"));
    if (read.password().isEmpty() && read.address() == null) {
      phone.problem("password", "or an address is required");
    }
    phone.close();
    return read;
  }
}
