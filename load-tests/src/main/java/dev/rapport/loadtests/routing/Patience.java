package dev.rapport.loadtests.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How long callers are willing to wait, as far as recordings tell: from those who gave up, and
/// from how long those who did not had already waited (Kaplan and Meier 1958).
///
/// @param times seconds at which somebody gave up, rising
/// @param left the share that is still patient after each of these times
record Patience(List<Long> times, List<Double> left) {

  static Patience of(List<BankCalls.Call> calls) {
    List<BankCalls.Call> waiting = new ArrayList<>(calls);
    waiting.removeIf(call -> !call.queued());
    waiting.sort(Comparator.comparingLong(BankCalls.Call::waited));
    List<Long> times = new ArrayList<>();
    List<Double> left = new ArrayList<>();
    double share = 1;
    for (int i = 0; i < waiting.size(); i++) {
      if (!waiting.get(i).answered()) {
        share *= 1 - 1.0 / (waiting.size() - i);
        times.add(waiting.get(i).waited());
        left.add(share);
      }
    }
    return new Patience(times, left);
  }

  /// Seconds of patience of somebody who has been patient for so long.
  ///
  /// @param uniform which of all such people, 0 to 1
  double beyond(long waited, double uniform) {
    double still = 1;
    int i = 0;
    while (i < times.size() && times.get(i) <= waited) {
      still = left.get(i);
      i++;
    }
    double wanted = still * uniform;
    while (i < times.size() && left.get(i) > wanted) {
      i++;
    }
    return i == times.size() ? Double.POSITIVE_INFINITY : times.get(i);
  }
}
