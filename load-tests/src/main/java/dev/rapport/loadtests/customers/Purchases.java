package dev.rapport.loadtests.customers;

import dev.rapport.customers.value.Fitting;
import dev.rapport.customers.value.PurchaseRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// CDNOW's one-in-ten sample: who bought what on which day, cut after 39 weeks.
final class Purchases {
  private static final LocalDate END = LocalDate.of(1997, 9, 30);
  private static final double WEEK = 7;

  private final List<PurchaseRecord> records = new ArrayList<>();
  private final List<Fitting.Spend> spends = new ArrayList<>();
  private final List<Integer> later = new ArrayList<>();

  Purchases(Path file) throws IOException {
    Map<String, TreeMap<LocalDate, Double>> days = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] words = line.strip().split("\\s+");
      days.computeIfAbsent(words[1], c -> new TreeMap<>())
          .merge(
              LocalDate.parse(words[2], DateTimeFormatter.BASIC_ISO_DATE),
              Double.parseDouble(words[4]),
              Double::sum);
    }
    days.values().forEach(this::add);
  }

  private void add(NavigableMap<LocalDate, Double> days) {
    Map<LocalDate, Double> seen = days.headMap(END, true);
    LocalDate first = days.firstKey();
    int repeats = seen.size() - 1;
    records.add(
        new PurchaseRecord(
            repeats,
            (days.floorKey(END).toEpochDay() - first.toEpochDay()) / WEEK,
            (END.toEpochDay() - first.toEpochDay()) / WEEK));
    later.add(days.size() - seen.size());
    if (repeats > 0) {
      double spent = seen.values().stream().skip(1).mapToDouble(Double::doubleValue).sum();
      spends.add(new Fitting.Spend(repeats, spent / repeats));
    }
  }

  List<PurchaseRecord> records() {
    return records;
  }

  List<Fitting.Spend> spends() {
    return spends;
  }

  /// How often each customer bought in the following 39 weeks.
  List<Integer> later() {
    return later;
  }
}
