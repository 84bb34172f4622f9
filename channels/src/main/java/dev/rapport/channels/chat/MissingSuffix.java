package dev.rapport.channels.chat;

import dev.rapport.channels.Conversations;
import dev.rapport.channels.Message;
import io.vertx.core.Context;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends one socket one conversation, each message once and in order: live as long as nothing is
/// missing, from the store as soon as something is. What the socket itself said takes its place in
/// that order as an ack. Used on one event loop.
///
/// ```
///   message seq == sent + 1 ─▶ written at once
///   message seq  > sent + 1 ─▶ read from the store after `sent`, as far as the socket takes it
///   message seq <= sent     ─▶ has been sent, nothing to do
/// ```
final class MissingSuffix {

  private static final Logger LOG = LoggerFactory.getLogger(MissingSuffix.class);

  private final Conversations conversations;
  private final Context context;
  private final SocketWire wire;
  private final String centre;
  private final String conversation;
  private final Map<Long, String> acks = new TreeMap<>();
  private long sent;
  private long known;
  private boolean atEnd;
  private boolean reading;

  /// @param after the number of the last message the socket has
  MissingSuffix(
      Conversations conversations,
      Context context,
      SocketWire wire,
      String centre,
      String conversation,
      long after) {
    this.conversations = conversations;
    this.context = context;
    this.wire = wire;
    this.centre = centre;
    this.conversation = conversation;
    this.sent = after;
  }

  String conversation() {
    return conversation;
  }

  /// The store has this message.
  void offer(Message message) {
    if (message.seq() <= sent) {
      return;
    }
    if (message.seq() == sent + 1 && !reading && wire.hasRoom()) {
      emit(message);
    } else {
      known = Math.max(known, message.seq());
      pump();
    }
  }

  /// The store has this message, and this socket is who said it.
  void offerOwn(String id, Message message) {
    if (message.seq() <= sent) {
      wire.write(ServerFrames.ack(id, message));
      return;
    }
    acks.put(message.seq(), id);
    offer(message);
  }

  /// There may be more than there was word of.
  void readOn() {
    atEnd = false;
    pump();
  }

  /// Reads on, if something is missing and the socket has room for it.
  void pump() {
    if (reading || (atEnd && sent >= known) || !wire.hasRoom()) {
      return;
    }
    reading = true;
    conversations
        .after(centre, conversation, sent, Conversations.PAGE)
        .whenComplete((page, fault) -> context.runOnContext(_ -> read(page, fault)));
  }

  private void read(List<Message> page, Throwable fault) {
    reading = false;
    if (wire.isClosed()) {
      return;
    }
    if (fault != null) {
      LOG.warn("Conversation {} cannot be read: {}", conversation, fault.toString());
      wire.close(SocketWire.FAULT, "the conversation cannot be read now");
      return;
    }
    for (Message message : page) {
      if (!wire.hasRoom()) {
        return;
      }
      if (message.seq() == sent + 1) {
        emit(message);
      }
    }
    // What was offered while this page was read may be newer than the page: then once more.
    atEnd = page.size() < Conversations.PAGE;
    if (page.isEmpty()) {
      known = sent;
    }
    pump();
  }

  private void emit(Message message) {
    sent = message.seq();
    String id = acks.remove(sent);
    wire.write(id == null ? ServerFrames.message(message) : ServerFrames.ack(id, message));
  }
}
