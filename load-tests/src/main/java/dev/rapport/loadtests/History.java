package dev.rapport.loadtests;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What agents and visitors of several gateways saw and said, and what of it cannot all be true: a
/// contact that two agents had at once (P10), an offer accepted twice, an agent with more than
/// their capacity (P9), a conversation that is not the same for all or has a gap (P5), two fates.
///
/// Screens of two gateways do not show a thing at the same moment, so that two agents see an offer
/// of one contact says nothing yet. What an agent surely had is the span from seeing the offer to
/// sending the last command about it that was acknowledged: it was decided after it was sent. Two
/// such spans of one contact must not overlap, whatever was late. Offers to several agents at once,
/// which a queue can be set to, are not for this. Lives on the event loop.
final class History {
  /// @param who the agent's login, or a visitor's name
  /// @param where the gateway, as whoever reads a contradiction knows it
  /// @param at [System#nanoTime]
  record Witness(String who, String where, long at) {}

  /// One agent's time with one contact, by one offer.
  private static final class Hold {
    private final String contact;
    private final long offer;
    private final Witness seen;

    /// Until when the offer was surely theirs; that of `seen` when that is not known.
    private long until;

    /// Since when the contact was surely assigned; 0 when it is not known to be.
    private long heldFrom;

    private long heldUntil;

    Hold(String contact, long offer, Witness seen) {
      this.contact = contact;
      this.offer = offer;
      this.seen = seen;
      this.until = seen.at();
    }

    private void held(long at) {
      heldFrom = heldFrom == 0 ? at : Math.min(heldFrom, at);
    }

    /// An offer that was only seen may have been over already.
    private boolean sure() {
      return until > seen.at();
    }

    private boolean overlaps(Hold other) {
      return sure() && other.sure() && seen.at() < other.until && other.seen.at() < until;
    }

    @Override
    public String toString() {
      return seen.who() + " at " + seen.where() + " by offer " + offer;
    }
  }

  /// @param at when it was first sent: not decided before
  private record Said(String type, long at, @Nullable Hold hold) {}

  private record Seen(String message, Witness by) {}

  /// One visitor's numbers of one conversation.
  private static final class Numbers {
    private final TreeSet<Long> all = new TreeSet<>();
    private final Map<String, Long> bySaying = new HashMap<>();
    private long last;
  }

  private final Map<String, Map<Long, Hold>> holds = new LinkedHashMap<>();
  private final Map<String, Hold> current = new HashMap<>();
  private final Map<String, Said> said = new HashMap<>();
  private final Map<String, String> acceptedBy = new HashMap<>();
  private final Map<String, Map<Long, Seen>> messages = new HashMap<>();
  private final Map<String, Numbers> numbers = new LinkedHashMap<>();
  private final Map<String, TreeMap<String, Witness>> fates = new LinkedHashMap<>();
  private final List<String> found = new ArrayList<>();

  /// A frame that came to a desk, as it is.
  void deskSaw(Witness witness, JsonObject frame) {
    switch (frame.getString("type", "")) {
      case "offer" -> offered(witness, frame);
      case "snapshot" ->
          frame
              .getJsonArray("offers", new JsonArray())
              .forEach(offer -> offered(witness, (JsonObject) offer));
      case "assigned" -> {
        Hold hold = current.get(key(witness, frame.getString("contact")));
        if (hold != null) {
          hold.held(witness.at());
        }
      }
      case "done" -> done(witness, frame.getString("id"));
      case "message" ->
          message(witness, frame.getString("conversation"), frame.getJsonObject("message"));
      case "ended" -> fate(witness, frame.getString("contact"), frame.getString("fate"));
      default -> {}
    }
  }

  /// A command that a desk sends; a repetition changes nothing.
  void deskSaid(Witness witness, JsonObject command) {
    String type = command.getString("type");
    Hold hold =
        switch (type) {
          case "accept", "decline" -> byNumber(witness, command.getLong("offer"));
          case "finish", "complete" -> current.get(key(witness, command.getString("contact")));
          default -> null;
        };
    said.putIfAbsent(
        witness.who() + " " + command.getString("id"), new Said(type, witness.at(), hold));
  }

  /// A visitor comes, or comes back, and asks for what followed.
  ///
  /// @param after the last number he has
  void visitorCame(Witness witness, long after) {
    numbers.computeIfAbsent(witness.who(), _ -> new Numbers()).last = after;
  }

  /// A frame that came to a visitor of one conversation, as it is.
  void visitorSaw(Witness witness, JsonObject frame) {
    Numbers own = numbers.computeIfAbsent(witness.who(), _ -> new Numbers());
    switch (frame.getString("type", "")) {
      case "ack" -> {
        long seq = frame.getLong("seq");
        own.all.add(seq);
        Long before = own.bySaying.putIfAbsent(frame.getString("id"), seq);
        if (before != null && before != seq) {
          found.add(
              "%s at %s: what was said as %s is number %d, and %d"
                  .formatted(witness.who(), witness.where(), frame.getString("id"), before, seq));
        }
      }
      case "message" -> {
        JsonObject message = frame.getJsonObject("message");
        long seq = message.getLong("seq");
        if (seq <= own.last) {
          found.add(
              "%s at %s: message %d after %d"
                  .formatted(witness.who(), witness.where(), seq, own.last));
        }
        own.last = seq;
        own.all.add(seq);
        message(witness, frame.getString("conversation"), message);
      }
      case "status" -> {
        if ("ended".equals(frame.getString("state")) && frame.getString("fate") != null) {
          fate(witness, frame.getString("contact"), frame.getString("fate"));
        }
      }
      default -> {}
    }
  }

  private static String key(Witness witness, String contact) {
    return witness.who() + " " + contact;
  }

  private @Nullable Hold byNumber(Witness witness, long offer) {
    return holds.getOrDefault(witness.who(), Map.of()).get(offer);
  }

  private void offered(Witness witness, JsonObject offer) {
    String contact = offer.getString("contact");
    Map<Long, Hold> own = holds.computeIfAbsent(witness.who(), _ -> new LinkedHashMap<>());
    Hold hold = own.computeIfAbsent(offer.getLong("offer"), n -> new Hold(contact, n, witness));
    current.put(key(witness, contact), hold);
  }

  private void done(Witness witness, String id) {
    Said command = said.get(witness.who() + " " + id);
    if (command == null || command.hold() == null) {
      return;
    }
    Hold hold = command.hold();
    hold.until = Math.max(hold.until, command.at());
    if (command.type().equals("accept")) {
      hold.held(witness.at());
      String by = witness.who() + " " + id;
      String before = acceptedBy.putIfAbsent(hold.contact + " " + hold.offer, by);
      if (before != null && !before.equals(by)) {
        found.add(
            "offer %d of %s was accepted twice: as %s, and as %s"
                .formatted(hold.offer, hold.contact, before, by));
      }
      endedBefore(hold, command);
    } else if (!command.type().equals("decline")) {
      hold.heldUntil = Math.max(hold.heldUntil, command.at());
    }
  }

  private void endedBefore(Hold hold, Said accept) {
    fates
        .getOrDefault(hold.contact, new TreeMap<>())
        .forEach((fate, by) -> {
          if (by.at() < accept.at()) {
            found.add("%s had ended (%s), and %s accepted it".formatted(hold.contact, fate, hold));
          }
        });
  }

  private void message(Witness witness, String conversation, JsonObject message) {
    long seq = message.getLong("seq");
    String text = message.getString("author") + ": " + message.getString("text");
    Seen before =
        messages
            .computeIfAbsent(conversation, _ -> new HashMap<>())
            .putIfAbsent(seq, new Seen(text, witness));
    if (before != null && !before.message().equals(text)) {
      found.add(
          "message %d of %s is '%s' for %s at %s, and '%s' for %s at %s"
              .formatted(
                  seq,
                  conversation,
                  before.message(),
                  before.by().who(),
                  before.by().where(),
                  text,
                  witness.who(),
                  witness.where()));
    }
  }

  private void fate(Witness witness, String contact, String fate) {
    TreeMap<String, Witness> all = fates.computeIfAbsent(contact, _ -> new TreeMap<>());
    all.putIfAbsent(fate, witness);
  }

  /// Everything that cannot be true together, in words; to be asked when all is over.
  ///
  /// @param capacity how many contacts one agent may have at once
  List<String> contradictions(int capacity) {
    List<String> all = new ArrayList<>(found);
    all.addAll(hadAtOnce());
    holds.forEach((agent, own) -> tooMany(agent, own.values(), capacity, all));
    numbers.forEach((visitor, own) -> {
      if (!own.all.isEmpty() && own.all.last() != own.all.size()) {
        all.add("%s has a gap: numbers %s".formatted(visitor, own.all));
      }
    });
    fates.forEach((contact, told) -> {
      if (told.size() > 1) {
        all.add("%s has two fates: %s".formatted(contact, told));
      }
    });
    return all;
  }

  /// Contacts that two had at once, by one of two offers.
  List<String> hadAtOnce() {
    Map<String, List<Hold>> byContact = new LinkedHashMap<>();
    holds
        .values()
        .forEach(own ->
            own.values()
                .forEach(hold ->
                    byContact.computeIfAbsent(hold.contact, _ -> new ArrayList<>()).add(hold)));
    List<String> all = new ArrayList<>();
    byContact.forEach((contact, list) -> {
      for (int i = 0; i < list.size(); i++) {
        for (Hold other : list.subList(i + 1, list.size())) {
          if (list.get(i).overlaps(other)) {
            all.add("%s was with %s and with %s at once".formatted(contact, list.get(i), other));
          }
        }
      }
    });
    return all;
  }

  private static void tooMany(
      String agent, Iterable<Hold> own, int capacity, List<String> contradictions) {
    TreeMap<Long, Integer> changes = new TreeMap<>();
    for (Hold hold : own) {
      if (hold.heldFrom != 0 && hold.heldUntil > hold.heldFrom) {
        changes.merge(hold.heldFrom, 1, Integer::sum);
        changes.merge(hold.heldUntil, -1, Integer::sum);
      }
    }
    int now = 0;
    int most = 0;
    for (int change : changes.values()) {
      now += change;
      most = Math.max(most, now);
    }
    if (most > capacity) {
      contradictions.add("%s had %d contacts at once, of %d".formatted(agent, most, capacity));
    }
  }
}
