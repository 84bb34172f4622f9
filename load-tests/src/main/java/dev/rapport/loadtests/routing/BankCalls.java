package dev.rapport.loadtests.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The recorded calls of a bank (anonymous-bank): who came when, how long they were served or how
/// long they had the patience to wait.
///
/// What a record does not say is filled in, from a seed. Whoever was answered would have waited
/// longer than they did: how much longer is drawn from the others who were still waiting then
/// (Kaplan and Meier). Whoever hung up would have been served as long as some other caller of the
/// type. Phantom calls and calls that never reached the queue are left out, as the set's readers
/// do.
///
/// @param calls in order of arrival
record BankCalls(List<Call> calls) {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm:ss");
  private static final String NEVER = "0:00:00";
  private static final String NOBODY = "NO_SERVER";

  /// Seconds since 1970 for moments, seconds for what lasted.
  ///
  /// @param waited what was recorded
  /// @param answered what was recorded
  /// @param server who served; empty for nobody known
  /// @param begun when service began; 0 for never
  record Call(
      String customer,
      int priority,
      String type,
      long arrival,
      long waited,
      boolean answered,
      long begun,
      double service,
      double patience,
      String server) {

    private Call completed(double service, double patience) {
      return new Call(
          customer, priority, type, arrival, waited, answered, begun, service, patience, server);
    }

    /// The recording forgets who somebody was when they did not wait.
    boolean queued() {
      return waited > 0;
    }
  }

  static BankCalls read(Path folder, long seed) throws IOException {
    List<Call> calls = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.getFileName().toString().startsWith("calls_"))
          .sorted()
          .forEach(file -> read(file, calls));
    }
    calls.sort(Comparator.comparingLong(Call::arrival));
    return new BankCalls(completed(calls, new SplittableRandom(seed)));
  }

  private static void read(Path file, List<Call> calls) {
    try (Stream<String> lines = Files.lines(file)) {
      lines.skip(1).map(line -> line.split("\t", -1)).forEach(fields -> add(fields, calls));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(String[] f, List<Call> calls) {
    boolean answered = f[12].equals("AGENT");
    boolean reachedQueue = !f[9].equals(NEVER);
    boolean real = !f[12].equals("PHANTOM") && Integer.parseInt(f[8]) >= 0;
    if (real && (answered || reachedQueue)) {
      long arrival = moment(f[5], reachedQueue ? f[9] : f[7]);
      calls.add(
          new Call(
              f[2],
              Integer.parseInt(f[3]),
              f[4].strip(),
              arrival,
              Long.parseLong(f[11]),
              answered,
              answered ? moment(f[5], f[13]) : 0,
              answered ? Long.parseLong(f[15]) : 0,
              0,
              answered && !f[16].strip().equals(NOBODY) ? f[16].strip() : ""));
    }
  }

  private static long moment(String date, String time) {
    return LocalDate.parse(date, DATE)
        .atTime(LocalTime.parse(time, TIME))
        .toEpochSecond(ZoneOffset.UTC);
  }

  private static List<Call> completed(List<Call> calls, SplittableRandom random) {
    Map<String, List<Double>> services = new TreeMap<>();
    for (Call call : calls) {
      if (call.answered()) {
        services.computeIfAbsent(call.type(), _ -> new ArrayList<>()).add(call.service());
      }
    }
    Patience patience = Patience.of(calls);
    List<Call> completed = new ArrayList<>();
    for (Call call : calls) {
      List<Double> known = services.getOrDefault(call.type(), List.of(60.0));
      double service = call.answered() ? call.service() : known.get(random.nextInt(known.size()));
      double patient =
          call.answered()
              ? patience.beyond(call.waited(), random.nextDouble())
              : Math.max(0.5, (double) call.waited());
      completed.add(call.completed(Math.max(1, service), patient));
    }
    return completed;
  }
}
