package dev.rapport.gateway.together;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentView;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.OfferId;
import dev.rapport.routing.Presence;
import dev.rapport.routing.RoutingCore;
import dev.rapport.storage.LoggedEvent;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was committed, and what people were told: every promise is looked at with each event and
/// with each answer.
///
/// Commands carry a token, a word of their own that their event repeats; so it can be seen how
/// often one was decided.
final class SimulatedHistory implements SimulatedDatabase.Watcher {
  /// What a chat or a call uses of an agent's capacity.
  private static final int WEIGHT = 2;

  /// How long after a refusal something that was on its way may still be committed.
  private static final long LATE_MS = 3_000;

  private final SimulatedTime time;
  private final RoutingCore core = new RoutingCore();
  private final Map<Long, String> hashes = new HashMap<>();
  private final Map<Long, String> writers = new HashMap<>();
  private final Map<ContactId, AgentId> with = new HashMap<>();
  private final Set<ContactId> calls = new HashSet<>();
  private final Set<OfferId> offered = new HashSet<>();
  private final Set<OfferId> accepted = new HashSet<>();
  private final Set<ContactId> arrived = new HashSet<>();
  private final Set<ContactId> ended = new HashSet<>();
  private final Set<String> tokens = new HashSet<>();
  private final Set<String> refused = new HashSet<>();
  private final Map<String, Long> givenUp = new HashMap<>();
  private long sequence;
  private long lastAt;
  private long lastEpoch;

  SimulatedHistory(SimulatedTime time) {
    this.time = time;
    hashes.put(0L, core.stateHash());
  }

  private void holds(boolean condition, String what, Object about) {
    if (!condition) {
      throw new AssertionError("at " + time.now() + " ms, " + what + ": " + about);
    }
  }

  @Override
  public void committed(String writer, long under, long present, List<LoggedEvent<Event>> events) {
    holds(under == present, "P10 nothing is appended under an old epoch", under);
    holds(under >= lastEpoch, "epochs never fall", under);
    lastEpoch = under;
    String before = writers.putIfAbsent(under, writer);
    holds(before == null || before.equals(writer), "P10 one leader an epoch", before + writer);
    for (LoggedEvent<Event> event : events) {
      sequence++;
      holds(event.sequence() == sequence, "P3 the log has no gap", event);
      holds(event.at() >= lastAt, "P18 time does not run backwards in the log", event);
      lastAt = event.at();
      happened(event.event());
      try {
        core.apply(event.event(), event.at());
      } catch (RuntimeException e) {
        throw new AssertionError("P20 the log can be replayed: " + event, e);
      }
      within(event.event());
    }
    hashes.put(sequence, core.stateHash());
  }

  private void happened(Event event) {
    String token = token(event);
    if (token != null) {
      holds(tokens.add(token), "P4 a command is decided once", event);
      holds(!refused.contains(token), "what was refused is not decided", event);
      long since = givenUp.getOrDefault(token, time.now());
      holds(time.now() - since <= LATE_MS, "P28 what was given up is not decided later", event);
    }
    switch (event) {
      case Event.Arrived(var facts, long _, var _) -> {
        holds(arrived.add(facts.id()), "P2 a contact arrives once", event);
        if (facts.channel().equals(ChannelId.PHONE)) {
          calls.add(facts.id());
        }
      }
      case Event.Offered offer -> {
        holds(offered.add(offer.offer()), "P10 an offer is made once", event);
        holds(with.put(offer.contact(), offer.agent()) == null, "P10 nobody else has it", event);
        aloneWithACall(offer);
      }
      case Event.Accepted accept -> {
        holds(accepted.add(accept.offer()), "P10 an offer is accepted once", event);
        holds(accept.agent().equals(with.get(accept.contact())), "P10 by whom it was made", event);
      }
      case Event.OfferOver over -> with.remove(over.contact());
      case Event.AgentVanished gone -> with.remove(gone.contact());
      case Event.Ended end -> {
        holds(ended.add(end.contact()), "P2 a contact has one fate", event);
        with.remove(end.contact());
      }
      default -> {}
    }
  }

  /// Counted from the events alone, whatever the core makes of them. Who has something while it
  /// rings, talks or writes it up has no call beside it, and beside a call nothing.
  private void aloneWithACall(Event.Offered offer) {
    Set<ContactId> has = new HashSet<>(with.keySet());
    has.removeIf(contact -> !offer.agent().equals(with.get(contact)));
    boolean alone = has.size() == 1 || Collections.disjoint(has, calls);
    holds(alone, "P8 an agent with a call has nothing else", event(offer, has));
  }

  private static String event(Event.Offered offer, Set<ContactId> has) {
    return offer.contact() + " to " + offer.agent() + " who has " + has;
  }

  /// P9: what an agent has is no more than they have room for.
  private void within(Event event) {
    if (event instanceof Event.Offered offer) {
      AgentView agent = core.agent(offer.agent());
      int load = agent == null ? 0 : WEIGHT * agent.contacts().size();
      holds(agent != null && load <= agent.profile().capacity(), "P9 capacity", event);
    }
  }

  private static @Nullable String token(Event event) {
    return switch (event) {
      case Event.PresenceChanged(AgentId _, Presence.Away(String reason), String _, String _)
          when reason.startsWith(Simulation.TOKEN) ->
          reason;
      case Event.Declined declined -> declined.reason();
      case Event.OfferUndelivered undelivered -> undelivered.reason();
      case Event.Ended ended -> ended.noteRef();
      default -> null;
    };
  }

  // --- What people were told ---

  void done(@Nullable String token) {
    holds(token == null || tokens.contains(token), "P1 what was acknowledged is in the log", token);
  }

  void done(ContactId contact) {
    holds(arrived.contains(contact), "P1 who was taken in is in the log", contact);
  }

  void done(OfferId offer) {
    holds(accepted.contains(offer), "P1 what was accepted is in the log", offer);
  }

  void refused(@Nullable String token) {
    if (token != null) {
      holds(!tokens.contains(token), "what was decided is not refused", token);
      refused.add(token);
    }
  }

  /// Nobody knows, as they were told.
  ///
  /// @param late whether it cannot be on its way any more
  void givenUp(@Nullable String token, boolean late) {
    if (token != null && late) {
      givenUp.put(token, time.now());
    }
  }

  /// P20: whoever has applied so much is in the one state that belongs to it.
  void compare(String gateway, long told, String hash) {
    String right = hashes.get(told);
    holds(right == null || right.equals(hash), "P20 the state at " + told + " is one", gateway);
  }

  boolean ended(ContactId contact) {
    return ended.contains(contact);
  }

  long end() {
    return sequence;
  }

  int open() {
    return core.contactCount();
  }

  RoutingCore core() {
    return core;
  }
}
