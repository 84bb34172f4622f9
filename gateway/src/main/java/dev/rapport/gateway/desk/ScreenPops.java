package dev.rapport.gateway.desk;

import dev.rapport.channels.ConversationCard;
import dev.rapport.channels.Conversations;
import dev.rapport.channels.SenderIdentifier;
import dev.rapport.customers.Recognition;
import dev.rapport.customers.Relationships;
import dev.rapport.gateway.flow.Caller;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.storage.ContactRow;
import dev.rapport.storage.SqlContacts;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What an agent sees beside a contact: who this is and how sure we are, the relationship, the
/// words so far. Blocking: a handful of reads by key, some milliseconds together.
public final class ScreenPops {
  /// Messages shown at once; older ones are read on demand.
  private static final int MESSAGES = 50;

  private final String centre;
  private final SqlContacts contacts;
  private final Conversations conversations;
  private final Caller caller;
  private final Relationships relationships;
  private final InstantSource clock;

  public ScreenPops(
      String centre,
      SqlContacts contacts,
      Conversations conversations,
      Caller caller,
      Relationships relationships,
      InstantSource clock) {
    this.centre = centre;
    this.contacts = contacts;
    this.conversations = conversations;
    this.caller = caller;
    this.relationships = relationships;
    this.clock = clock;
  }

  /// Empty when there is no such contact.
  public Optional<JsonObject> of(String contact) {
    return contacts.find(centre, contact).map(this::of);
  }

  private JsonObject of(ContactRow contact) {
    List<SenderIdentifier> sender =
        conversations
            .find(centre, contact.conversation())
            .toCompletableFuture()
            .join()
            .map(ConversationCard::participants)
            .orElse(List.of());
    Recognition recognition = caller.recognise(sender);
    JsonObject pop =
        new JsonObject()
            .put("contact", Wire.contact(contact))
            .put("recognition", Wire.recognition(recognition))
            .put("sender", Wire.array(sender, Wire::identifier))
            .putNull("customer")
            .put(
                "messages",
                Wire.array(
                    conversations
                        .newest(centre, contact.conversation(), MESSAGES)
                        .toCompletableFuture()
                        .join(),
                    Wire::message))
            .put("waitedMs", waited(contact));
    if (recognition instanceof Recognition.Known known) {
      relationships
          .view(centre, known.customer().id(), clock.millis())
          .ifPresent(view -> pop.put("customer", Wire.customer(view)));
    }
    return pop;
  }

  private long waited(ContactRow contact) {
    Long accepted = contact.acceptedAt();
    return (accepted == null ? clock.millis() : accepted) - contact.createdAt();
  }
}
