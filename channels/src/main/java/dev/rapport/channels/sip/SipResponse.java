package dev.rapport.channels.sip;

import java.util.List;
import java.util.Map;

/// @param body not to be changed
@SuppressWarnings("ArrayRecordComponent") // messages are compared by nobody
record SipResponse(int status, String reason, SipHeaders headers, byte[] body)
    implements SipMessage {
  static final byte[] NO_BODY = {};

  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(100, "Trying"),
          Map.entry(180, "Ringing"),
          Map.entry(182, "Queued"),
          Map.entry(200, "OK"),
          Map.entry(202, "Accepted"),
          Map.entry(302, "Moved Temporarily"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(408, "Request Timeout"),
          Map.entry(413, "Request Entity Too Large"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(416, "Unsupported URI Scheme"),
          Map.entry(420, "Bad Extension"),
          Map.entry(421, "Extension Required"),
          Map.entry(422, "Session Interval Too Small"),
          Map.entry(423, "Interval Too Brief"),
          Map.entry(480, "Temporarily Unavailable"),
          Map.entry(481, "Call/Transaction Does Not Exist"),
          Map.entry(482, "Loop Detected"),
          Map.entry(483, "Too Many Hops"),
          Map.entry(486, "Busy Here"),
          Map.entry(487, "Request Terminated"),
          Map.entry(488, "Not Acceptable Here"),
          Map.entry(489, "Bad Event"),
          Map.entry(491, "Request Pending"),
          Map.entry(500, "Server Internal Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(505, "Version Not Supported"),
          Map.entry(513, "Message Too Large"),
          Map.entry(603, "Decline"));

  /// A response with what every response copies from its request (RFC 3261, section 8.2.6).
  ///
  /// @param tag put on To when the request had none there; empty for a 100
  static SipResponse to(SipRequest request, int status, String tag) {
    var headers = new SipHeaders.Builder();
    headers.addAll("Via", request.headers().all("Via"));
    headers.addAll("From", request.headers().all("From"));
    for (String to : request.headers().all("To")) {
      boolean tagged = to.matches("(?is).*;\\s*tag\\s*=.*");
      headers.add("To", tagged || tag.isEmpty() ? to : to + ";tag=" + tag);
    }
    headers.addAll("Call-ID", request.headers().all("Call-ID"));
    headers.addAll("CSeq", request.headers().all("CSeq"));
    if (status > 100 && status < 300) {
      headers.addAll("Record-Route", request.headers().all("Record-Route"));
    }
    return new SipResponse(status, reasonOf(status), headers.build(), NO_BODY);
  }

  static String reasonOf(int status) {
    return REASONS.getOrDefault(status, status < 200 ? "Progress" : "Response");
  }

  SipResponse with(String name, String value) {
    return new SipResponse(status, reason, headers.plus(name, value), body);
  }

  SipResponse withAll(String name, List<String> values) {
    return values.isEmpty() ? this : with(name, String.join(", ", values));
  }

  SipResponse because(String reason) {
    return new SipResponse(status, reason, headers, body);
  }

  SipResponse withBody(String type, byte[] body) {
    return new SipResponse(status, reason, headers.plus("Content-Type", type), body);
  }

  boolean provisional() {
    return status < 200;
  }

  boolean success() {
    return status >= 200 && status < 300;
  }

  @Override
  public String startLine() {
    return "SIP/2.0 " + status + " " + reason;
  }
}
