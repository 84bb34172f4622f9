package dev.rapport.channels.sip;

import java.util.Locale;

/// One step a request took (RFC 3261, section 20.42).
///
/// @param transport upper case: UDP, TCP, TLS or something unheard of
/// @param port 0 when not said
record Via(String transport, String host, int port, SipParams params) {
  /// What the branch of a transaction id begins with since RFC 3261.
  static final String COOKIE = "z9hG4bK";

  static Via parse(String text) throws SipSyntaxException {
    int semicolon = text.indexOf(';');
    String head = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
    String[] protocol = head.split("\\s*/\\s*", 3);
    if (protocol.length != 3
        || !protocol[0].strip().equalsIgnoreCase("SIP")
        || !protocol[1].strip().equals("2.0")) {
      throw new SipSyntaxException("bad Via");
    }
    String[] sentBy = protocol[2].strip().split("\\s+", 2);
    if (sentBy.length != 2 || !SipText.isToken(sentBy[0])) {
      throw new SipSyntaxException("bad Via");
    }
    var where = SipUri.HostPort.parse(sentBy[1].strip());
    return new Via(
        sentBy[0].toUpperCase(Locale.ROOT),
        where.host(),
        where.port(),
        SipParams.parse(semicolon < 0 ? "" : text.substring(semicolon)));
  }

  String branch() {
    return params.get("branch").orElse("");
  }

  /// Whether the branch identifies the transaction by itself.
  boolean hasModernBranch() {
    return branch().startsWith(COOKIE) && branch().length() > COOKIE.length();
  }

  Via with(String name, String value) {
    return new Via(transport, host, port, params.with(name, value));
  }

  String sentBy() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + (port == 0 ? "" : ":" + port);
  }

  @Override
  public String toString() {
    return "SIP/2.0/" + transport + " " + sentBy() + params;
  }
}
