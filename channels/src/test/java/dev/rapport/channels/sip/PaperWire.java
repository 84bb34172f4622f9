package dev.rapport.channels.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// Writes down what would have been sent.
final class PaperWire implements Wire {
  final List<SipMessage> sent = new ArrayList<>();

  @Override
  public void send(Hop to, SipMessage message) {
    sent.add(message);
  }

  @Override
  public InetSocketAddress local(Hop.Transport transport) {
    return new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060);
  }

  /// What was sent since it was last taken.
  List<SipMessage> take() {
    List<SipMessage> all = List.copyOf(sent);
    sent.clear();
    return all;
  }
}
