package dev.rapport.channels.sip;

import java.util.List;

/// What every message must have before anybody works with it (RFC 3261, section 8.1.1); behind this
/// check the accessors of [SipMessage] cannot fail.
final class SipCheck {
  private static final List<String> SINGLE =
      List.of("To", "From", "CSeq", "Call-ID", "Max-Forwards", "Content-Length", "Content-Type");
  private static final int MAX_HOPS = 255;

  private SipCheck() {}

  static void common(SipHeaders headers) throws SipSyntaxException {
    for (String name : SINGLE) {
      if (headers.all(name).size() > 1) {
        throw new SipSyntaxException("more than one " + name);
      }
    }
    required(headers, "To");
    required(headers, "From");
    SipAddress.parse(required(headers, "To"));
    SipAddress.parse(required(headers, "From"));
    CSeq.parse(required(headers, "CSeq"));
    String callId = required(headers, "Call-ID");
    if (callId.isEmpty() || callId.indexOf(' ') >= 0) {
      throw new SipSyntaxException("bad Call-ID");
    }
    required(headers, "Via");
    for (String value : headers.all("Via")) {
      for (String via : SipText.split(value, ',')) {
        Via.parse(via);
      }
    }
  }

  static void request(SipRequest request) throws SipSyntaxException {
    if (!CSeq.parse(required(request.headers(), "CSeq")).method().equals(request.method())) {
      throw new SipSyntaxException("CSeq names another method");
    }
    SipUri uri = SipUri.parse(request.uri());
    if (!uri.headers().isEmpty()) {
      throw new SipSyntaxException("headers in the Request-URI");
    }
    var hops = request.header("Max-Forwards");
    if (hops.isPresent()) {
      SipText.number(hops.get(), MAX_HOPS, "Max-Forwards");
    }
    for (String name : List.of("Contact", "Route", "Record-Route", "P-Asserted-Identity")) {
      for (String value : request.headers().all(name)) {
        if (!value.equals("*")) {
          SipAddress.parseAll(List.of(value));
        }
      }
    }
  }

  private static String required(SipHeaders headers, String name) throws SipSyntaxException {
    return headers.first(name).orElseThrow(() -> new SipSyntaxException("no " + name));
  }
}
