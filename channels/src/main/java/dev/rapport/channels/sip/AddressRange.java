package dev.rapport.channels.sip;

import java.net.InetAddress;

/// `192.0.2.0/24`, `2001:db8::/32` or a single address.
///
/// @param bits how many leading bits must be the same
public record AddressRange(InetAddress address, int bits) {

  /// @throws IllegalArgumentException when it is none; names are never resolved
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int all = 8 * address.getAddress().length;
    int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > all) {
      throw new IllegalArgumentException("/" + bits + " is no part of " + address);
    }
    return new AddressRange(address, bits);
  }

  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
