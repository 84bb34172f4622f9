package dev.rapport.channels.chat;

import dev.rapport.channels.Channel;
import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Conversations;
import dev.rapport.channels.Inbox;
import dev.rapport.channels.Message;
import dev.rapport.channels.Notice;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The chat channel: all visitors' sockets of this process. A visitor's tabs are sockets of one
/// visitor and see one conversation; each socket reads what it lacks from [Conversations], so a
/// message is passed on here only to say that there is one more.
public final class ChatSockets implements Channel {

  private static final Logger LOG = LoggerFactory.getLogger(ChatSockets.class);

  private final Vertx vertx;
  private final ChatSettings settings;
  private final VisitorTokens tokens;
  private final Inbox inbox;
  private final Conversations conversations;
  private final ChatListener listener;

  private final AtomicInteger open = new AtomicInteger();
  private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();
  private final Map<Key, Set<ChatSocket>> byVisitor = new ConcurrentHashMap<>();
  private final Map<Key, Set<ChatSocket>> byConversation = new ConcurrentHashMap<>();

  /// A visitor or a conversation of a centre.
  private record Key(String centre, String id) {}

  /// Whether a request may become a chat.
  public enum Admission {
    ADMITTED,
    /// A page of another site asks: HTTP 403.
    FOREIGN_ORIGIN,
    /// As many sockets as there may be: HTTP 503 with Retry-After.
    TOO_MANY,
    /// As many from this address as there may be: HTTP 429 with Retry-After.
    TOO_MANY_FROM_ADDRESS
  }

  /// What the channel works with; the gateway puts it together.
  public record Ports(
      VisitorTokens tokens, Inbox inbox, Conversations conversations, ChatListener listener) {}

  public ChatSockets(Vertx vertx, ChatSettings settings, Ports ports) {
    this.vertx = vertx;
    this.settings = settings;
    this.tokens = ports.tokens();
    this.inbox = ports.inbox();
    this.conversations = ports.conversations();
    this.listener = ports.listener();
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.CHAT;
  }

  /// Makes the request a chat of that centre when it may be one; otherwise it is left for the
  /// caller to answer. Called on the request's event loop.
  ///
  /// @param address the peer's address, as far as the caller trusts what a proxy says of it
  public Admission upgrade(HttpServerRequest request, String centre, String address) {
    Admission admission = admit(request, address);
    if (admission == Admission.ADMITTED) {
      Context context = vertx.getOrCreateContext();
      request
          .toWebSocket()
          .onSuccess(socket -> start(socket, context, centre, address))
          .onFailure(fault -> {
            leave(address);
            LOG.debug("A chat request did not become a socket: {}", fault.toString());
          });
    }
    return admission;
  }

  private Admission admit(HttpServerRequest request, String address) {
    if (!allowed(request.getHeader(HttpHeaders.ORIGIN), request.authority())) {
      return Admission.FOREIGN_ORIGIN;
    }
    if (open.incrementAndGet() > settings.maxSockets()) {
      open.decrementAndGet();
      return Admission.TOO_MANY;
    }
    if (perAddress.merge(address, 1, Integer::sum) > settings.maxSocketsPerAddress()) {
      leave(address);
      return Admission.TOO_MANY_FROM_ADDRESS;
    }
    return Admission.ADMITTED;
  }

  /// No Origin: not a browser's page. A page's own host is always allowed.
  private boolean allowed(@Nullable String origin, @Nullable HostAndPort host) {
    if (origin == null || settings.allowedOrigins().contains(origin)) {
      return true;
    }
    try {
      URI uri = new URI(origin);
      return host != null
          && uri.getHost() != null
          && uri.getHost().equalsIgnoreCase(host.host())
          && (uri.getPort() == host.port() || uri.getPort() < 0 || host.port() < 0);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private void leave(String address) {
    open.decrementAndGet();
    perAddress.computeIfPresent(address, (_, count) -> count <= 1 ? null : count - 1);
  }

  private void start(ServerWebSocket socket, Context context, String centre, String address) {
    ChatSocket chat = new ChatSocket(this, socket, context, centre);
    socket.closeHandler(_ -> {
      leave(address);
      chat.closed();
    });
    chat.start();
  }

  /// How many sockets are open.
  public int open() {
    return open.get();
  }

  /// Whether somebody here is in the conversation.
  public boolean watches(String centre, String conversation) {
    return !in(byConversation, centre, conversation).isEmpty();
  }

  /// Tells the listener again of every visitor who is in an open chat here.
  public void sayWhoIsHere() {
    byConversation
        .values()
        .forEach(sockets -> sockets.forEach(socket -> socket.run(socket::sayHere)));
  }

  /// What is in the store may be more than there was word of: reads on, everywhere.
  public void readOn() {
    byConversation
        .values()
        .forEach(sockets -> sockets.forEach(socket -> socket.run(socket::readOn)));
  }

  @Override
  public void deliver(Message message) {
    for (ChatSocket socket : in(byConversation, message.centre(), message.conversation())) {
      socket.run(() -> socket.offer(message));
    }
  }

  @Override
  public void notify(Notice notice) {
    for (ChatSocket socket : in(byConversation, notice.centre(), notice.conversation())) {
      socket.run(() -> socket.tell(notice));
    }
  }

  /// A socket of a visitor that is in no conversation joins the one just started in another tab.
  void started(String visitor, Message first) {
    for (ChatSocket socket : in(byVisitor, first.centre(), visitor)) {
      socket.run(() -> socket.joinStarted(first));
    }
  }

  void addToVisitor(ChatSocket socket, String visitor) {
    add(byVisitor, new Key(socket.centre(), visitor), socket);
  }

  void addToConversation(ChatSocket socket, String conversation) {
    add(byConversation, new Key(socket.centre(), conversation), socket);
  }

  /// The socket is gone; when it was the visitor's last in an open chat, they may be away.
  void remove(ChatSocket socket, @Nullable String visitor, @Nullable String conversation) {
    if (visitor != null) {
      remove(byVisitor, new Key(socket.centre(), visitor), socket);
    }
    if (conversation != null) {
      remove(byConversation, new Key(socket.centre(), conversation), socket);
    }
  }

  void watchForAway(OpenChat chat) {
    vertx.setTimer(
        settings.awayAfter().toMillis(),
        _ -> {
          if (in(byConversation, chat.centre(), chat.conversation()).isEmpty()) {
            listener.away(chat);
          }
        });
  }

  private static void add(Map<Key, Set<ChatSocket>> map, Key key, ChatSocket socket) {
    map.compute(
        key,
        (_, sockets) -> {
          Set<ChatSocket> all = sockets == null ? ConcurrentHashMap.newKeySet() : sockets;
          all.add(socket);
          return all;
        });
  }

  private static void remove(Map<Key, Set<ChatSocket>> map, Key key, ChatSocket socket) {
    map.computeIfPresent(
        key,
        (_, sockets) -> {
          sockets.remove(socket);
          return sockets.isEmpty() ? null : sockets;
        });
  }

  private static Set<ChatSocket> in(Map<Key, Set<ChatSocket>> map, String centre, String id) {
    return map.getOrDefault(new Key(centre, id), Set.of());
  }

  Vertx vertx() {
    return vertx;
  }

  ChatSettings settings() {
    return settings;
  }

  VisitorTokens tokens() {
    return tokens;
  }

  Inbox inbox() {
    return inbox;
  }

  Conversations conversations() {
    return conversations;
  }

  ChatListener listener() {
    return listener;
  }
}
