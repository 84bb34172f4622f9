package dev.rapport.channels.sip;

import dev.rapport.channels.sip.Alarms.Alarm;
import org.jspecify.annotations.Nullable;

/// One request of ours, until its final response (RFC 3261, section 17.1). A response that does not
/// come in time is a 408 of our own.
///
/// ```
///  INVITE:  Calling (A: again, B) ──1xx──▶ Proceeding ──2xx──▶ Accepted (M) ──▶ gone
///               └───────────────────────────┴──3xx-6xx──▶ Completed (ACK again, D) ──▶ gone
///  others:  Trying, Proceeding (E: again, F) ──final──▶ Completed (K) ──▶ gone
/// ```
final class ClientTransaction {
  private static final long WAIT_D = 32_000;

  /// A peer that said 100 and then nothing more: the longest it may take beyond our own timers.
  private static final long LONGEST_CALLING = 300_000;

  private final SipStack stack;
  private final String key;
  private final SipRequest request;
  private final Hop to;
  private final Listener listener;
  private State state = State.CALLING;
  private @Nullable SipRequest ack;
  private Alarm again = Alarm.NONE;
  private Alarm end = Alarm.NONE;
  private boolean cancelWanted;

  private enum State {
    CALLING,
    PROCEEDING,
    ACCEPTED,
    COMPLETED,
    GONE
  }

  /// Hears the responses, each once; of an INVITE every 2xx, since each must be acknowledged.
  interface Listener {
    void response(ClientTransaction transaction, SipResponse response);
  }

  ClientTransaction(SipStack stack, String key, SipRequest request, Hop to, Listener listener) {
    this.stack = stack;
    this.key = key;
    this.request = request;
    this.to = to;
    this.listener = listener;
  }

  String key() {
    return key;
  }

  SipRequest request() {
    return request;
  }

  Hop to() {
    return to;
  }

  void start() {
    stack.wire().send(to, request);
    if (!to.reliable()) {
      repeat(ServerTransaction.T1);
    }
    end = stack.alarms().after(ServerTransaction.LONGEST, this::timedOut);
  }

  private boolean invite() {
    return request.is("INVITE");
  }

  private void repeat(long after) {
    again =
        stack
            .alarms()
            .after(
                after,
                () -> {
                  boolean still =
                      state == State.CALLING || (state == State.PROCEEDING && !invite());
                  if (still) {
                    stack.wire().send(to, request);
                    long next = invite() ? 2 * after : Math.min(2 * after, ServerTransaction.T2);
                    repeat(next);
                  }
                });
  }

  void received(SipResponse response) {
    switch (state) {
      case CALLING, PROCEEDING -> first(response);
      case ACCEPTED -> {
        if (response.success()) {
          listener.response(this, response);
        }
      }
      case COMPLETED -> {
        if (ack != null && !response.provisional()) {
          stack.wire().send(to, ack);
        }
      }
      case GONE -> {}
    }
  }

  private void first(SipResponse response) {
    if (response.provisional()) {
      if (state == State.CALLING) {
        state = State.PROCEEDING;
        if (invite()) {
          again.cancel();
          end.cancel();
          end = stack.alarms().after(LONGEST_CALLING, this::timedOut);
        }
        if (cancelWanted) {
          sendCancel();
        }
      }
    } else {
      again.cancel();
      end.cancel();
      if (!invite()) {
        state = State.COMPLETED;
        end = stack.alarms().after(to.reliable() ? 0 : ServerTransaction.T4, this::finish);
      } else if (response.success()) {
        state = State.ACCEPTED;
        end = stack.alarms().after(ServerTransaction.LONGEST, this::finish);
      } else {
        state = State.COMPLETED;
        ack = ackOf(response);
        stack.wire().send(to, ack);
        end = stack.alarms().after(to.reliable() ? 0 : WAIT_D, this::finish);
      }
    }
    listener.response(this, response);
  }

  /// For a final response other than 2xx: the same branch (RFC 3261, section 17.1.1.3).
  private SipRequest ackOf(SipResponse response) {
    var headers =
        new SipHeaders.Builder()
            .add("Via", request.header("Via").orElseThrow())
            .add("Max-Forwards", "70")
            .addAll("Route", request.headers().all("Route"))
            .addAll("From", request.headers().all("From"))
            .addAll("To", response.headers().all("To"))
            .add("Call-ID", request.callId())
            .add("CSeq", request.cseq().number() + " ACK")
            .build();
    return new SipRequest("ACK", request.uri(), headers, SipResponse.NO_BODY);
  }

  /// Takes an INVITE back. A CANCEL may not overtake the INVITE, so it waits for the first response
  /// (RFC 3261, section 9.1). A 2xx may cross it; then the listener hears the 2xx.
  void cancel() {
    if (state == State.PROCEEDING) {
      sendCancel();
    } else if (state == State.CALLING) {
      cancelWanted = true;
    }
  }

  private void sendCancel() {
    var headers =
        new SipHeaders.Builder()
            .add("Via", request.header("Via").orElseThrow())
            .add("Max-Forwards", "70")
            .addAll("Route", request.headers().all("Route"))
            .addAll("From", request.headers().all("From"))
            .addAll("To", request.headers().all("To"))
            .add("Call-ID", request.callId())
            .add("CSeq", request.cseq().number() + " CANCEL")
            .build();
    var cancel = new SipRequest("CANCEL", request.uri(), headers, SipResponse.NO_BODY);
    stack.sendAgain(cancel, to);
    // A peer that answers the CANCEL and never the INVITE.
    end.cancel();
    end = stack.alarms().after(ServerTransaction.LONGEST, this::timedOut);
  }

  private void timedOut() {
    if (state == State.CALLING || state == State.PROCEEDING) {
      finish();
      listener.response(this, SipResponse.to(request, 408, "none"));
    }
  }

  void finish() {
    state = State.GONE;
    again.cancel();
    end.cancel();
    stack.forget(this);
  }
}
