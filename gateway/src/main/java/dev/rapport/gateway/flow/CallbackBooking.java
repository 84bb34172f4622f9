package dev.rapport.gateway.flow;

import dev.rapport.channels.CalledInstead;
import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Conversations;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.Inbox;
import dev.rapport.channels.Message;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.Sender;
import dev.rapport.channels.SenderIdentifier;
import dev.rapport.channels.StoredContact;
import dev.rapport.customers.Identifiers;
import dev.rapport.customers.Reading;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.Outcome;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Books a callback for a contact that waits: for a call, at the number that called; for a chat, at
/// the number that is given, by a contact of its own that takes the chat's place.
public final class CallbackBooking {
  private static final long FARTHEST_MS = 60L * 24 * 3_600_000;

  private final String centre;
  private final Conversations conversations;
  private final Inbox inbox;
  private final RoutingUnit unit;
  private final Telephony telephony;
  private final Consumer<Message> said;
  private final Set<String> underWay = new HashSet<>();

  /// What calls are made with.
  ///
  /// @param calls whether this centre calls anybody
  /// @param numbers reads a number as people write it
  public record Telephony(boolean calls, Identifiers numbers, InstantSource clock) {}

  /// @param number as somebody wrote it; null for the one we have
  /// @param notBefore epoch milliseconds; 0 for as soon as it is their turn
  public record Wish(ContactId contact, @Nullable String number, long notBefore) {}

  /// @param said shows a message to whoever is in its chat
  public CallbackBooking(
      String centre,
      Conversations conversations,
      Inbox inbox,
      RoutingUnit unit,
      Telephony telephony,
      Consumer<Message> said) {
    this.centre = centre;
    this.conversations = conversations;
    this.inbox = inbox;
    this.unit = unit;
    this.telephony = telephony;
    this.said = said;
  }

  /// Whether somebody who waits in a chat may ask for it.
  public boolean offered() {
    return telephony.calls();
  }

  /// Done once the wish is durable; otherwise why not: `no_number`, `bad_number`, `no_telephone`,
  /// or what the core says.
  public Future<Outcome> book(Wish wish) {
    return Future.fromCompletionStage(conversations.contact(centre, wish.contact().value()))
        .compose(found -> book(wish, found));
  }

  private Future<Outcome> book(Wish wish, Optional<StoredContact> found) {
    ChannelKind channel = found.map(stored -> stored.inbound().channel()).orElse(ChannelKind.FORM);
    return switch (channel) {
      case CHAT -> instead(wish, found.orElseThrow());
      case PHONE ->
          known(found.orElseThrow()) == null
              ? noNumber()
              : unit.submit(new Command.AskForCallback(wish.contact(), wish.notBefore()));
      // The core says why not: who writes is answered in writing, or there is no such contact.
      case FORM, EMAIL -> unit.submit(new Command.AskForCallback(wish.contact(), wish.notBefore()));
    };
  }

  private static @Nullable String known(StoredContact stored) {
    return stored
        .inbound()
        .sender()
        .first(SenderIdentifier.Kind.PHONE)
        .map(SenderIdentifier::value)
        .orElse(null);
  }

  private static Future<Outcome> noNumber() {
    return rejected("no_number", "There is no number to call this customer at.");
  }

  private static Future<Outcome> rejected(String code, String detail) {
    return Future.succeededFuture(new Outcome.Rejected(code, detail));
  }

  // --- In place of a chat ---

  private Future<Outcome> instead(Wish wish, StoredContact chat) {
    if (!telephony.calls()) {
      return rejected("no_telephone", "This centre calls nobody.");
    }
    String written = wish.number() == null ? known(chat) : wish.number();
    if (written == null || written.isBlank()) {
      return noNumber();
    }
    return switch (telephony.numbers().phone(written)) {
      case Reading.Read(var number, var display) -> waits(wish, chat, number.value(), display);
      case Reading.Withheld _ -> noNumber();
      case Reading.Invalid(String reason) ->
          rejected("bad_number", "The number cannot be called: " + reason + ".");
    };
  }

  private Future<Outcome> waits(Wish wish, StoredContact chat, String number, String display) {
    if (wish.notBefore() > telephony.clock().millis() + FARTHEST_MS) {
      return rejected("bad_callback", "A callback is at most 60 days ahead.");
    }
    return unit.ask(core -> Optional.ofNullable(core.contact(wish.contact())))
        .compose(view ->
            view.filter(CallbackBooking::isUnheld).isPresent() && underWay.add(chat.id())
                ? store(wish, chat, number, display)
                    .onComplete(_ -> unit.ask(_ -> underWay.remove(chat.id())))
                : rejected("wrong_state", "Nobody waits there for a person."));
  }

  private static boolean isUnheld(ContactView view) {
    return switch (view.state()) {
      case ContactState.Answering _, ContactState.Waiting _, ContactState.Offered _ -> true;
      case ContactState.Assigned _, ContactState.WrapUp _, ContactState.Ended _ -> false;
    };
  }

  private Future<Outcome> store(Wish wish, StoredContact chat, String number, String display) {
    return Future.fromCompletionStage(inbox.receive(call(wish, chat, number, display)))
        .compose(receipt ->
            switch (receipt) {
              case Receipt.Accepted accepted -> {
                said.accept(accepted.message());
                yield Future.succeededFuture(new Outcome.Done(List.of()));
              }
              case Receipt.Refused refused ->
                  rejected(refused.reason().wireName(), refused.detail());
            });
  }

  private InboundContact call(Wish wish, StoredContact chat, String number, String display) {
    Sender before = chat.inbound().sender();
    List<SenderIdentifier> identifiers = new ArrayList<>();
    // A number that was typed identifies and proves nothing.
    identifiers.add(
        new SenderIdentifier(SenderIdentifier.Kind.PHONE, number, SenderIdentifier.Proof.CLAIMED));
    before.identifiers().stream()
        .filter(identifier -> identifier.kind() != SenderIdentifier.Kind.PHONE)
        .forEach(identifiers::add);
    return new InboundContact(
        centre,
        ChannelKind.PHONE,
        new Sender(identifiers, before.name(), before.language()),
        null,
        "Please call me back: " + display,
        null,
        true,
        null,
        new CalledInstead(chat.id(), wish.notBefore()).key(),
        null,
        chat.conversation(),
        null,
        false,
        List.of(),
        null);
  }
}
