package dev.rapport.channels.sip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What two ends of a call agreed to call it (RFC 3261, section 12): the names, the numbers of
/// requests, and the way between them.
final class Dialog {
  private static final int MAX_ROUTES = 16;

  private final String callId;
  private final String localTag;
  private final String local;
  private String remote;
  private String remoteTag;
  private String target;
  private List<String> routes;
  private long localSeq;
  private long remoteSeq;
  private Hop hop;

  private Dialog(String callId, String local, String localTag, String target, Hop hop) {
    this.callId = callId;
    this.local = local;
    this.localTag = localTag;
    this.target = target;
    this.hop = hop;
    this.remote = "";
    this.remoteTag = "";
    this.routes = List.of();
  }

  /// The dialog that an INVITE opens here.
  static Dialog ofServer(SipRequest invite, String localTag, Hop source) {
    String to = withoutTag(invite.header("To").orElse(""));
    Dialog dialog =
        new Dialog(invite.callId(), to + ";tag=" + localTag, localTag, contact(invite), source);
    dialog.remote = invite.header("From").orElse("");
    dialog.remoteTag = invite.from().tag();
    dialog.remoteSeq = invite.cseq().number();
    dialog.routes = routes(invite);
    return dialog;
  }

  /// The dialog that an INVITE of ours is to open.
  static Dialog ofClient(SipStack stack, String from, String target, Hop to) {
    String tag = stack.token();
    Dialog dialog = new Dialog(stack.token() + "@rapport", from + ";tag=" + tag, tag, target, to);
    dialog.remote = "<" + target + ">";
    return dialog;
  }

  private static String withoutTag(String to) {
    return to.replaceFirst("(?is);\\s*tag\\s*=[^;]*", "");
  }

  private static String contact(SipMessage message) {
    List<SipAddress> contacts = message.addresses("Contact");
    return contacts.isEmpty() ? message.from().uri().raw() : contacts.getFirst().uri().raw();
  }

  private static List<String> routes(SipMessage message) {
    List<String> routes = new ArrayList<>();
    for (SipAddress route : message.addresses("Record-Route")) {
      if (routes.size() < MAX_ROUTES) {
        routes.add(route.toString());
      }
    }
    return routes;
  }

  /// The other end answered an INVITE of ours.
  void established(SipResponse answer) {
    remote = answer.header("To").orElse(remote);
    remoteTag = answer.to().tag();
    List<String> recorded = routes(answer);
    Collections.reverse(recorded);
    routes = recorded;
    refresh(answer);
  }

  /// A target refresh: the other end may have moved.
  void refresh(SipMessage message) {
    List<SipAddress> contacts = message.addresses("Contact");
    if (!contacts.isEmpty() && contacts.getFirst().uri().isSip()) {
      target = contacts.getFirst().uri().raw();
    }
  }

  /// The other end was heard from there: where it is, whatever it says (NAT).
  void heardFrom(Hop source) {
    if (routes.isEmpty()) {
      hop = source;
    }
  }

  /// Whether a request of the other end is in order; a lower number is an old one.
  boolean inOrder(SipRequest request) {
    long number = request.cseq().number();
    if (number < remoteSeq) {
      return false;
    }
    remoteSeq = number;
    return true;
  }

  String callId() {
    return callId;
  }

  String localTag() {
    return localTag;
  }

  String remoteTag() {
    return remoteTag;
  }

  Hop hop() {
    return hop;
  }

  /// The next request within the dialog.
  SipRequest request(String method, SipHeaders more, byte[] body) {
    localSeq++;
    return numbered(method, localSeq, more, body);
  }

  /// The ACK of the INVITE with that number.
  SipRequest ack(long number) {
    return numbered("ACK", number, new SipHeaders(List.of()), SipResponse.NO_BODY);
  }

  SipRequest ack(long number, byte[] sdp) {
    var type = new SipHeaders.Builder().add("Content-Type", "application/sdp").build();
    return numbered("ACK", number, type, sdp);
  }

  private SipRequest numbered(String method, long number, SipHeaders more, byte[] body) {
    var headers =
        new SipHeaders.Builder()
            .add("Max-Forwards", "70")
            .addAll("Route", routes)
            .add("From", local)
            .add("To", remote)
            .add("Call-ID", callId)
            .add("CSeq", number + " " + method);
    more.fields().forEach(f -> headers.add(f.name(), f.value()));
    return new SipRequest(method, target, headers.build(), body);
  }
}
