package dev.rapport.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// One agent, with what they have. Changed only by [Centre].
final class AgentLife {
  static final long CONNECTED = 0;
  static final long NEVER_CONNECTED = -1;

  /// Milliseconds after which an agent whose desk is gone is taken for signed off.
  static final long SIGNED_OFF_AFTER = 12L * 3_600_000;

  /// Who has rested longer, and then the smaller id.
  static final Comparator<AgentLife> BY_REST =
      (a, b) -> {
        int since = Long.compare(a.restingSince, b.restingSince);
        return since != 0 ? since : a.id().compareTo(b.id());
      };

  static final Comparator<AgentLife> BY_ID = (a, b) -> a.id().compareTo(b.id());

  final TreeMap<ContactId, ContactLife> held = new TreeMap<>();
  AgentProfile profile;
  AgentKind kind;
  Presence presence = Presence.offline();
  Presence next = Presence.offline();
  long disconnectedAt = NEVER_CONNECTED;
  long restingSince;
  boolean retired;

  /// The skills are those of the profile that were valid then.
  long asOf;

  /// The channels by which nothing can reach the agent now, in order.
  private List<ChannelId> unreached = List.of();

  Load load = Load.NONE;

  AgentLife(AgentProfile profile, AgentKind kind) {
    this.profile = profile;
    this.kind = kind;
  }

  AgentId id() {
    return profile.id();
  }

  boolean connected() {
    return disconnectedAt == CONNECTED;
  }

  List<ChannelId> unreached() {
    return unreached;
  }

  void unreached(List<ChannelId> channels) {
    unreached = channels.stream().sorted(Comparator.comparing(ChannelId::value)).toList();
  }

  void reached(ChannelId channel, boolean reachable) {
    List<ChannelId> without = new ArrayList<>(unreached);
    without.remove(channel);
    if (!reachable) {
      without.add(channel);
    }
    unreached(without);
  }

  /// What of the profile holds now: the skills that are valid, the channels that reach the agent.
  AgentProfile inForce() {
    return profile.at(asOf).without(unreached);
  }

  /// There, and willing to be offered something.
  boolean takes() {
    return !retired && connected() && presence.takesContacts() && next.takesContacts();
  }

  /// At work, even if away from the desk for a moment: not [Presence.Offline].
  boolean signedIn() {
    return !retired && !(presence instanceof Presence.Offline);
  }

  /// When a skill begins or runs out; [ContactLife#NO_TIMER] for never.
  long skillsTurnAt() {
    long next = ContactLife.NO_TIMER;
    for (SkillLevel skill : profile.skills()) {
      next = Math.min(next, skill.turnsAfter(asOf));
    }
    return next;
  }

  /// When a desk that is gone counts as signed off; [ContactLife#NO_TIMER] while it is there.
  long signedOffAt() {
    return disconnectedAt > 0 && signedIn()
        ? disconnectedAt + SIGNED_OFF_AFTER
        : ContactLife.NO_TIMER;
  }

  /// There, willing, and with nothing to do.
  boolean idle() {
    return takes() && load.total() == 0;
  }

  boolean hasRoom(ContactKind contact) {
    return takes() && load.hasRoom(kind, contact.channel(), contact.rules());
  }

  /// May be offered contacts of this kind, now or when there is room.
  boolean mayServe(ContactKind contact) {
    return kind.serves(contact.need().queue())
        && kind.satisfies(contact.need().requirement())
        && kind.cap(contact.channel()) > 0;
  }

  long rested(long now) {
    return Math.max(0, now - restingSince);
  }
}
