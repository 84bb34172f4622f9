package dev.rapport.gateway.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The written part of the demo: Alder & Finch Bicycles, a small maker of bicycles with twelve
/// agents, sixty customers and what there was between them, thirty articles and what people there
/// talk about. All of it is invented.
public final class DemoCentre {
  /// The password of every login of the demo; the demo listens on loopback alone.
  public static final String PASSWORD = "rapport-demo";

  /// The login of the demo's supervisor.
  public static final String SUPERVISOR = "sofia";

  /// The name of the demo's supervisor.
  public static final String SUPERVISOR_NAME = "Sofia Marchand";

  /// Where the demo's customers write to.
  public static final String MAILBOX = "help@alderfinch.example";

  private static final String FOLDER = "/demo/";

  private static final Pattern DAYS_AGO = Pattern.compile("\\btoday-(\\d+)");

  private static final List<String> SHEETS =
      List.of("customers.csv", "purchases.csv", "orders.csv", "preferences.csv", "contacts.csv");

  /// Seats left free for whoever tries the demo; the others are simulated.
  private static final List<String> FREE_SEATS = List.of("ana", "jonas", "hugo");

  private final List<DemoTalk> talks;
  private final List<DemoCustomer> customers;

  private DemoCentre(List<DemoTalk> talks, List<DemoCustomer> customers) {
    this.talks = talks;
    this.customers = customers;
  }

  /// Reads the resources; they are part of the program, so a fault in them is ours.
  public static DemoCentre load() {
    return new DemoCentre(talks(text("talks.yaml")), customers(text("customers.csv")));
  }

  /// The settings of the demo, in the form of `rapport.yaml`.
  ///
  /// @param folder where it is unpacked
  public static String settings(Path folder) {
    return text("rapport-demo.yaml").replace("${demo}", folder.toString());
  }

  /// Writes what is imported and read into `folder`: the folder `articles`, and as CSV the
  /// customers, their purchases, orders, preferences and earlier contacts, as of `today`.
  public static void unpack(Path folder, LocalDate today) {
    try {
      Path articles = Files.createDirectories(folder.resolve("articles"));
      for (String name : SHEETS) {
        Files.writeString(folder.resolve(name), dated(text(name), today));
      }
      for (String name : text("articles.txt").lines().toList()) {
        Files.writeString(articles.resolve(name), text("articles/" + name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The demo never ages: `today-3` is three days ago.
  private static String dated(String csv, LocalDate today) {
    return DAYS_AGO
        .matcher(csv)
        .replaceAll(found -> today.minusDays(Long.parseLong(found.group(1))).toString());
  }

  /// Agents whose seats nobody simulates: the logins to try the desk with.
  public static List<String> freeSeats() {
    return FREE_SEATS;
  }

  List<DemoTalk> talks() {
    return talks;
  }

  List<DemoCustomer> customers() {
    return customers;
  }

  private static List<DemoCustomer> customers(String csv) {
    List<DemoCustomer> customers = new ArrayList<>();
    for (String line : csv.lines().skip(1).toList()) {
      // Columns: customer id, name, email, phone, language, ...; none of these is quoted.
      String[] fields = line.split(",", 6);
      customers.add(new DemoCustomer(fields[1], fields[2], fields[3].replace(" ", ""), fields[4]));
    }
    return List.copyOf(customers);
  }

  private static List<DemoTalk> talks(String yaml) {
    Object read =
        new Load(LoadSettings.builder().setLabel("talks.yaml").build()).loadFromString(yaml);
    List<DemoTalk> talks = new ArrayList<>();
    for (Object each : (List<?>) read) {
      Map<?, ?> talk = (Map<?, ?>) each;
      talks.add(
          new DemoTalk(
              one(talk, "language"),
              one(talk, "subject"),
              one(talk, "opening"),
              many(talk, "reply"),
              many(talk, "more"),
              one(talk, "disposition")));
    }
    return List.copyOf(talks);
  }

  private static String one(Map<?, ?> talk, String key) {
    return String.valueOf(talk.get(key));
  }

  private static List<String> many(Map<?, ?> talk, String key) {
    Object list = talk.get(key);
    return list instanceof List<?> texts ? texts.stream().map(String::valueOf).toList() : List.of();
  }

  private static String text(String name) {
    try (InputStream in = DemoCentre.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + FOLDER + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
