package dev.rapport.channels.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Bytes to messages: strict where a sloppy message could mean two things, liberal in white space.
///
/// A request that is wrong is still read as far as an answer needs it, so that its sender is told.
/// A wrong response is dropped: nobody is waiting for an answer to an answer.
final class SipReader {
  /// The longest message.
  static final int MAX_BYTES = 65_535;

  /// Header fields in one message.
  static final int MAX_FIELDS = 256;

  private SipReader() {}

  /// What the bytes were.
  sealed interface Read {
    record Message(SipMessage message) implements Read {}

    /// @param request as much of it as could be read
    record Refused(SipRequest request, int status, String why) implements Read {}

    record Dropped(String why) implements Read {}
  }

  /// Reads one whole message; of a datagram, bytes behind its body are ignored.
  static Read read(byte[] bytes) {
    int end = headEnd(bytes);
    if (bytes.length > MAX_BYTES) {
      return new Read.Dropped("too long");
    }
    String head = new String(bytes, 0, end < 0 ? bytes.length : end, StandardCharsets.UTF_8);
    List<String> lines = unfold(head);
    if (lines.isEmpty()) {
      return new Read.Dropped("empty");
    }
    List<SipHeaders.Field> fields = new ArrayList<>();
    String problem = fields(lines, fields);
    SipHeaders headers = new SipHeaders(fields);
    String start = lines.getFirst();
    byte[] rest = end < 0 ? SipResponse.NO_BODY : Arrays.copyOfRange(bytes, end, bytes.length);
    return start.regionMatches(true, 0, "SIP/", 0, 4)
        ? response(start, headers, rest, problem)
        : request(start, headers, rest, end < 0 ? "no end of headers" : problem);
  }

  /// The index behind the empty line that ends the headers; -1 when there is none.
  static int headEnd(byte[] bytes) {
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (bytes[i + 1] == '\n') {
          return i + 2;
        }
        if (bytes[i + 1] == '\r' && i + 2 < bytes.length && bytes[i + 2] == '\n') {
          return i + 3;
        }
      }
    }
    return -1;
  }

  private static List<String> unfold(String head) {
    List<String> lines = new ArrayList<>();
    for (String line : head.split("\r?\n")) {
      if (!line.isEmpty() && SipText.isSpace(line.charAt(0)) && !lines.isEmpty()) {
        lines.set(lines.size() - 1, lines.getLast() + " " + line.strip());
      } else if (!line.isEmpty() || !lines.isEmpty()) {
        lines.add(line);
      }
    }
    while (!lines.isEmpty() && lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }

  /// Empty when every line is a header field.
  private static String fields(List<String> lines, List<SipHeaders.Field> fields) {
    String problem = "";
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).strip();
      if (!SipText.isToken(name)) {
        problem = "bad header";
      } else if (fields.size() == MAX_FIELDS) {
        return "too many headers";
      } else {
        String value = line.substring(colon + 1).strip();
        fields.add(new SipHeaders.Field(SipHeaders.longName(name), value));
      }
    }
    return problem;
  }

  private static Read response(String start, SipHeaders headers, byte[] rest, String problem) {
    String[] parts = start.split(" ", 3);
    if (parts.length < 2 || !parts[0].equalsIgnoreCase("SIP/2.0") || !problem.isEmpty()) {
      return new Read.Dropped("a bad response");
    }
    if (!parts[1].matches("[1-6][0-9][0-9]")) {
      return new Read.Dropped("a bad status");
    }
    try {
      SipCheck.common(headers);
      var read =
          new SipResponse(
              Integer.parseInt(parts[1]),
              parts.length < 3 ? "" : parts[2],
              headers,
              body(headers, rest));
      return new Read.Message(read);
    } catch (SipSyntaxException e) {
      return new Read.Dropped(String.valueOf(e.getMessage()));
    }
  }

  private static Read request(String start, SipHeaders headers, byte[] rest, String problem) {
    String[] parts = start.split(" ", -1);
    String method = SipText.isToken(parts[0]) ? parts[0] : "UNKNOWN";
    String uri = parts.length > 1 ? parts[1] : "";
    SipRequest asFar = new SipRequest(method, uri, headers, SipResponse.NO_BODY);
    String version = parts[parts.length - 1];
    if (parts.length == 3 && version.matches("SIP/\\d+\\.\\d+") && !version.equals("SIP/2.0")) {
      return new Read.Refused(asFar, 505, "Version Not Supported");
    }
    if (parts.length != 3 || !version.equalsIgnoreCase("SIP/2.0") || !SipText.isToken(parts[0])) {
      return refused(asFar, "bad request line");
    }
    if (!problem.isEmpty()) {
      return refused(asFar, problem);
    }
    try {
      SipCheck.common(headers);
      SipCheck.request(asFar);
      return new Read.Message(new SipRequest(method, uri, headers, body(headers, rest)));
    } catch (SipSyntaxException e) {
      return refused(asFar, String.valueOf(e.getMessage()));
    }
  }

  private static Read refused(SipRequest request, String why) {
    return new Read.Refused(request, 400, "Bad Request: " + why);
  }

  private static byte[] body(SipHeaders headers, byte[] rest) throws SipSyntaxException {
    List<String> lengths = headers.all("Content-Length");
    if (lengths.isEmpty()) {
      return rest;
    }
    int length = (int) SipText.number(lengths.getFirst(), MAX_BYTES, "Content-Length");
    if (length > rest.length) {
      throw new SipSyntaxException("Content-Length larger than the message");
    }
    return length == rest.length ? rest : Arrays.copyOf(rest, length);
  }
}
