package dev.rapport.channels.sip;

import dev.rapport.channels.sip.Alarms.Alarm;
import org.jspecify.annotations.Nullable;

/// One request that came in, until nobody can ask about it any more (RFC 3261, section 17.2; RFC
/// 6026 for answered INVITEs).
///
/// ```
///  INVITE:  Proceeding ──3xx-6xx──▶ Completed (G: again, H) ──ACK──▶ Confirmed (I) ──▶ gone
///               └──────────2xx────▶ Accepted (again until ACK, L) ────────────────▶ gone
///  others:  Trying, Proceeding ──final──▶ Completed (J) ──────────────────────────▶ gone
/// ```
final class ServerTransaction {
  static final long T1 = 500;
  static final long T2 = 4_000;
  static final long T4 = 5_000;
  static final long LONGEST = 64 * T1;

  private final SipStack stack;
  private final String key;
  private final SipRequest request;
  private final Hop source;
  private State state = State.PROCEEDING;
  private @Nullable SipResponse last;
  private Alarm again = Alarm.NONE;
  private Alarm end = Alarm.NONE;
  private Runnable onCancel = () -> {};
  private Runnable onNoAck = () -> {};

  private enum State {
    PROCEEDING,
    ACCEPTED,
    COMPLETED,
    CONFIRMED,
    GONE
  }

  ServerTransaction(SipStack stack, String key, SipRequest request, Hop source) {
    this.stack = stack;
    this.key = key;
    this.request = request;
    this.source = source;
  }

  String key() {
    return key;
  }

  SipRequest request() {
    return request;
  }

  /// Where it came from.
  Hop source() {
    return source;
  }

  /// Called when the caller gives up before a final answer; the transaction answers 487 itself.
  void whenCancelled(Runnable action) {
    onCancel = action;
  }

  /// Called when a 2xx was never acknowledged.
  void whenNeverAcknowledged(Runnable action) {
    onNoAck = action;
  }

  boolean answered() {
    return state != State.PROCEEDING;
  }

  /// Sends a response; a second final one is ignored.
  void respond(SipResponse response) {
    if (state != State.PROCEEDING) {
      return;
    }
    last = response;
    stack.wire().send(responseHop(), response);
    if (response.provisional()) {
      return;
    }
    boolean invite = request.is("INVITE");
    if (invite && response.success()) {
      state = State.ACCEPTED;
      repeat(T1);
      end = stack.alarms().after(LONGEST, this::neverAcknowledged);
    } else if (invite) {
      state = State.COMPLETED;
      if (!source.reliable()) {
        repeat(T1);
      }
      end = stack.alarms().after(LONGEST, this::finish);
    } else {
      state = State.COMPLETED;
      end = stack.alarms().after(source.reliable() ? 0 : LONGEST, this::finish);
    }
  }

  /// The same request again.
  void repeated() {
    if (last != null && state != State.CONFIRMED) {
      stack.wire().send(responseHop(), last);
    }
  }

  /// An ACK for a response other than 2xx, or, told by the dialog, for a 2xx.
  void acknowledged() {
    if (state == State.COMPLETED || state == State.ACCEPTED) {
      boolean accepted = state == State.ACCEPTED;
      state = State.CONFIRMED;
      again.cancel();
      end.cancel();
      // Repeated INVITEs of an answered call are absorbed for as long as they may wander about.
      long rest = accepted ? LONGEST : source.reliable() ? 0 : T4;
      end = stack.alarms().after(rest, this::finish);
    }
  }

  /// The caller gave up. Whether it was in time.
  boolean cancel() {
    if (state != State.PROCEEDING) {
      return false;
    }
    respond(SipResponse.to(request, 487, stack.tagOf(this)));
    onCancel.run();
    return true;
  }

  private void repeat(long after) {
    again =
        stack
            .alarms()
            .after(
                after,
                () -> {
                  if (last != null && (state == State.COMPLETED || state == State.ACCEPTED)) {
                    stack.wire().send(responseHop(), last);
                    repeat(Math.min(2 * after, T2));
                  }
                });
  }

  private void neverAcknowledged() {
    finish();
    onNoAck.run();
  }

  void finish() {
    state = State.GONE;
    again.cancel();
    end.cancel();
    stack.forget(this);
  }

  /// Back where it came from; the port is the one of the Via unless `rport` asked for the true one
  /// (RFC 3581). Never to an address that only the message names.
  private Hop responseHop() {
    return SipStack.responseHop(request, source);
  }
}
