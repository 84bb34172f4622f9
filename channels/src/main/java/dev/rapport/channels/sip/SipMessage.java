package dev.rapport.channels.sip;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A request or a response.
sealed interface SipMessage permits SipRequest, SipResponse {
  SipHeaders headers();

  byte[] body();

  String startLine();

  default Optional<String> header(String name) {
    return headers().first(name);
  }

  /// Only of a message that [SipReader] let through, or of our own.
  default String callId() {
    return header("Call-ID").orElse("");
  }

  default CSeq cseq() {
    try {
      return CSeq.parse(header("CSeq").orElse(""));
    } catch (SipSyntaxException e) {
      throw new IllegalStateException("a checked message has a CSeq", e);
    }
  }

  default SipAddress from() {
    return address("From");
  }

  default SipAddress to() {
    return address("To");
  }

  private SipAddress address(String name) {
    try {
      return SipAddress.parse(header(name).orElse(""));
    } catch (SipSyntaxException e) {
      throw new IllegalStateException("a checked message has a " + name, e);
    }
  }

  default Via topVia() {
    try {
      return Via.parse(SipText.split(header("Via").orElse(""), ',').getFirst());
    } catch (SipSyntaxException e) {
      throw new IllegalStateException("a checked message has a Via", e);
    }
  }

  default List<SipAddress> addresses(String name) {
    try {
      return SipAddress.parseAll(headers().all(name));
    } catch (SipSyntaxException e) {
      return List.of();
    }
  }

  /// As it goes over the wire; Content-Length is put on here.
  default byte[] bytes() {
    StringBuilder text = new StringBuilder(512).append(startLine()).append("\r\n");
    headers()
        .fields()
        .forEach(f -> {
          if (!f.name().equalsIgnoreCase("Content-Length")) {
            text.append(f.name()).append(": ").append(f.value()).append("\r\n");
          }
        });
    text.append("Content-Length: ").append(body().length).append("\r\n\r\n");
    byte[] head = text.toString().getBytes(StandardCharsets.UTF_8);
    byte[] whole = java.util.Arrays.copyOf(head, head.length + body().length);
    System.arraycopy(body(), 0, whole, head.length, body().length);
    return whole;
  }
}
