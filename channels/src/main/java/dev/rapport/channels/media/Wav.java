package dev.rapport.channels.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// WAV files, as far as telephony needs them: PCM of 16 bits, mu-law or A-law; mono or stereo, at
/// any rate up to 48 kHz, read as 8 kHz mono.
public final class Wav {
  /// The longest file that is read: ten minutes at 16 kHz and 16 bits.
  public static final int MAX_BYTES = 20 << 20;

  private static final int PCM = 1;
  private static final int ALAW = 6;
  private static final int ULAW = 7;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int HEADER = 44;

  private Wav() {}

  private record Format(int code, int channels, int rate, int bits) {}

  /// Reads a whole file.
  ///
  /// @throws IOException when it is none of those, saying why
  public static short[] read(byte[] file) throws IOException {
    if (file.length > MAX_BYTES) {
      throw new IOException("longer than " + MAX_BYTES + " bytes");
    }
    if (file.length < 12 || !chunk(file, 0).equals("RIFF") || !chunk(file, 8).equals("WAVE")) {
      throw new IOException("not a WAV file");
    }
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    Format format = null;
    int at = 12;
    while (at + 8 <= file.length) {
      String name = chunk(file, at);
      int size = Math.clamp(Integer.toUnsignedLong(bytes.getInt(at + 4)), 0, file.length - at - 8);
      if (name.equals("fmt ") && size >= 16) {
        int code = Short.toUnsignedInt(bytes.getShort(at + 8));
        if (code == EXTENSIBLE && size >= 26) {
          code = Short.toUnsignedInt(bytes.getShort(at + 32));
        }
        format =
            new Format(
                code, bytes.getShort(at + 10), bytes.getInt(at + 12), bytes.getShort(at + 22));
      } else if (name.equals("data") && format != null) {
        return atTelephoneRate(
            mono(format, Arrays.copyOfRange(file, at + 8, at + 8 + size)), format.rate());
      }
      at += 8 + size + (size & 1);
    }
    throw new IOException("a WAV file without sound");
  }

  private static String chunk(byte[] file, int at) {
    return new String(file, at, 4, StandardCharsets.ISO_8859_1);
  }

  private static short[] mono(Format format, byte[] data) throws IOException {
    if (format.channels() < 1 || format.channels() > 2) {
      throw new IOException(format.channels() + " channels; one or two can be played");
    }
    if (format.rate() < Clip.RATE || format.rate() > 48_000) {
      throw new IOException(format.rate() + " samples a second; 8,000 to 48,000 can be played");
    }
    short[] all =
        switch (format.code()) {
          case PCM -> pcm(format, data);
          case ULAW -> G711.ULAW.decode(data);
          case ALAW -> G711.ALAW.decode(data);
          default -> throw new IOException("encoding " + format.code() + "; PCM and G.711 can be");
        };
    if (format.channels() == 1) {
      return all;
    }
    short[] mixed = new short[all.length / 2];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (short) ((all[2 * i] + all[2 * i + 1]) / 2);
    }
    return mixed;
  }

  private static short[] pcm(Format format, byte[] data) throws IOException {
    if (format.bits() != 16) {
      throw new IOException(format.bits() + " bits a sample; 16 can be played");
    }
    short[] samples = new short[data.length / 2];
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  /// Each sample the mean of those it stands for: enough of a low-pass for speech and music.
  private static short[] atTelephoneRate(short[] samples, int rate) {
    if (rate == Clip.RATE) {
      return samples;
    }
    double step = (double) rate / Clip.RATE;
    short[] slower = new short[(int) (samples.length / step)];
    for (int i = 0; i < slower.length; i++) {
      int from = (int) (i * step);
      int to = Math.min(samples.length, Math.max(from + 1, (int) ((i + 1) * step)));
      long sum = 0;
      for (int j = from; j < to; j++) {
        sum += samples[j];
      }
      slower[i] = (short) (sum / Math.max(1, to - from));
    }
    return slower;
  }

  /// A file of 8 kHz, mono, 16 bits.
  public static byte[] write(short[] samples) {
    ByteBuffer file =
        ByteBuffer.allocate(HEADER + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(36 + 2 * samples.length);
    file.put("WAVEfmt ".getBytes(StandardCharsets.ISO_8859_1)).putInt(16);
    file.putShort((short) PCM).putShort((short) 1).putInt(Clip.RATE).putInt(2 * Clip.RATE);
    file.putShort((short) 2).putShort((short) 16);
    file.put("data".getBytes(StandardCharsets.ISO_8859_1)).putInt(2 * samples.length);
    for (short sample : samples) {
      file.putShort(sample);
    }
    return file.array();
  }
}
