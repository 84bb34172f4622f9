package dev.rapport.channels.email;

import dev.rapport.channels.RawBytes;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The bytes between DATA and the dot. Only CR LF dot CR LF ends them: a server that takes a bare
/// LF for a line end lets a mail be smuggled inside another (CVE-2023-51764 and its kin), so a bare
/// LF is noticed and the mail refused. Dots at the start of lines lose one (RFC 5321, 4.5.2).
///
/// What is over a bound is read to its end and dropped, so that the answer finds the sender
/// listening.
final class DotTerminated {

  private static final int DROPPED_MAX_FACTOR = 8;

  private enum State {
    LINE_START,
    IN_LINE,
    AFTER_CR,
    DOT,
    DOT_CR
  }

  private final int maxBytes;
  private final long maxInFlight;
  private final AtomicLong inFlight;
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
  private State state = State.LINE_START;
  private SmtpReply refusal;
  private boolean refused;
  private long seen;
  private long reserved;

  DotTerminated(int maxBytes, long maxInFlight, AtomicLong inFlight) {
    this.maxBytes = maxBytes;
    this.maxInFlight = maxInFlight;
    this.inFlight = inFlight;
    this.refusal = SmtpReply.ACCEPTED;
  }

  /// Takes bytes from `from` on.
  ///
  /// @return the index after the final dot's line end, or -1 when more must come
  int feed(Buffer chunk, int from) {
    reserve(chunk.length() - from);
    for (int i = from; i < chunk.length(); i++) {
      byte b = chunk.getByte(i);
      switch (state) {
        case LINE_START -> {
          if (b == '.') {
            state = State.DOT;
          } else {
            plain(b);
          }
        }
        case IN_LINE -> plain(b);
        case AFTER_CR -> {
          if (b == '\n') {
            emit(b);
            state = State.LINE_START;
          } else {
            plain(b);
          }
        }
        case DOT -> {
          if (b == '\r') {
            state = State.DOT_CR;
          } else {
            plain(b);
          }
        }
        case DOT_CR -> {
          if (b == '\n') {
            return i + 1;
          }
          emit((byte) '\r');
          plain(b);
        }
      }
    }
    return -1;
  }

  private void plain(byte b) {
    if (b == '\n') {
      refuse(SmtpReply.BARE_LF);
    }
    emit(b);
    state = b == '\r' ? State.AFTER_CR : State.IN_LINE;
  }

  private void emit(byte b) {
    seen++;
    if (refused) {
      return;
    }
    if (seen > maxBytes) {
      refuse(SmtpReply.TOO_BIG);
    } else {
      bytes.write(b);
    }
  }

  private void reserve(int more) {
    if (refused) {
      return;
    }
    reserved += more;
    if (inFlight.addAndGet(more) > maxInFlight) {
      refuse(SmtpReply.NO_ROOM);
    }
  }

  private void refuse(SmtpReply reply) {
    if (!refused) {
      refused = true;
      refusal = reply;
      release();
      bytes = new ByteArrayOutputStream(0);
    }
  }

  /// So much was sent that waiting for its end is no use.
  boolean isEndless() {
    return seen > (long) maxBytes * DROPPED_MAX_FACTOR;
  }

  /// Why the mail is not taken; empty while it is.
  Optional<SmtpReply> refusal() {
    return refused ? Optional.of(refusal) : Optional.empty();
  }

  RawBytes whole() {
    return RawBytes.owned(bytes.toByteArray());
  }

  /// Gives back what was counted as in flight. Once is enough; more does no harm.
  void release() {
    inFlight.addAndGet(-reserved);
    reserved = 0;
  }
}
