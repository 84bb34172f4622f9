package dev.rapport.channels;

import java.util.Arrays;

/// What arrived, byte for byte. A class and not a `byte[]`, so that the shapes carrying it stay
/// values.
public final class RawBytes {

  private final byte[] bytes;

  private RawBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A copy of `bytes`.
  public static RawBytes of(byte[] bytes) {
    return new RawBytes(bytes.clone());
  }

  /// Takes `bytes` over without copying a mail of many megabytes; the caller lets go of it.
  public static RawBytes owned(byte[] bytes) {
    return new RawBytes(bytes);
  }

  public int size() {
    return bytes.length;
  }

  /// A copy.
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /// The bytes as a stream, without a copy.
  public java.io.InputStream open() {
    return new java.io.ByteArrayInputStream(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "RawBytes[" + bytes.length + "]";
  }
}
