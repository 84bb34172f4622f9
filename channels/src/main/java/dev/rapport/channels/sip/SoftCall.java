package dev.rapport.channels.sip;

import dev.rapport.channels.media.G711;
import dev.rapport.channels.media.MediaListener;
import dev.rapport.channels.media.MediaPort;
import dev.rapport.channels.media.MediaTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One call of a [SoftPhone]. Methods may be called from any thread.
public final class SoftCall implements Leg.Owner, MediaListener {
  private static final int EVENTS = 101;

  private final SoftPhone phone;
  private volatile Listener listener;
  private volatile @Nullable Leg leg;
  private final MediaPort port;
  private volatile String caller = "";
  private volatile String called = "";
  private volatile boolean answered;
  private Sdp.Direction wish = Sdp.Direction.SENDRECV;

  /// A wish that the other end may not have heard: theirs crossed it.
  private boolean unheard;

  private boolean speaking;
  private volatile boolean ended;

  /// Hears what becomes of a call; on the phone's thread.
  public interface Listener {
    Listener NONE = new Listener() {};

    default void ringing() {}

    default void answered() {}

    /// @param status the final status of a call that was never answered, 0 of one that was
    default void ended(int status) {}

    default void digit(char digit) {}
  }

  SoftCall(SoftPhone phone, Listener listener) {
    this.phone = phone;
    this.listener = listener;
    try {
      port = phone.media().open(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void place(Leg leg, SipHeaders headers) {
    this.leg = leg;
    phone.door().admit(leg);
    leg.invite(sdp(), headers);
  }

  void ring(Leg leg, SipRequest invite) {
    this.leg = leg;
    caller = CallerReader.number(invite.from().uri());
    called = CallerReader.number(invite.to().uri());
    phone.door().admit(leg);
    try {
      leg.heard(Sdp.parse(invite.body()));
    } catch (SipSyntaxException e) {
      leg.refuse(leg.response(488));
      over(488);
      return;
    }
    leg.progress(180);
  }

  private Sdp sdp() {
    return Sdp.of(
            new InetSocketAddress(phone.address().getAddress(), port.port()),
            List.of(
                Sdp.Format.of(G711.ALAW),
                Sdp.Format.of(G711.ULAW),
                new Sdp.Format(EVENTS, Sdp.Format.EVENTS, "0-15")))
        .with(wish);
  }

  /// The number that calls, of a call that rings.
  public String caller() {
    return caller;
  }

  /// Who is called, of a call that rings.
  public String called() {
    return called;
  }

  public void listen(Listener listener) {
    this.listener = listener;
  }

  public boolean answered() {
    return answered;
  }

  public void answer() {
    with(own -> {
      Sdp offer = own.remote();
      if (offer != null) {
        own.accept(sdp().answering(offer));
      }
    });
  }

  public void decline() {
    decline(486);
  }

  public void decline(int status) {
    with(own -> {
      own.refuse(own.response(status));
      over(status);
    });
  }

  public void hangUp() {
    with(own -> {
      own.end();
      over(0);
    });
  }

  public void press(char digit) {
    port.press(digit);
  }

  /// It takes the place of another call of this phone.
  void takePlaceOf(SoftCall before) {
    answer();
    before.hangUp();
  }

  /// Puts the other side on hold, or takes it back.
  public void hold(boolean on) {
    with(own -> {
      wish = on ? Sdp.Direction.SENDONLY : Sdp.Direction.SENDRECV;
      unheard = true;
      own.want(sdp());
    });
  }

  /// Hands the call over, unseen.
  public void transfer(String to) {
    with(own -> {
      var headers =
          new SipHeaders.Builder()
              .add("Contact", own.contact())
              .add("Refer-To", "<sip:" + to + "@" + SipStack.host(phone.address()) + ">")
              .build();
      own.tell("REFER", headers, SipResponse.NO_BODY);
    });
  }

  /// Hands the call over to whoever is talked to already, in another call.
  void transfer(String to, Replaces place) {
    String names = URLEncoder.encode(place.text(), StandardCharsets.UTF_8).replace("+", "%20");
    with(own -> {
      var headers =
          new SipHeaders.Builder()
              .add("Contact", own.contact())
              .add(
                  "Refer-To",
                  "<sip:%s@%s?Replaces=%s>".formatted(to, SipStack.host(phone.address()), names))
              .build();
      own.tell("REFER", headers, SipResponse.NO_BODY);
    });
  }

  /// What this call is called by the one at the other end.
  Replaces place() {
    Leg own = leg;
    if (own == null) {
      throw new IllegalStateException("it has not begun");
    }
    Dialog dialog = own.dialog();
    return new Replaces(dialog.callId(), dialog.remoteTag(), dialog.localTag(), false);
  }

  boolean over() {
    return ended;
  }

  /// Begins to keep what is heard.
  public void record(int maxMillis) {
    port.record(maxMillis);
  }

  /// What was heard since [#record], at 8 kHz.
  public CompletionStage<short[]> recorded() {
    return port.recorded();
  }

  /// Packets of sound sent and received.
  public CompletionStage<long[]> counts() {
    return port.counts();
  }

  private void with(java.util.function.Consumer<Leg> action) {
    phone.execute(() -> {
      Leg own = leg;
      if (own != null && !ended) {
        action.accept(own);
      }
    });
  }

  private void over(int status) {
    if (!ended) {
      ended = true;
      if (leg != null) {
        phone.door().forget(leg);
      }
      port.stop();
      port.close();
      listener.ended(status);
    }
  }

  private void talk() {
    Leg own = leg;
    Sdp remote = own == null ? null : own.remote();
    if (remote != null && remote.usable() && remote.law().isPresent()) {
      port.aim(new MediaTarget(remote.where(), remote.law().orElseThrow(), remote.events(), true));
      boolean wanted = remote.direction().receives();
      if (wanted && !speaking) {
        port.play(List.of(), phone.voice());
      } else if (!wanted) {
        port.stop();
      }
      speaking = wanted;
    }
  }

  @Override
  public void up(Leg leg) {
    answered = true;
    talk();
    listener.answered();
  }

  @Override
  public void ringing(Leg leg) {
    listener.ringing();
  }

  @Override
  public void failed(Leg leg, int status) {
    over(status);
  }

  @Override
  public void ended(Leg leg, String cause) {
    over(0);
  }

  @Override
  public Sdp localFor(Leg leg) {
    return sdp();
  }

  @Override
  public void renegotiated(Leg leg) {
    talk();
    Sdp told = leg.local();
    unheard = unheard && told != null && told.direction() != wish;
    if (unheard) {
      leg.want(sdp());
    }
  }

  @Override
  public void asked(Leg leg, ServerTransaction transaction) {
    transaction.respond(leg.reply(transaction.request(), 200));
  }

  @Override
  public void digit(char digit) {
    listener.digit(digit);
  }
}
