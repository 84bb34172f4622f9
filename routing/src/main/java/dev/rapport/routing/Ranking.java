package dev.rapport.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The best few of many, in order. Higher band first, then higher score, then the older, then the
/// smaller id: a total order, so that the order of asking changes nothing.
final class Ranking<T> {
  private final int most;

  /// Asked only between equals: ids lie far away in memory.
  private final Comparator<? super T> byId;

  private final List<Entry<T>> entries = new ArrayList<>(Decision.KEPT + 2);

  /// @param band 1 for what goes ahead of all scores, 0 for the rest
  /// @param key what decides within the band
  record Entry<T>(T item, int band, long key, long since) {}

  Ranking(int most, Comparator<? super T> byId) {
    this.most = most;
    this.byId = byId;
  }

  /// @return false when it did not make it; then nothing that ranks behind it will
  boolean add(T item, int band, long key, long since) {
    int place = entries.size();
    while (place > 0 && before(item, band, key, since, entries.get(place - 1))) {
      place--;
    }
    if (place >= most) {
      return false;
    }
    entries.add(place, new Entry<>(item, band, key, since));
    if (entries.size() > most) {
      entries.removeLast();
    }
    return true;
  }

  /// False when something with these numbers cannot make it, whatever its id.
  boolean mayTake(int band, long key, long since) {
    if (entries.size() < most) {
      return true;
    }
    Entry<T> last = entries.getLast();
    if (band != last.band()) {
      return band > last.band();
    }
    return key != last.key() ? key > last.key() : since <= last.since();
  }

  private boolean before(T item, int band, long key, long since, Entry<T> other) {
    if (band != other.band()) {
      return band > other.band();
    }
    if (key != other.key()) {
      return key > other.key();
    }
    if (since != other.since()) {
      return since < other.since();
    }
    return byId.compare(item, other.item()) < 0;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  List<Entry<T>> entries() {
    return entries;
  }
}
