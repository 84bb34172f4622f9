package dev.rapport.channels.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;

/// How to reach a telephone.
///
/// @param target the address it is called by
record Reach(String target, Hop hop) {
  private static final int PORT = 5060;
  private static final int TLS_PORT = 5061;

  /// A `sip:` address with a literal host; anything else is nowhere.
  static Optional<Reach> at(String address) {
    try {
      SipUri uri = SipUri.parse(address);
      String transport = uri.transport();
      var by =
          transport == null
              ? Hop.Transport.UDP
              : Hop.Transport.valueOf(transport.toUpperCase(Locale.ROOT));
      int port = uri.port() == 0 ? by == Hop.Transport.TLS ? TLS_PORT : PORT : uri.port();
      var where = new InetSocketAddress(InetAddress.ofLiteral(uri.host()), port);
      return Optional.of(new Reach(address, Hop.of(by, where)));
    } catch (SipSyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
