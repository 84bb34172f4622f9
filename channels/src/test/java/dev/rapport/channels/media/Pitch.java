package dev.rapport.channels.media;

/// How loud one frequency is in a piece of sound (Goertzel), from 0 to about 1.
public final class Pitch {
  private Pitch() {}

  /// The share of the sound's energy at that frequency.
  public static double share(short[] samples, double hertz) {
    double coefficient = 2 * Math.cos(2 * Math.PI * hertz / Clip.RATE);
    double before = 0;
    double beforeThat = 0;
    double energy = 0;
    for (short sample : samples) {
      double now = sample + coefficient * before - beforeThat;
      beforeThat = before;
      before = now;
      energy += (double) sample * sample;
    }
    double power = before * before + beforeThat * beforeThat - coefficient * before * beforeThat;
    return energy == 0 ? 0 : 2 * power / (energy * samples.length);
  }
}
