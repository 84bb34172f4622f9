package dev.rapport.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What agents of one kind have in common: everything in the profile but who it is.
final class AgentKind {
  /// More contacts of one channel than this nobody has, whatever the capacity.
  static final int MOST_PER_CHANNEL = 31;

  /// Of so many needs the speed is kept; a centre with more of them works it out each time.
  private static final int MOST_KNOWN = 1_024;

  private static final long FULL_SPEED = 1_000_000;
  private static final long SLOWEST = 500_000;
  private static final long PER_LEVEL = (FULL_SPEED - SLOWEST) / SkillLevel.MAX;

  /// The parts of a profile that make the kind.
  record Key(
      List<SkillLevel> skills, List<QueueId> queues, int capacity, List<AgentProfile.Cap> caps) {
    static Key of(AgentProfile profile) {
      return new Key(profile.skills(), profile.queues(), profile.capacity(), profile.caps());
    }
  }

  private final int index;
  private final Key key;
  private final Map<String, Integer> levels = new TreeMap<>();

  /// The own skills by their number in the rulebook, and how fast at each.
  private final int[] skills;

  private final long[] speeds;
  private final int[] caps;
  private final int channels;
  private final @Nullable Interrupts interrupts;

  /// Speeds at needs that were asked for, by the need's number; 0 where it was not asked for.
  private long[] known = new long[0];

  /// @param index its number in the rulebook
  AgentKind(int index, Key key, List<ChannelRules> rules, Map<String, Integer> numbers) {
    this.index = index;
    this.key = key;
    skills = new int[key.skills().size()];
    speeds = new long[skills.length];
    for (int i = 0; i < skills.length; i++) {
      SkillLevel own = key.skills().get(i);
      levels.put(own.skill(), own.level());
      skills[i] = numbers.getOrDefault(own.skill(), SkillScarcity.UNKNOWN);
      speeds[i] = speed(own.level());
    }
    caps = new int[rules.size()];
    int open = 0;
    for (int i = 0; i < caps.length; i++) {
      ChannelRules rule = rules.get(i);
      int cap = Math.min(MOST_PER_CHANNEL, key.capacity() / rule.weight());
      for (AgentProfile.Cap own : key.caps()) {
        if (own.channel().equals(rule.channel())) {
          cap = Math.min(cap, own.most());
        }
      }
      caps[i] = cap;
      open += cap > 0 ? 1 : 0;
    }
    channels = open;
    interrupts = Interrupts.of(rules);
  }

  int index() {
    return index;
  }

  /// Null where no channel interrupts another.
  @Nullable Interrupts interrupts() {
    return interrupts;
  }

  int capacity() {
    return key.capacity();
  }

  /// How many contacts of a channel at most, all else being empty.
  int cap(int channel) {
    return caps[channel];
  }

  /// How many channels the agent takes at all.
  int channels() {
    return channels;
  }

  /// By their numbers in the rulebook.
  int[] skills() {
    return skills;
  }

  /// Beside [#skills].
  long[] speeds() {
    return speeds;
  }

  boolean serves(QueueId queue) {
    return key.queues().isEmpty() || key.queues().contains(queue);
  }

  boolean satisfies(Requirement requirement) {
    return switch (requirement) {
      case Requirement.AtLeast(String skill, int level) -> {
        Integer own = levels.get(skill);
        yield own != null && own >= level;
      }
      case Requirement.AllOf(List<Requirement> parts) -> {
        for (Requirement part : parts) {
          if (!satisfies(part)) {
            yield false;
          }
        }
        yield true;
      }
      case Requirement.AnyOf(List<Requirement> parts) -> {
        for (Requirement part : parts) {
          if (satisfies(part)) {
            yield true;
          }
        }
        yield false;
      }
      case Requirement.Not(Requirement part) -> !satisfies(part);
    };
  }

  /// How fast such an agent is at a need, in millionths of full speed: the mean level of the named
  /// skills the agent has. Level 100 is full speed, level 0 half of it.
  long speed(Need need) {
    int index = need.index();
    if (index >= MOST_KNOWN) {
      return workedOut(need);
    }
    if (index >= known.length) {
      known = Arrays.copyOf(known, Math.min(MOST_KNOWN, Math.max(index + 1, known.length * 2)));
    }
    if (known[index] == 0) {
      known[index] = workedOut(need);
    }
    return known[index];
  }

  private long workedOut(Need need) {
    long sum = 0;
    int count = 0;
    for (String skill : need.named()) {
      Integer level = levels.get(skill);
      if (level != null) {
        sum += speed(level);
        count++;
      }
    }
    return count == 0 ? FULL_SPEED : sum / count;
  }

  static long speed(int level) {
    return SLOWEST + PER_LEVEL * level;
  }
}
