package dev.rapport.gateway.desk;

import dev.rapport.channels.ConversationCard;
import dev.rapport.channels.Conversations;
import dev.rapport.channels.MessageJson;
import dev.rapport.channels.SenderIdentifier;
import dev.rapport.customers.Proof;
import dev.rapport.customers.Recognition;
import dev.rapport.customers.view.RelationshipTiles.Sureness;
import dev.rapport.gateway.flow.Caller;
import dev.rapport.gateway.flow.CustomerBook;
import dev.rapport.gateway.wire.TileWire;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.storage.ContactRow;
import dev.rapport.storage.LoggedEvent;
import dev.rapport.storage.SqlContacts;
import dev.rapport.storage.SqlEventLog;
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
  private final SqlEventLog log;
  private final Caller caller;
  private final CustomerBook book;
  private final InstantSource clock;

  /// Where it is read.
  public record Stores(SqlContacts contacts, Conversations conversations, SqlEventLog log) {}

  public ScreenPops(
      String centre, Stores stores, Caller caller, CustomerBook book, InstantSource clock) {
    this.centre = centre;
    this.contacts = stores.contacts();
    this.conversations = stores.conversations();
    this.log = stores.log();
    this.caller = caller;
    this.book = book;
    this.clock = clock;
  }

  /// Empty when there is no such contact.
  public Optional<JsonObject> of(String contact) {
    return contacts.find(centre, contact).map(this::of);
  }

  /// How a contact was passed on last. Blocking.
  Optional<Event.Transferred> passedOn(ContactId contact) {
    return log.eventsOf(contact, Event.Transferred.class, 1).stream()
        .findFirst()
        .map(LoggedEvent::event);
  }

  private JsonObject of(ContactRow contact) {
    List<SenderIdentifier> sender = sender(contact);
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
                    MessageJson::of))
            .put("waitedMs", waited(contact));
    if (recognition instanceof Recognition.Known known) {
      book.view(known.customer().id(), contact.agent(), book.sureness(contact.id(), known))
          .ifPresent(tiles ->
              pop.put("customer", Wire.customer(book.summary(tiles), tiles.closed()))
                  .put("tiles", TileWire.tiles(tiles, clock.millis())));
    } else {
      long now = clock.millis();
      var tried = book.stores().pictures().tried(centre, contact.id(), now);
      pop.put("tried", TileWire.steps(tried));
    }
    return pop;
  }

  private List<SenderIdentifier> sender(ContactRow contact) {
    return conversations
        .find(centre, contact.conversation())
        .toCompletableFuture()
        .join()
        .map(ConversationCard::participants)
        .orElse(List.of());
  }

  /// How well it is known, in this contact, that this customer is there: what recognition says, and
  /// not what the reader would like. Blocking.
  public Sureness sureness(ContactRow contact, String customer) {
    Recognition recognition = caller.recognise(sender(contact));
    if (recognition instanceof Recognition.Known known && known.customer().id().equals(customer)) {
      return book.sureness(contact.id(), known);
    }
    return new Sureness(
        Proof.UNKNOWN, book.stores().pictures().confirmed(centre, contact.id(), customer));
  }

  private long waited(ContactRow contact) {
    Long accepted = contact.acceptedAt();
    return (accepted == null ? clock.millis() : accepted) - contact.createdAt();
  }
}
