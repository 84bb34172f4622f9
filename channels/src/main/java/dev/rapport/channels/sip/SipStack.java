package dev.rapport.channels.sip;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Messages in, transactions out: matches what arrives to what is under way, and gives the rest to
/// the [Handler]. Everything here runs on one thread, that of the [Alarms].
final class SipStack {
  private static final Logger LOG = LoggerFactory.getLogger(SipStack.class);

  /// Transactions at once; a request beyond it is answered 503 without keeping anything.
  static final int MAX_TRANSACTIONS = 50_000;

  private static final int RETRY_AFTER_SECONDS = 10;
  private static final int DEFAULT_PORT = 5060;

  private final Wire wire;
  private final Alarms alarms;
  private final Handler handler;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, ServerTransaction> servers = new HashMap<>();
  private final Map<String, ClientTransaction> clients = new HashMap<>();
  private long dropped;

  /// Who works with requests.
  interface Handler {
    void request(ServerTransaction transaction);

    /// An ACK that belongs to no refused INVITE: for a 2xx.
    void ack(SipRequest ack);
  }

  SipStack(Wire wire, Alarms alarms, Handler handler) {
    this.wire = wire;
    this.alarms = alarms;
    this.handler = handler;
  }

  Wire wire() {
    return wire;
  }

  Alarms alarms() {
    return alarms;
  }

  /// Transactions under way.
  int transactions() {
    return servers.size() + clients.size();
  }

  /// Messages that were no SIP, or answers to nothing.
  long dropped() {
    return dropped;
  }

  /// Unguessable, for tags, branches and Call-IDs.
  String token() {
    byte[] bytes = new byte[10];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  void received(byte[] bytes, Hop source) {
    switch (SipReader.read(bytes)) {
      case SipReader.Read.Message(SipRequest request) -> request(request, source);
      case SipReader.Read.Message(SipResponse response) -> response(response);
      case SipReader.Read.Refused(SipRequest request, int status, String why) -> {
        if (!request.is("ACK")) {
          wire.send(
              responseHop(request, source), SipResponse.to(request, status, token()).because(why));
        }
      }
      case SipReader.Read.Dropped(String why) -> {
        dropped++;
        LOG.debug("dropped a message from {}: {}", source.ip(), why);
      }
    }
  }

  private void response(SipResponse response) {
    ClientTransaction transaction =
        clients.get(response.topVia().branch() + " " + response.cseq().method());
    if (transaction == null) {
      dropped++;
    } else {
      transaction.received(response);
    }
  }

  private void request(SipRequest asSent, Hop source) {
    SipRequest request = received(asSent, source);
    String key = key(request, request.method());
    if (request.is("ACK")) {
      ServerTransaction answered = servers.get(key(request, "INVITE"));
      if (answered != null) {
        answered.acknowledged();
      }
      handler.ack(request);
      return;
    }
    ServerTransaction before = servers.get(key);
    if (before != null) {
      before.repeated();
      return;
    }
    if (transactions() >= MAX_TRANSACTIONS) {
      wire.send(
          responseHop(request, source),
          SipResponse.to(request, 503, token())
              .with("Retry-After", String.valueOf(RETRY_AFTER_SECONDS)));
      return;
    }
    var transaction = new ServerTransaction(this, key, request, source);
    servers.put(key, transaction);
    if (request.is("CANCEL")) {
      ServerTransaction invite = servers.get(key(request, "INVITE"));
      if (invite == null) {
        transaction.respond(SipResponse.to(request, 481, token()));
      } else {
        // The tag of the INVITE's own answers (RFC 3261, section 9.2): some phones take it for the
        // dialog's.
        transaction.respond(SipResponse.to(request, 200, tagOf(invite)));
        invite.cancel();
      }
      return;
    }
    handler.request(transaction);
  }

  /// With what the network knows better than the sender (RFC 3261, section 18.2.1; RFC 3581).
  private static SipRequest received(SipRequest request, Hop source) {
    Via via = request.topVia();
    boolean elsewhere = !via.host().equals(source.ip());
    boolean rport = via.params().has("rport");
    if (!elsewhere && !rport) {
      return request;
    }
    Via marked = via.with("received", source.ip());
    if (rport) {
      marked = marked.with("rport", String.valueOf(source.address().getPort()));
    }
    String all = request.header("Via").orElse("");
    try {
      var rest = SipText.split(all, ',');
      rest.set(0, marked.toString());
      return request.with(request.headers().with("Via", String.join(", ", rest)));
    } catch (SipSyntaxException e) {
      return request;
    }
  }

  /// What names a transaction (RFC 3261, section 17.2.3); of senders older than the RFC, everything
  /// that its request and their repetitions share.
  private static String key(SipRequest request, String method) {
    Via via = request.topVia();
    if (via.hasModernBranch()) {
      return via.branch() + " " + via.sentBy() + " " + method;
    }
    return String.join(
        " ",
        request.callId(),
        request.from().tag(),
        String.valueOf(request.cseq().number()),
        via.sentBy(),
        method);
  }

  static Hop responseHop(SipRequest request, Hop source) {
    if (source.reliable()) {
      return source;
    }
    try {
      Via via = Via.parse(SipText.split(request.header("Via").orElse(""), ',').getFirst());
      if (via.params().has("rport")) {
        return source;
      }
      int port = via.port() == 0 ? DEFAULT_PORT : via.port();
      return new Hop(
          source.transport(), new InetSocketAddress(source.address().getAddress(), port), 0);
    } catch (SipSyntaxException e) {
      return source;
    }
  }

  /// Sends a request of ours; its Via is put on here.
  ClientTransaction send(SipRequest request, Hop to, ClientTransaction.Listener listener) {
    String branch = Via.COOKIE + token();
    SipRequest whole = request.with(prepend(request.headers(), via(to, branch)));
    var transaction =
        new ClientTransaction(this, branch + " " + request.method(), whole, to, listener);
    clients.put(transaction.key(), transaction);
    transaction.start();
    return transaction;
  }

  /// Sends a request that has its Via: a CANCEL shares that of its INVITE.
  void sendAgain(SipRequest request, Hop to) {
    String key = request.topVia().branch() + " " + request.method();
    if (clients.containsKey(key)) {
      return;
    }
    var transaction = new ClientTransaction(this, key, request, to, (_, _) -> {});
    clients.put(key, transaction);
    transaction.start();
  }

  /// Sends a request that is never answered: an ACK for a 2xx.
  void sendOnce(SipRequest request, Hop to) {
    wire.send(to, request.with(prepend(request.headers(), via(to, Via.COOKIE + token()))));
  }

  private String via(Hop to, String branch) {
    InetSocketAddress own = wire.local(to.transport());
    return "SIP/2.0/%s %s;branch=%s;rport".formatted(to.transport(), host(own), branch);
  }

  /// Where requests of a dialog are to be sent.
  String contact(Hop.Transport by) {
    String suffix =
        by == Hop.Transport.UDP ? "" : ";transport=" + by.name().toLowerCase(java.util.Locale.ROOT);
    return "<sip:rapport@" + host(wire.local(by)) + suffix + ">";
  }

  static String host(InetSocketAddress address) {
    String ip = address.getAddress().getHostAddress();
    return (ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip) + ":" + address.getPort();
  }

  private static SipHeaders prepend(SipHeaders headers, String via) {
    var all = new SipHeaders.Builder().add("Via", via);
    headers.fields().forEach(f -> all.add(f.name(), f.value()));
    return all.build();
  }

  /// The tag that answers to this request carry; the same for each of them.
  String tagOf(ServerTransaction transaction) {
    return tags.computeIfAbsent(transaction.key(), _ -> token());
  }

  private final Map<String, String> tags = new HashMap<>();

  void forget(ServerTransaction transaction) {
    servers.remove(transaction.key());
    tags.remove(transaction.key());
  }

  void forget(ClientTransaction transaction) {
    clients.remove(transaction.key());
  }

  /// The INVITE that an answer or a cancel is about, when it is still known.
  @Nullable ServerTransaction server(String key) {
    return servers.get(key);
  }

  /// Ends everything: nothing of ours fires afterwards.
  void close() {
    java.util.List.copyOf(servers.values()).forEach(ServerTransaction::finish);
    java.util.List.copyOf(clients.values()).forEach(ClientTransaction::finish);
  }
}
