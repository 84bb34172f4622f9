package dev.rapport.channels.chat;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.ConversationCard;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.Message;
import dev.rapport.channels.Notice;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.Sender;
import dev.rapport.channels.SenderIdentifier.Kind;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One socket of one visitor.
///
/// ```
///   opened ──hello──▶ looking up (nothing is read from the socket) ──▶ welcomed ──▶ closed
///                                                                       say, person, helped, leave
/// ```
///
/// Everything here runs on the socket's event loop; what completes elsewhere comes back by [#run].
final class ChatSocket {

  private static final Logger LOG = LoggerFactory.getLogger(ChatSocket.class);

  /// Pages of one socket that are noted; more come from no person.
  private static final int MAX_PAGES = 200;

  private final ChatSockets sockets;
  private final Context context;
  private final String centre;
  private final SocketWire wire;
  private final long helloTimer;

  private @Nullable String visitor;
  private Sender sender = new Sender(List.of(), null, null);
  private @Nullable MissingSuffix suffix;
  private @Nullable String contact;
  private @Nullable Message startedElsewhere;
  private boolean welcomed;
  private boolean left;
  private int unanswered;
  private int malformed;
  private int pages;

  /// Commands wait for what was said before them: "hello" and "I want a person" sent together must
  /// find the contact the first of them opens.
  private CompletionStage<?> said = CompletableFuture.completedStage(true);

  ChatSocket(ChatSockets sockets, ServerWebSocket socket, Context context, String centre) {
    this.sockets = sockets;
    this.context = context;
    this.centre = centre;
    this.wire =
        new SocketWire(sockets.vertx(), sockets.settings(), socket, this::heard, this::drained);
    this.helloTimer =
        sockets
            .vertx()
            .setTimer(
                sockets.settings().helloWithin().toMillis(),
                _ -> wire.close(SocketWire.POLICY, "no hello"));
  }

  String centre() {
    return centre;
  }

  void start() {
    wire.start();
  }

  void run(Runnable action) {
    context.runOnContext(_ -> {
      if (!wire.isClosed()) {
        action.run();
      }
    });
  }

  private void drained() {
    if (suffix != null) {
      suffix.pump();
    }
  }

  private void heard(String text) {
    VisitorFrame frame = VisitorFrames.read(text);
    if (!welcomed && !(frame instanceof VisitorFrame.Hello || frame instanceof VisitorFrame.Pong)) {
      refuseShape(null, "the first frame is hello");
      return;
    }
    switch (frame) {
      case VisitorFrame.Hello hello -> hello(hello);
      case VisitorFrame.Say say -> say(say);
      case VisitorFrame.Person _ -> whenSaid(sockets.listener()::person);
      case VisitorFrame.Helped helped ->
          whenSaid(chat -> sockets.listener().helped(chat, helped.article()));
      case VisitorFrame.Leave _ -> leave();
      case VisitorFrame.AskCallback(String number, long notBefore) ->
          whenSaid(chat -> sockets.listener().callbackAsked(chat, number, notBefore));
      case VisitorFrame.CancelCallback _ -> whenSaid(sockets.listener()::callbackCancelled);
      case VisitorFrame.LeaveMessage _ -> whenSaid(sockets.listener()::messageLeft);
      case VisitorFrame.Page page -> visited(page.page());
      case VisitorFrame.Pong _ -> {}
      case VisitorFrame.TooLong tooLong ->
          wire.write(ServerFrames.nack(tooLong.id(), "too_long", tooLong.detail(), 0));
      case VisitorFrame.Malformed wrong -> refuseShape(wrong.id(), wrong.detail());
    }
  }

  private void visited(VisitedPage page) {
    String id = visitor;
    if (id != null && pages++ < MAX_PAGES) {
      sockets.listener().visited(centre, id, page);
    }
  }

  private void refuseShape(@Nullable String id, String detail) {
    wire.write(ServerFrames.nack(id, "malformed", detail, 0));
    if (++malformed >= sockets.settings().maxMalformed()) {
      wire.close(SocketWire.POLICY, "too many malformed frames");
    }
  }

  private void hello(VisitorFrame.Hello hello) {
    if (visitor != null) {
      refuseShape(null, "hello was said");
      return;
    }
    sockets.vertx().cancelTimer(helloTimer);
    String token = hello.token();
    Optional<String> known =
        token == null ? Optional.empty() : sockets.tokens().verify(centre, token);
    if (token != null && known.isEmpty()) {
      wire.write(ServerFrames.nack(null, "unauthorised", "the token is not one of ours", 0));
      wire.close(SocketWire.POLICY, "unauthorised");
      return;
    }
    String id = known.orElseGet(sockets.tokens()::newVisitor);
    visitor = id;
    sender = hello.sender(id);
    // From here on a conversation started in another tab is heard of, whatever the lookup finds.
    sockets.addToVisitor(this, id);
    if (known.isEmpty()) {
      welcome(id, Optional.empty(), 0);
      return;
    }
    wire.pause();
    lookUp(id, hello.conversation())
        .whenComplete((card, fault) ->
            run(() -> {
              if (fault == null) {
                found(id, hello, card);
              } else {
                LOG.warn("A visitor's conversation cannot be read: {}", fault.toString());
                wire.close(SocketWire.TRY_AGAIN_LATER, "not now; connect again");
              }
            }));
  }

  /// The conversation asked for when it is this visitor's, otherwise the one they have open.
  private CompletionStage<Optional<ConversationCard>> lookUp(
      String id, @Nullable String conversation) {
    CompletionStage<Optional<ConversationCard>> asked =
        conversation == null
            ? CompletableFuture.completedStage(Optional.empty())
            : sockets
                .conversations()
                .find(centre, conversation)
                .thenApply(found -> found.filter(card -> card.has(Kind.VISITOR, id)));
    return asked.thenCompose(found ->
        found.isPresent()
            ? CompletableFuture.completedStage(found)
            : sockets
                .conversations()
                .ofVisitor(centre, id)
                .thenApply(newest -> newest.filter(card -> card.openContact() != null)));
  }

  private void found(String id, VisitorFrame.Hello hello, Optional<ConversationCard> card) {
    boolean same = card.filter(c -> c.id().equals(hello.conversation())).isPresent();
    welcome(id, card, same ? hello.after() : 0);
    wire.resume();
  }

  private void welcome(String id, Optional<ConversationCard> card, long after) {
    welcomed = true;
    wire.write(
        new JsonObject()
            .put("type", "welcome")
            .put("visitor", id)
            .put("token", sockets.tokens().issue(centre, id))
            .put("centre", centre)
            .put("conversation", card.map(ConversationCard::id).orElse(null))
            .put("contact", card.map(ConversationCard::openContact).orElse(null))
            .put("calls", sockets.listener().calls())
            .encode());
    // A client may claim to have more than there is; it would then miss what comes next.
    card.ifPresent(c -> join(c.id(), Math.min(after, c.lastSeq()), c.openContact()).pump());
    if (startedElsewhere != null) {
      joinStarted(startedElsewhere);
    }
  }

  /// Registered first, read after: a message stored between the two is seen by either.
  private MissingSuffix join(String conversation, long after, @Nullable String openContact) {
    MissingSuffix joined =
        new MissingSuffix(sockets.conversations(), context, wire, centre, conversation, after);
    suffix = joined;
    contact = openContact;
    sockets.addToConversation(this, conversation);
    chat().ifPresent(sockets.listener()::here);
    return joined;
  }

  /// Another tab of this visitor started a conversation.
  void joinStarted(Message first) {
    if (!welcomed) {
      startedElsewhere = first;
    } else if (suffix == null) {
      join(first.conversation(), 0, first.contact()).pump();
    }
  }

  private Optional<OpenChat> chat() {
    return visitor == null || suffix == null || contact == null
        ? Optional.empty()
        : Optional.of(new OpenChat(centre, visitor, suffix.conversation(), contact));
  }

  private void say(VisitorFrame.Say say) {
    if (unanswered >= sockets.settings().maxUnanswered()) {
      wire.write(
          ServerFrames.nack(say.id(), "overloaded", "too many messages wait to be stored", 1_000));
      return;
    }
    unanswered++;
    InboundContact message =
        new InboundContact(
            centre,
            ChannelKind.CHAT,
            sender,
            null,
            say.text(),
            null,
            say.person(),
            null,
            visitor + ":" + say.id(),
            null,
            suffix == null ? null : suffix.conversation(),
            null,
            false,
            List.of(),
            null);
    CompletableFuture<Boolean> settled = new CompletableFuture<>();
    said = said.thenCombine(settled, (_, done) -> done);
    sockets
        .inbox()
        .receive(message)
        .whenComplete((receipt, fault) ->
            context.runOnContext(_ -> {
              settle(say, receipt, fault);
              settled.complete(true);
            }));
  }

  /// Also runs when the socket is closed by now: the visitor's other tabs are told in any case.
  private void settle(VisitorFrame.Say say, @Nullable Receipt receipt, @Nullable Throwable fault) {
    unanswered--;
    switch (receipt) {
      case null -> {
        LOG.error("A chat message was not stored", fault);
        wire.write(ServerFrames.nack(say.id(), "unavailable", "it could not be stored", 5_000));
      }
      case Receipt.Refused refused -> wire.write(ServerFrames.nack(say.id(), refused));
      case Receipt.Accepted accepted -> accepted(say, accepted);
    }
  }

  private void accepted(VisitorFrame.Say say, Receipt.Accepted accepted) {
    Message message = accepted.message();
    String id = visitor;
    if (!accepted.duplicate() && id != null) {
      sockets.started(id, message);
      sockets.deliver(message);
    }
    if (wire.isClosed()) {
      return;
    }
    MissingSuffix mine = suffix;
    if (mine == null && !accepted.duplicate()) {
      mine = join(message.conversation(), 0, message.contact());
    }
    if (mine == null || !mine.conversation().equals(message.conversation())) {
      wire.write(ServerFrames.ack(say.id(), message));
    } else {
      if (!accepted.duplicate()) {
        contact = message.contact();
      }
      mine.offerOwn(say.id(), message);
      mine.pump();
    }
    if (say.person() && !accepted.opened()) {
      command(sockets.listener()::person);
    }
  }

  private void whenSaid(Function<OpenChat, CompletionStage<Optional<Receipt.Refused>>> command) {
    said.whenComplete((_, _) -> run(() -> command(command)));
  }

  private void command(Function<OpenChat, CompletionStage<Optional<Receipt.Refused>>> command) {
    Optional<OpenChat> chat = chat();
    if (chat.isEmpty()) {
      wire.write(ServerFrames.nack(null, "no_contact", "no contact is open here", 0));
      return;
    }
    command
        .apply(chat.get())
        .whenComplete((refused, fault) ->
            run(() -> {
              if (fault == null) {
                refused.ifPresent(reason -> wire.write(ServerFrames.nack(null, reason)));
              } else {
                LOG.error("A visitor's command failed", fault);
                wire.write(ServerFrames.nack(null, "unavailable", "it could not be done", 5_000));
              }
            }));
  }

  private void leave() {
    said.whenComplete((_, _) ->
        run(() -> {
          left = true;
          command(sockets.listener()::left);
        }));
  }

  void sayHere() {
    chat().ifPresent(sockets.listener()::here);
  }

  void readOn() {
    if (suffix != null) {
      suffix.readOn();
    }
  }

  /// The store has this message.
  void offer(Message message) {
    if (suffix != null && suffix.conversation().equals(message.conversation())) {
      suffix.offer(message);
    }
  }

  void tell(Notice notice) {
    if (suffix == null || !suffix.conversation().equals(notice.conversation())) {
      return;
    }
    if (notice.standing() instanceof Notice.Standing.Ended) {
      if (notice.contact().equals(contact)) {
        contact = null;
      }
    } else {
      contact = notice.contact();
    }
    wire.write(ServerFrames.status(notice));
  }

  /// The socket is gone, by whichever side.
  void closed() {
    wire.stopped();
    sockets.vertx().cancelTimer(helloTimer);
    MissingSuffix gone = suffix;
    sockets.remove(this, visitor, gone == null ? null : gone.conversation());
    if (!left) {
      chat().ifPresent(sockets::watchForAway);
    }
  }
}
