package dev.rapport.channels.media;

/// The two laws of ITU-T G.711: 8,000 samples a second, a byte each.
public enum G711 {
  /// RTP payload type 0.
  ULAW(0, "PCMU"),
  /// RTP payload type 8.
  ALAW(8, "PCMA");

  private static final int ULAW_BIAS = 0x84;
  private static final int ULAW_CLIP = 32_635;

  private final int payloadType;
  private final String encoding;

  G711(int payloadType, String encoding) {
    this.payloadType = payloadType;
    this.encoding = encoding;
  }

  /// The static payload type of RFC 3551.
  public int payloadType() {
    return payloadType;
  }

  /// The name in SDP.
  public String encoding() {
    return encoding;
  }

  /// What silence is.
  byte silence() {
    return this == ULAW ? (byte) 0xff : (byte) 0xd5;
  }

  public byte[] encode(short[] samples) {
    byte[] coded = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      coded[i] = this == ULAW ? ulaw(samples[i]) : alaw(samples[i]);
    }
    return coded;
  }

  public short[] decode(byte[] coded) {
    short[] samples = new short[coded.length];
    for (int i = 0; i < coded.length; i++) {
      samples[i] = this == ULAW ? fromUlaw(coded[i]) : fromAlaw(coded[i]);
    }
    return samples;
  }

  private static byte ulaw(short sample) {
    int sign = sample < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs((int) sample), ULAW_CLIP) + ULAW_BIAS;
    int exponent = 7;
    for (int mask = 0x4000; exponent > 0 && (magnitude & mask) == 0; mask >>= 1) {
      exponent--;
    }
    int mantissa = magnitude >> (exponent + 3) & 0x0f;
    return (byte) ~(sign | exponent << 4 | mantissa);
  }

  private static short fromUlaw(byte coded) {
    int value = ~coded & 0xff;
    int magnitude = ((((value & 0x0f) << 3) + ULAW_BIAS) << (value >> 4 & 7)) - ULAW_BIAS;
    return (short) ((value & 0x80) == 0 ? magnitude : -magnitude);
  }

  private static byte alaw(short sample) {
    int sign = sample >= 0 ? 0x80 : 0;
    int magnitude = Math.min(sample >= 0 ? sample : -sample - 1, 32_767);
    int exponent = 7;
    for (int mask = 0x4000; exponent > 0 && (magnitude & mask) == 0; mask >>= 1) {
      exponent--;
    }
    int mantissa = magnitude >> (exponent == 0 ? 4 : exponent + 3) & 0x0f;
    return (byte) ((sign | exponent << 4 | mantissa) ^ 0x55);
  }

  private static short fromAlaw(byte coded) {
    int value = (coded ^ 0x55) & 0xff;
    int exponent = value >> 4 & 7;
    int magnitude = ((value & 0x0f) << 4) + 8;
    if (exponent > 0) {
      magnitude = (magnitude + 0x100) << (exponent - 1);
    }
    return (short) ((value & 0x80) != 0 ? magnitude : -magnitude);
  }
}
