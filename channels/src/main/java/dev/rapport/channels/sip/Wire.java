package dev.rapport.channels.sip;

import java.net.InetSocketAddress;

/// The way out for messages: sockets, or a test that reads them.
interface Wire {
  /// Sends; what cannot be sent is lost, as on any network, and the timers find out.
  void send(Hop to, SipMessage message);

  /// Where a peer reaches us by that transport: for Via and Contact.
  InetSocketAddress local(Hop.Transport transport);
}
