package dev.rapport.channels.sip;

import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.MediaEngine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A telephone in a program: for the people of the demo, for tests and for benchmarks. It speaks
/// SIP by UDP from a port of its own, and sends and hears real sound.
public final class SoftPhone implements AutoCloseable, SipDoor.Calls {
  private static final long REGISTER_SECONDS = 300;

  private final SipSettings settings;
  private final NettyWire wire;
  private final SipDoor door;
  private final SipStack stack;
  private final MediaEngine media;
  private final Clip voice;
  private volatile Consumer<SoftCall> ringing = SoftCall::decline;

  private SoftPhone(InetAddress host, int maxCalls, Clip voice) {
    settings =
        SipSettings.loopback(List.of(), new SipSettings.Limits(maxCalls, maxCalls, maxCalls))
            .at(host);
    this.voice = voice;
    wire = new NettyWire(settings);
    door = new SipDoor(this);
    stack = new SipStack(wire, wire, door);
    wire.deliver(stack::received, _ -> {});
    media = new MediaEngine(host, 0, 0, maxCalls);
  }

  /// @param voice what is heard from it, again and again
  public static CompletionStage<SoftPhone> open(InetAddress host, int maxCalls, Clip voice) {
    SoftPhone phone = new SoftPhone(host, maxCalls, voice);
    return phone.wire.open().thenApply(_ -> phone);
  }

  /// What happens when it is called; without this it declines.
  public void whenCalled(Consumer<SoftCall> action) {
    ringing = action;
  }

  /// Where it is reached.
  public InetSocketAddress address() {
    return wire.local(Hop.Transport.UDP);
  }

  /// Registers as an agent's phone, and goes on doing so; whether the first try was accepted.
  public CompletionStage<Boolean> register(
      InetSocketAddress server, String agent, String password) {
    CompletableFuture<Boolean> first = new CompletableFuture<>();
    wire.execute(() -> new Registration(server, agent, password, first).send(null));
    return first;
  }

  private final class Registration {
    private final Hop server;
    private final String agent;
    private final String password;
    private final CompletableFuture<Boolean> first;
    private final String callId = stack.token();
    private long cseq;

    Registration(
        InetSocketAddress server, String agent, String password, CompletableFuture<Boolean> first) {
      this.server = Hop.of(Hop.Transport.UDP, server);
      this.agent = agent;
      this.password = password;
      this.first = first;
    }

    void send(@Nullable String credentials) {
      String aor = "<sip:" + agent + "@" + SipStack.host(server.address()) + ">";
      var headers =
          new SipHeaders.Builder()
              .add("Max-Forwards", "70")
              .add("From", aor + ";tag=" + stack.token())
              .add("To", aor)
              .add("Call-ID", callId)
              .add("CSeq", ++cseq + " REGISTER")
              .add("Contact", "<sip:" + agent + "@" + SipStack.host(address()) + ">")
              .add("Expires", String.valueOf(REGISTER_SECONDS));
      if (credentials != null) {
        headers.add("Authorization", credentials);
      }
      var request = new SipRequest("REGISTER", uri(), headers.build(), SipResponse.NO_BODY);
      stack.send(request, server, (_, response) -> answered(response, credentials != null));
    }

    private String uri() {
      return "sip:" + SipStack.host(server.address());
    }

    private void answered(SipResponse response, boolean proven) {
      if (response.status() == 401 && !proven) {
        send(credentials(response.header("WWW-Authenticate").orElse("")));
      } else if (!response.provisional()) {
        first.complete(response.success());
        if (response.success()) {
          wire.after(REGISTER_SECONDS * 500, () -> send(null));
        }
      }
    }

    private String credentials(String challenge) {
      Map<String, String> asked = Digest.parse(challenge.replaceFirst("(?i)^Digest ", ""));
      String algorithm = asked.getOrDefault("algorithm", "MD5");
      String nonce = asked.getOrDefault("nonce", "");
      String realm = asked.getOrDefault("realm", "");
      String a1 = Digest.hex(algorithm, agent + ":" + realm + ":" + password);
      String a2 = Digest.hex(algorithm, "REGISTER:" + uri());
      String middle = nonce + ":00000001:c0ffee:auth";
      return ("Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", algorithm=%s,"
              + " qop=auth, nc=00000001, cnonce=\"c0ffee\", response=\"%s\"")
          .formatted(
              agent,
              realm,
              nonce,
              uri(),
              algorithm,
              Digest.hex(algorithm, a1 + ":" + middle + ":" + a2));
    }
  }

  /// Who is calling, as a softphone says it.
  ///
  /// @param headers further headers, such as `P-Asserted-Identity`
  public record From(String number, String name, Map<String, String> headers) {
    public static From number(String number) {
      return new From(number, "", Map.of());
    }
  }

  /// Calls a number at a server.
  public SoftCall call(
      InetSocketAddress server, From from, String number, SoftCall.Listener listener) {
    String who =
        SipText.quoted(from.name())
            + " <sip:"
            + from.number()
            + "@"
            + SipStack.host(address())
            + ">";
    var headers = new SipHeaders.Builder();
    from.headers().forEach(headers::add);
    SoftCall call = new SoftCall(this, listener);
    wire.execute(() -> {
      Dialog dialog =
          Dialog.ofClient(
              stack,
              who,
              "sip:" + number + "@" + SipStack.host(server),
              Hop.of(Hop.Transport.UDP, server));
      call.place(new Leg(stack, "call", call, dialog), headers.build());
    });
    return call;
  }

  @Override
  public void called(ServerTransaction invite) {
    SoftCall call = new SoftCall(this, SoftCall.Listener.NONE);
    call.ring(new Leg(stack, "call", call, invite), invite.request());
    ringing.accept(call);
  }

  @Override
  public void replacing(ServerTransaction invite, Leg old) {
    if (old.owner() instanceof SoftCall before) {
      SoftCall call = new SoftCall(this, SoftCall.Listener.NONE);
      call.ring(new Leg(stack, "call", call, invite), invite.request());
      call.takePlaceOf(before);
    }
  }

  @Override
  public void register(ServerTransaction transaction) {
    transaction.respond(SipResponse.to(transaction.request(), 405, tagOf(transaction)));
  }

  @Override
  public String tagOf(ServerTransaction transaction) {
    return stack.tagOf(transaction);
  }

  SipDoor door() {
    return door;
  }

  SipStack stack() {
    return stack;
  }

  MediaEngine media() {
    return media;
  }

  Clip voice() {
    return voice;
  }

  void execute(Runnable task) {
    wire.execute(task);
  }

  @Override
  public void close() {
    wire.shutDown().toCompletableFuture().join();
    media.close();
  }
}
