package dev.rapport.channels;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message to the customer, to be appended to a conversation.
///
/// @param clientId the writer's own id of it, unique in the conversation among messages to the
///   customer: appended again with the same id it is the same message (P4)
/// @param byMail also send it by mail, from the conversation's mailbox to the customer's newest
///   address, in one transaction with the message. Without a mailbox and an address there is
///   nothing to send, and a message not written by an agent is never mailed to a machine
public record OutboundMessage(
    String centre,
    String conversation,
    @Nullable String contact,
    Message.Author author,
    @Nullable String name,
    String clientId,
    String text,
    List<OfferedAnswer> answers,
    boolean byMail) {

  public OutboundMessage {
    answers = List.copyOf(answers);
  }
}
