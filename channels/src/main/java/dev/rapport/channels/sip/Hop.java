package dev.rapport.channels.sip;

import java.net.InetSocketAddress;

/// Where a message came from or goes to.
///
/// @param connection the TCP or TLS connection's number; 0 for UDP, and for a connection still to
///   be made
record Hop(Transport transport, InetSocketAddress address, long connection) {

  /// How SIP travels.
  enum Transport {
    UDP,
    TCP,
    TLS;

    boolean reliable() {
      return this != UDP;
    }
  }

  static Hop of(Transport transport, InetSocketAddress address) {
    return new Hop(transport, address, 0);
  }

  String ip() {
    return address.getAddress() == null
        ? address.getHostString()
        : address.getAddress().getHostAddress();
  }

  boolean reliable() {
    return transport.reliable();
  }
}
