package dev.rapport.channels.media;

import java.util.Arrays;

/// What was heard, put where its time stamp says; what was lost on the way is silence.
final class Recording {
  private final int most;
  private short[] samples = new short[Clip.RATE];
  private int length;
  private boolean begun;
  private int begin;

  Recording(int maxMillis) {
    most = Math.max(1, maxMillis) * (Clip.RATE / 1_000);
  }

  void add(int stamp, short[] heard) {
    if (!begun) {
      begun = true;
      begin = stamp;
    }
    int at = stamp - begin;
    if (at < 0 || at + heard.length > most) {
      return;
    }
    if (at + heard.length > samples.length) {
      samples = Arrays.copyOf(samples, Math.min(most, Math.max(2 * samples.length, at * 2)));
    }
    System.arraycopy(heard, 0, samples, at, Math.min(heard.length, samples.length - at));
    length = Math.max(length, Math.min(samples.length, at + heard.length));
  }

  short[] samples() {
    return Arrays.copyOf(samples, length);
  }
}
