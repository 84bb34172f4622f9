package dev.rapport.channels.media;

/// A piece of sound, ready to be sent in either law.
public final class Clip {
  /// Samples a second, everywhere here.
  public static final int RATE = 8_000;

  /// Samples in one packet: 20 ms.
  public static final int FRAME = 160;

  private final byte[] ulaw;
  private final byte[] alaw;

  private Clip(byte[] ulaw, byte[] alaw) {
    this.ulaw = ulaw;
    this.alaw = alaw;
  }

  /// @param samples at 8 kHz; the last frame is filled up with silence
  public static Clip of(short[] samples) {
    int frames = Math.max(1, (samples.length + FRAME - 1) / FRAME);
    short[] whole = java.util.Arrays.copyOf(samples, frames * FRAME);
    return new Clip(G711.ULAW.encode(whole), G711.ALAW.encode(whole));
  }

  public static Clip silence(int millis) {
    return of(new short[RATE / 1_000 * millis]);
  }

  public int millis() {
    return ulaw.length * 1_000 / RATE;
  }

  int frames() {
    return ulaw.length / FRAME;
  }

  byte[] coded(G711 law) {
    return law == G711.ULAW ? ulaw : alaw;
  }
}
