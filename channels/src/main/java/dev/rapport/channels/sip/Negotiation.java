package dev.rapport.channels.sip;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Offer and answer on one leg (RFC 3264): what we told the other end, what it told us, and what we
/// would like to tell it. One INVITE at a time; a wish that comes meanwhile waits, and the newest
/// wins.
final class Negotiation {
  private final long session = ThreadLocalRandom.current().nextLong(1, 1L << 40);
  private long version = 1;
  private @Nullable Sdp local;
  private @Nullable Sdp remote;
  private @Nullable Sdp wanted;
  private Sdp.Shape shape = Sdp.Shape.AUDIO;
  private boolean ours;
  private boolean theirs;

  @Nullable Sdp local() {
    return local;
  }

  @Nullable Sdp remote() {
    return remote;
  }

  void heard(Sdp remote) {
    this.remote = remote;
    shape = remote.shape();
  }

  /// An INVITE of ours is out.
  boolean ours() {
    return ours;
  }

  /// An INVITE of theirs is answered and not acknowledged.
  boolean theirs() {
    return theirs;
  }

  void ours(boolean under) {
    ours = under;
  }

  void theirs(boolean under) {
    theirs = under;
  }

  void want(Sdp sdp) {
    wanted = sdp;
  }

  void forgetWish() {
    wanted = null;
  }

  /// What is to be offered now; null when there is nothing to say or no room to say it.
  @Nullable Sdp due() {
    Sdp wish = wanted;
    if (wish == null || ours || theirs) {
      return null;
    }
    if (local != null && wish.same(local)) {
      wanted = null;
      return null;
    }
    return wish.in(shape);
  }

  /// The bytes of a description that is told to the other end now.
  byte[] tell(Sdp sdp) {
    local = sdp;
    return sdp.text(session, version++);
  }

  /// What was told already, again.
  byte[] repeat() {
    Sdp told = local;
    if (told == null) {
      throw new IllegalStateException("nothing was told yet");
    }
    return told.text(session, version);
  }

  /// An offer of ours was refused: what was agreed before stands.
  void refused(@Nullable Sdp before) {
    local = before;
    wanted = null;
  }
}
