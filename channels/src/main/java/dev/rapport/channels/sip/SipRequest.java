package dev.rapport.channels.sip;

/// @param uri the Request-URI as sent
/// @param body not to be changed
@SuppressWarnings("ArrayRecordComponent") // messages are compared by nobody
record SipRequest(String method, String uri, SipHeaders headers, byte[] body)
    implements SipMessage {

  @Override
  public String startLine() {
    return method + " " + uri + " SIP/2.0";
  }

  SipRequest with(SipHeaders headers) {
    return new SipRequest(method, uri, headers, body);
  }

  boolean is(String method) {
    return this.method.equals(method);
  }
}
