package dev.rapport.loadtests.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// When the bank's agents were at work and what they served, as far as their calls tell: at work
/// from one call to the next when no more than half an hour lies between, and able to serve every
/// type of which they served more than a handful.
///
/// @param types what each agent serves
/// @param means seconds of service by type
record BankShifts(
    List<Shift> shifts, SortedMap<String, List<String>> types, SortedMap<String, Double> means) {
  private static final long BREAK = 30 * 60;
  private static final int HANDFUL = 5;

  /// Seconds since 1970.
  record Shift(String server, long from, long to) {}

  static BankShifts of(BankCalls recorded) {
    SortedMap<String, List<BankCalls.Call>> served = new TreeMap<>();
    SortedMap<String, Double> sums = new TreeMap<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (BankCalls.Call call : recorded.calls()) {
      counts.merge(call.type(), 1, Integer::sum);
      sums.merge(call.type(), call.service(), Double::sum);
      if (!call.server().isEmpty()) {
        served.computeIfAbsent(call.server(), _ -> new ArrayList<>()).add(call);
      }
    }
    sums.replaceAll((type, sum) -> sum / counts.getOrDefault(type, 1));
    List<Shift> shifts = new ArrayList<>();
    SortedMap<String, List<String>> types = new TreeMap<>();
    served.forEach((server, calls) -> {
      shifts.addAll(shifts(server, calls));
      types.put(server, types(calls));
    });
    return new BankShifts(shifts, types, Collections.unmodifiableSortedMap(sums));
  }

  private static List<Shift> shifts(String server, List<BankCalls.Call> calls) {
    List<BankCalls.Call> inOrder = new ArrayList<>(calls);
    inOrder.sort((a, b) -> Long.compare(a.begun(), b.begun()));
    List<Shift> shifts = new ArrayList<>();
    long from = inOrder.getFirst().begun();
    long to = from;
    for (BankCalls.Call call : inOrder) {
      if (call.begun() > to + BREAK) {
        shifts.add(new Shift(server, from, to));
        from = call.begun();
      }
      to = Math.max(to, call.begun() + Math.round(call.service()));
    }
    shifts.add(new Shift(server, from, to));
    return shifts;
  }

  private static List<String> types(List<BankCalls.Call> calls) {
    Map<String, Integer> counts = new TreeMap<>();
    calls.forEach(call -> counts.merge(call.type(), 1, Integer::sum));
    List<String> types = new ArrayList<>(counts.keySet());
    types.removeIf(type -> counts.getOrDefault(type, 0) <= HANDFUL);
    return types.isEmpty() ? List.copyOf(counts.keySet()) : types;
  }
}
