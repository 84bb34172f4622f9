package dev.rapport.gateway.flow;

import dev.rapport.channels.Channel;
import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Notice;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.chat.ChatListener;
import dev.rapport.channels.chat.OpenChat;
import dev.rapport.gateway.flow.OpenContacts.OpenContact;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.Outcome;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What visitors want besides writing, as commands to the core.
public final class ChatWishes implements ChatListener {
  private static final Logger LOG = LoggerFactory.getLogger(ChatWishes.class);
  private static final long RETRY_MS = 1_000;

  private final RoutingUnit unit;
  private final OpenContacts contacts;
  private final Supplier<Channel> chat;

  /// @param chat asked for late: the channel and its listener know each other
  public ChatWishes(RoutingUnit unit, OpenContacts contacts, Supplier<Channel> chat) {
    this.unit = unit;
    this.contacts = contacts;
    this.chat = chat;
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> person(OpenChat open) {
    return carryOut(new Command.AskForPerson(new ContactId(open.contact())));
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> helped(
      OpenChat open, @Nullable String article) {
    return carryOut(new Command.MarkSelfServed(new ContactId(open.contact())));
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> left(OpenChat open) {
    return carryOut(new Command.CustomerLeft(new ContactId(open.contact())));
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> callbackCancelled(OpenChat open) {
    return carryOut(new Command.CancelCallback(new ContactId(open.contact())));
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> messageLeft(OpenChat open) {
    return carryOut(new Command.LeaveMessage(new ContactId(open.contact())));
  }

  @Override
  public void here(OpenChat open) {
    ContactId contact = new ContactId(open.contact());
    unit.submit(new Command.CustomerBack(contact))
        .compose(_ ->
            unit.ask(core -> {
              ContactView view = core.contact(contact);
              if (view != null) {
                contacts.joined(
                    new OpenContact(open.contact(), open.conversation(), ChannelKind.CHAT));
              }
              return Optional.ofNullable(CustomerNotices.standing(view, core));
            }))
        .onSuccess(standing ->
            standing.ifPresent(s ->
                chat.get()
                    .notify(new Notice(open.centre(), open.conversation(), open.contact(), s))))
        .onFailure(e -> LOG.info("a visitor came back during a rebuild: {}", e.getMessage()));
  }

  @Override
  public void away(OpenChat open) {
    unit.submit(new Command.CustomerAway(new ContactId(open.contact())))
        .onFailure(e -> LOG.info("a visitor left during a rebuild: {}", e.getMessage()));
  }

  private CompletionStage<Optional<Receipt.Refused>> carryOut(Command command) {
    return unit.submit(command)
        .map(outcome ->
            switch (outcome) {
              case Outcome.Done _ -> Optional.<Receipt.Refused>empty();
              case Outcome.Rejected(_, String detail) ->
                  Optional.of(new Receipt.Refused(Receipt.Reason.NO_CONTACT, detail, 0));
            })
        .otherwise(e ->
            Optional.of(
                new Receipt.Refused(
                    Receipt.Reason.UNAVAILABLE, String.valueOf(e.getMessage()), RETRY_MS)))
        .toCompletionStage();
  }
}
