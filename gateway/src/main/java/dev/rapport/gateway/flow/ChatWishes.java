package dev.rapport.gateway.flow;

import dev.rapport.channels.Channel;
import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Notice;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.chat.ChatListener;
import dev.rapport.channels.chat.OpenChat;
import dev.rapport.channels.chat.VisitedPage;
import dev.rapport.gateway.flow.OpenContacts.OpenContact;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What visitors want besides writing, as commands to the core. A wish may be quicker than the
/// contact it is about: it waits until the core knows that.
public final class ChatWishes implements ChatListener {
  private static final Logger LOG = LoggerFactory.getLogger(ChatWishes.class);
  private static final long RETRY_MS = 1_000;

  private final RoutingUnit unit;
  private final Arrivals arrivals;
  private final OpenContacts contacts;
  private final Supplier<Channel> chat;
  private final Supplier<CallbackBooking> callbacks;
  private final Visits visits;

  /// Keeps what visitors looked at.
  public interface Visits {
    CompletionStage<?> visited(String centre, String visitor, VisitedPage page);
  }

  /// @param chat asked for late: the channel and its listener know each other
  /// @param callbacks asked for late likewise
  public ChatWishes(
      RoutingUnit unit,
      Arrivals arrivals,
      OpenContacts contacts,
      Supplier<Channel> chat,
      Supplier<CallbackBooking> callbacks,
      Visits visits) {
    this.unit = unit;
    this.arrivals = arrivals;
    this.contacts = contacts;
    this.chat = chat;
    this.callbacks = callbacks;
    this.visits = visits;
  }

  @Override
  public void visited(String centre, String visitor, VisitedPage page) {
    var _ =
        visits
            .visited(centre, visitor, page)
            .whenComplete((_, fault) -> {
              if (fault != null) {
                LOG.info("a page that was looked at is not kept: {}", fault.toString());
              }
            });
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> person(OpenChat open) {
    return carryOut(open, Command.AskForPerson::new);
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> helped(
      OpenChat open, @Nullable String article) {
    return carryOut(open, Command.MarkSelfServed::new);
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> left(OpenChat open) {
    ContactId contact = new ContactId(open.contact());
    return arrivals
        .of(contact)
        .compose(_ -> unit.ask(core -> isCall(core, contact)))
        .compose(call ->
            call
                ? Future.succeededFuture(Optional.<Receipt.Refused>empty())
                : answered(unit.submit(new Command.CustomerLeft(contact))))
        .toCompletionStage();
  }

  @Override
  public boolean calls() {
    return callbacks.get().offered();
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> callbackAsked(
      OpenChat open, String number, long notBefore) {
    var wish = new CallbackBooking.Wish(new ContactId(open.contact()), number, notBefore);
    return answered(arrivals.of(wish.contact()).compose(_ -> callbacks.get().book(wish)))
        .toCompletionStage();
  }

  /// Whoever is called instead goes on being called, wherever the chat is.
  private static boolean isCall(RoutingCore core, ContactId contact) {
    ContactView view = core.contact(contact);
    return view != null && view.facts().channel().equals(ChannelId.PHONE);
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> callbackCancelled(OpenChat open) {
    return carryOut(open, Command.CancelCallback::new);
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> messageLeft(OpenChat open) {
    return carryOut(open, Command.LeaveMessage::new);
  }

  @Override
  public void here(OpenChat open) {
    ContactId contact = new ContactId(open.contact());
    arrivals
        .of(contact)
        .compose(_ -> unit.submit(new Command.CustomerBack(contact)))
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
    ContactId contact = new ContactId(open.contact());
    arrivals
        .of(contact)
        .compose(_ -> unit.ask(core -> isCall(core, contact)))
        .compose(call ->
            call
                ? Future.<Outcome>succeededFuture(new Outcome.Done(List.of()))
                : unit.submit(new Command.CustomerAway(contact)))
        .onFailure(e -> LOG.info("a visitor left during a rebuild: {}", e.getMessage()));
  }

  private CompletionStage<Optional<Receipt.Refused>> carryOut(
      OpenChat open, Function<ContactId, Command> wish) {
    ContactId contact = new ContactId(open.contact());
    return answered(arrivals.of(contact).compose(_ -> unit.submit(wish.apply(contact))))
        .toCompletionStage();
  }

  private static Future<Optional<Receipt.Refused>> answered(Future<Outcome> outcome) {
    return outcome
        .map(done ->
            switch (done) {
              case Outcome.Done _ -> Optional.<Receipt.Refused>empty();
              case Outcome.Rejected(String code, String detail) ->
                  Optional.of(new Receipt.Refused(reason(code), detail, 0));
            })
        .otherwise(e ->
            Optional.of(
                new Receipt.Refused(
                    Receipt.Reason.UNAVAILABLE, String.valueOf(e.getMessage()), RETRY_MS)));
  }

  private static Receipt.Reason reason(String code) {
    return code.endsWith("_number") ? Receipt.Reason.BAD_NUMBER : Receipt.Reason.NO_CONTACT;
  }
}
