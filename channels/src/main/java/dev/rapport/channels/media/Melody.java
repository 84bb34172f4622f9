package dev.rapport.channels.media;

/// The music callers hear unless the operator brings their own: a slow four-chord figure, written
/// for Rapport and computed at start, so there is nobody's licence to mind.
///
/// It is all made of the notes below; the melody plays over broken chords with a soft decay.
public final class Melody {
  private static final double BEAT_SECONDS = 0.5;
  private static final double PEAK = 9_000;

  /// MIDI notes of the broken chords: C, A minor, F, G; eight beats each.
  private static final int[][] CHORDS = {
    {48, 55, 60, 64}, {45, 52, 57, 60}, {41, 48, 53, 57}, {43, 50, 55, 59}
  };

  /// The tune, two beats a note; 0 rests.
  private static final int[] TUNE = {76, 79, 84, 79, 76, 72, 81, 0, 77, 81, 84, 81, 79, 74, 71, 0};

  private Melody() {}

  /// Sixteen seconds that can be played again and again.
  public static Clip holdMusic() {
    int beats = CHORDS.length * 8;
    double[] mix = new double[(int) (beats * BEAT_SECONDS * Clip.RATE)];
    for (int beat = 0; beat < beats; beat++) {
      int[] chord = CHORDS[beat / 8];
      note(mix, chord[beat % chord.length], beat, 0.35, 2.5);
    }
    for (int i = 0; i < TUNE.length; i++) {
      if (TUNE[i] > 0) {
        note(mix, TUNE[i], 2 * i, 0.5, 1.6);
      }
    }
    short[] samples = new short[mix.length];
    for (int i = 0; i < mix.length; i++) {
      samples[i] = (short) Math.clamp(Math.round(mix[i] * PEAK), -32_000, 32_000);
    }
    return Clip.of(samples);
  }

  /// What is heard while it rings at the other end: a second of tone, four of quiet.
  public static Clip ringing() {
    short[] cycle = new short[5 * Clip.RATE];
    short[] tone = tone(425, 1_000);
    System.arraycopy(tone, 0, cycle, 0, tone.length);
    return Clip.of(cycle);
  }

  /// A plain tone.
  public static short[] tone(double hertz, int millis) {
    short[] samples = new short[Clip.RATE / 1_000 * millis];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (8_000 * Math.sin(2 * Math.PI * hertz * i / Clip.RATE));
    }
    return samples;
  }

  /// Wraps around at the end, so that the repetition has no seam.
  private static void note(double[] mix, int midi, int beat, double loudness, double seconds) {
    double hertz = 440 * Math.pow(2, (midi - 69) / 12.0);
    int start = (int) (beat * BEAT_SECONDS * Clip.RATE);
    int length = (int) (seconds * Clip.RATE);
    for (int i = 0; i < length; i++) {
      double t = (double) i / Clip.RATE;
      double attack = Math.min(1, t / 0.02);
      double release = Math.min(1, (seconds - t) / 0.1);
      double wave =
          Math.sin(2 * Math.PI * hertz * t)
              + 0.3 * Math.sin(4 * Math.PI * hertz * t) * Math.exp(-3 * t);
      mix[(start + i) % mix.length] += loudness * attack * release * Math.exp(-1.2 * t) * wave;
    }
  }
}
