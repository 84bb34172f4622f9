package dev.rapport.routing;

import java.util.Comparator;
import java.util.TreeMap;

/// One agent, with what they have. Changed only by [Centre].
final class AgentLife {
  static final long CONNECTED = 0;
  static final long NEVER_CONNECTED = -1;

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

  /// There, and willing to be offered something.
  boolean takes() {
    return !retired && connected() && presence.takesContacts() && next.takesContacts();
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
