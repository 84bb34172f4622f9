package dev.rapport.channels.sip;

import dev.rapport.channels.media.MediaEngine;
import dev.rapport.channels.media.Phrases;
import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneListener;
import dev.rapport.channels.phone.PhoneSwitch;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The embedded switch; see the package's map. Started once, on a thread of its own.
public final class SipSwitch implements PhoneSwitch, SipDoor.Calls {
  private static final String RETRY_AFTER_S = "5";
  private static final List<String> KEPT_HEADERS =
      List.of("Subject", "User-Agent", "Call-Info", "History-Info");

  private final SipSettings settings;
  private final NettyWire wire;
  private final SipStack stack;
  private final SipDoor door;
  private final Registrar registrar;
  private final Admission admission;
  private final MediaEngine media;
  private final Passport passport;
  private final SipPrompts words;
  private final Map<String, SipCall> calls = new LinkedHashMap<>();
  private final Map<String, InetAddress> sources = new HashMap<>();
  private final InternalCalls internal;
  private PhoneListener listener = _ -> {};
  private boolean closing;
  private @Nullable CompletionStage<Void> closed;

  /// One that forgets which telephones are registered when it ends.
  ///
  /// @throws IOException when the operator's sounds cannot be read
  public SipSwitch(SipSettings settings) throws IOException {
    this(settings, Registrations.NONE);
  }

  public SipSwitch(SipSettings settings, Registrations registrations) throws IOException {
    this.settings = settings;
    wire = new NettyWire(settings);
    door = new SipDoor(this);
    stack = new SipStack(wire, wire, door);
    admission = new Admission(settings.trunks(), settings.limits());
    registrar =
        new Registrar(
            stack,
            settings.phones(),
            registrations,
            (agent, here) -> tell(new PhoneEvent.EndpointChanged(agent, here)));
    wire.deliver(stack::received, registrar::closed);
    internal = new InternalCalls(settings.phones(), registrar);
    media =
        new MediaEngine(
            settings.host(),
            settings.media().first(),
            settings.media().last(),
            settings.limits().calls() + 16);
    words = new SipPrompts(Phrases.load(settings.sound().language(), settings.sound().folder()));
    Path signers = settings.signers();
    passport = signers == null ? new Passport(List.of()) : Passport.load(signers);
  }

  @Override
  public Set<Capability> capabilities() {
    var can =
        EnumSet.of(
            Capability.MUSIC,
            Capability.PROMPTS,
            Capability.DIGITS,
            Capability.RECORD,
            Capability.ATTESTATION);
    if (settings.tls() != null) {
      can.add(Capability.TLS);
    }
    return can;
  }

  @Override
  public CompletionStage<Void> start(PhoneListener listener) {
    this.listener = listener;
    return registrar
        .read()
        .thenCompose(before -> wire.open().thenApply(_ -> before))
        .thenCompose(before ->
            ask(() -> {
              // Phones at a fixed address are there as far as anybody knows.
              internal.fixed().forEach(a -> tell(new PhoneEvent.EndpointChanged(a, true)));
              registrar.restore(before);
              return null;
            }));
  }

  /// The port that UDP and TCP listen at.
  public int port() {
    return wire.local(Hop.Transport.UDP).getPort();
  }

  /// The port that TLS listens at; 0 when it does not.
  public int tlsPort() {
    return settings.tls() == null ? 0 : wire.local(Hop.Transport.TLS).getPort();
  }

  /// What is open now, for a health check and for tests that nothing is left over.
  ///
  /// @param media ports open for sound
  public record Open(int calls, int legs, int transactions, int media, long dropped) {}

  public CompletionStage<Open> open() {
    return ask(() ->
        new Open(calls.size(), door.legs(), stack.transactions(), media.ports(), stack.dropped()));
  }

  @Override
  public CompletionStage<CommandAnswer> send(PhoneCommand command) {
    return ask(() -> {
      try {
        return carryOut(command);
      } catch (IOException e) {
        return new CommandAnswer.Refused("overloaded", String.valueOf(e.getMessage()));
      }
    });
  }

  private CommandAnswer carryOut(PhoneCommand command) throws IOException {
    if (command instanceof PhoneCommand.Dial dial) {
      return dial(dial);
    }
    if (command instanceof PhoneCommand.Open open) {
      return open(open.call());
    }
    SipCall call = calls.get(command.call());
    if (call == null) {
      return new CommandAnswer.Refused("no_call", "there is no call " + command.call());
    }
    return switch (command) {
      case PhoneCommand.Dial _, PhoneCommand.Open _ -> new CommandAnswer.Done();
      case PhoneCommand.QueueHold(_, _, var prompts) -> {
        call.queueHold(words.clips(prompts), words.music());
        yield new CommandAnswer.Done();
      }
      case PhoneCommand.Play(_, String id, var prompts) -> {
        call.sound().say(id, words.clips(prompts));
        yield new CommandAnswer.Done();
      }
      case PhoneCommand.Ring ring -> ring(call, ring);
      case PhoneCommand.Connect(_, String leg) -> leg(call.connect(leg), leg);
      case PhoneCommand.Consult(_, String leg) -> leg(call.consult(leg), leg);
      case PhoneCommand.Hold _ -> leg(call.hold(true), "");
      case PhoneCommand.Resume _ -> leg(call.hold(false), "");
      case PhoneCommand.AnswerTransfer(_, String leg, boolean accepted) ->
          leg(call.answerTransfer(leg, accepted), leg);
      case PhoneCommand.HangUpLeg(_, String leg) -> leg(call.hangUpLeg(leg), leg);
      case PhoneCommand.HangUp(_, PhoneCommand.Cause cause) -> {
        call.hangUp(cause);
        yield new CommandAnswer.Done();
      }
      case PhoneCommand.RecordCaller(_, int most) -> {
        call.sound().record(most);
        yield new CommandAnswer.Done();
      }
      // Caller and agent send each other their sound: it does not pass here.
      case PhoneCommand.OfTalk _ ->
          new CommandAnswer.Refused("unsupported", "the sound of a talk is not here");
    };
  }

  private static CommandAnswer leg(boolean done, String leg) {
    return done
        ? new CommandAnswer.Done()
        : new CommandAnswer.Refused("no_leg", "no such leg in that state: " + leg);
  }

  private CommandAnswer ring(SipCall call, PhoneCommand.Ring ring) throws IOException {
    Optional<Reach> reach = reach(ring.endpoint());
    if (reach.isEmpty()) {
      return new CommandAnswer.Refused("no_endpoint", ring.endpoint() + " has no phone");
    }
    return call.ring(ring, reach.get())
        ? new CommandAnswer.Done()
        : new CommandAnswer.Refused("no_call", "the caller cannot be talked to");
  }

  private Optional<Reach> reach(String endpoint) {
    Optional<Reach> phone = internal.reach(endpoint);
    return phone.isPresent() ? phone : Reach.at(endpoint);
  }

  private CommandAnswer open(String id) {
    if (!calls.containsKey(id)) {
      if (closing || calls.size() >= settings.limits().calls()) {
        return new CommandAnswer.Refused("overloaded", "no room for a call");
      }
      calls.put(id, new SipCall(this, id));
    }
    return new CommandAnswer.Done();
  }

  private CommandAnswer dial(PhoneCommand.Dial dial) throws IOException {
    SipCall before = calls.get(dial.call());
    if (before != null && before.hasCaller()) {
      return new CommandAnswer.Done();
    }
    String via = settings.via();
    Optional<Reach> reach =
        dial.number().startsWith("sip:") || via == null ? Reach.at(dial.number()) : Reach.at(via);
    if (reach.isEmpty()) {
      return new CommandAnswer.Refused("no_endpoint", "cannot call " + dial.number());
    }
    if (open(dial.call()) instanceof CommandAnswer.Refused refused) {
      return refused;
    }
    String target = reach.get().target();
    if (!dial.number().startsWith("sip:") && !target.contains("@")) {
      target = target.replaceFirst("sip:", "sip:" + dial.number().replaceAll("[^+0-9]", "") + "@");
    }
    SipCall call = Objects.requireNonNull(calls.get(dial.call()));
    call.dial(new Reach(target, reach.get().hop()), dial);
    return new CommandAnswer.Done();
  }

  @Override
  public CompletionStage<List<LiveCall>> snapshot() {
    return ask(() -> calls.values().stream().map(c -> c.agents().live(c.id())).toList());
  }

  @Override
  public synchronized CompletionStage<Void> close() {
    if (closed == null) {
      closed = closeOnce();
    }
    return closed;
  }

  private CompletionStage<Void> closeOnce() {
    return ask(
            () -> {
              closing = true;
              List.copyOf(calls.values()).forEach(c -> c.hangUp(PhoneCommand.Cause.UNAVAILABLE));
              return true;
            })
        .thenCompose(_ -> wire.shutDown())
        .thenRun(media::close);
  }

  // --- What the door lets in; on the switch's thread ---

  @Override
  public void called(ServerTransaction invite) {
    SipRequest request = invite.request();
    Hop source = invite.source();
    InetAddress address = source.address().getAddress();
    Optional<SipResponse> elsewhere = internal.answer(invite, tagOf(invite));
    if (elsewhere.isPresent()) {
      invite.respond(elsewhere.get());
      return;
    }
    var verdict = admission.ask(address, registrar.knows(source), stack.alarms().millis());
    if (closing || verdict == Admission.Verdict.OVERLOADED) {
      invite.respond(busy(invite));
      return;
    }
    if (verdict == Admission.Verdict.STRANGER) {
      invite.respond(SipResponse.to(request, 403, tagOf(invite)));
      return;
    }
    Sdp offer = Sdp.offeredBy(request);
    boolean none = request.body().length == 0;
    if (!none && (offer == null || !offer.usable() || offer.law().isEmpty())) {
      admission.left(address);
      invite.respond(SipResponse.to(request, 488, tagOf(invite)));
      return;
    }
    if (SessionTimer.tooShort(request)) {
      admission.left(address);
      String least = String.valueOf(SessionTimer.LEAST_SECONDS);
      invite.respond(SipResponse.to(request, 422, tagOf(invite)).with("Min-SE", least));
      return;
    }
    admit(invite, offer);
  }

  @Override
  public void replacing(ServerTransaction invite, Leg old) {
    SipRequest request = invite.request();
    Hop source = invite.source();
    boolean known = admission.isTrunk(source.address().getAddress()) || registrar.knows(source);
    Sdp offer = Sdp.offeredBy(request);
    if (!known || offer == null || !offer.usable() || !(old.owner() instanceof SipCall call)) {
      invite.respond(SipResponse.to(request, known ? 488 : 403, tagOf(invite)));
    } else {
      call.replace(old, new Leg(stack, old.id(), call, invite), offer);
    }
  }

  private void admit(ServerTransaction invite, @Nullable Sdp offer) {
    SipRequest request = invite.request();
    InetAddress address = invite.source().address().getAddress();
    invite.respond(SipResponse.to(request, 100, ""));
    SipCall call = new SipCall(this, stack.token());
    Leg leg = new Leg(stack, "caller", call, invite);
    if (offer != null) {
      leg.heard(offer);
    }
    call.caller(leg, false);
    calls.put(call.id(), call);
    sources.put(call.id(), address);
    door.admit(leg);
    leg.progress(182);
    Map<String, String> headers = new LinkedHashMap<>();
    KEPT_HEADERS.forEach(name -> request.header(name).ifPresent(v -> headers.put(name, v)));
    tell(
        new PhoneEvent.Offered(
            call.id(),
            "sip:" + request.callId() + ":" + request.from().tag(),
            CallerReader.read(
                request, admission.isTrunk(address), passport, stack.alarms().millis()),
            CallerReader.dialled(request),
            headers));
  }

  private SipResponse busy(ServerTransaction invite) {
    return SipResponse.to(invite.request(), 503, tagOf(invite)).with("Retry-After", RETRY_AFTER_S);
  }

  @Override
  public void register(ServerTransaction transaction) {
    registrar.register(transaction);
  }

  @Override
  public String tagOf(ServerTransaction transaction) {
    return stack.tagOf(transaction);
  }

  // --- For calls ---

  SipSettings settings() {
    return settings;
  }

  SipStack stack() {
    return stack;
  }

  Alarms alarms() {
    return wire;
  }

  SipDoor door() {
    return door;
  }

  MediaEngine media() {
    return media;
  }

  void ended(SipCall call) {
    calls.remove(call.id());
    InetAddress source = sources.remove(call.id());
    if (source != null) {
      admission.left(source);
    }
  }

  /// Whether sound may be sent to that address before anything was heard from there.
  boolean isNear(Hop signalling, InetAddress address) {
    return address.equals(signalling.address().getAddress()) || admission.isTrunk(address);
  }

  void tell(PhoneEvent event) {
    listener.happened(event);
  }

  void execute(Runnable task) {
    wire.execute(task);
  }

  private <T> CompletionStage<T> ask(java.util.function.Supplier<T> question) {
    Executor loop = wire::execute;
    return CompletableFuture.supplyAsync(question, loop);
  }
}
