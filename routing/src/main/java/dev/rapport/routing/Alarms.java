package dev.rapport.routing;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// When something happens by itself to a queue or an agent; what happens to contacts is in
/// [Timers]. One alarm for each kind and id.
final class Alarms {
  /// What rings.
  enum Kind {
    /// A queue opens or closes.
    QUEUE_TURNS,
    /// An agent's skill begins or runs out.
    SKILLS_TURN,
    /// An agent's desk has been gone for so long that they count as gone.
    SIGNED_OFF
  }

  record Alarm(long at, Kind kind, String id) implements Comparable<Alarm> {
    @Override
    public int compareTo(Alarm other) {
      int time = Long.compare(at, other.at);
      int order = time != 0 ? time : kind.compareTo(other.kind);
      return order != 0 ? order : id.compareTo(other.id);
    }
  }

  private record Key(Kind kind, String id) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = kind.compareTo(other.kind);
      return order != 0 ? order : id.compareTo(other.id);
    }
  }

  private final Map<Key, Alarm> set = new TreeMap<>();
  private final TreeSet<Alarm> order = new TreeSet<>();

  /// @param at [ContactLife#NO_TIMER] for no alarm
  void set(Kind kind, String id, long at) {
    Key key = new Key(kind, id);
    Alarm before = set.remove(key);
    if (before != null) {
      order.remove(before);
    }
    if (at != ContactLife.NO_TIMER) {
      Alarm alarm = new Alarm(at, kind, id);
      set.put(key, alarm);
      order.add(alarm);
    }
  }

  void clear() {
    set.clear();
    order.clear();
  }

  long next() {
    return order.isEmpty() ? ContactLife.NO_TIMER : order.first().at();
  }

  @Nullable Alarm due(long now) {
    return order.isEmpty() || order.first().at() > now ? null : order.first();
  }
}
