package dev.rapport.channels.sip;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a session description. SDP names addresses that we would send to, so it is read as what it
/// may be, an attack: literal addresses only, bounded in every count.
final class SdpReader {
  private static final int MAX_LINES = 200;
  private static final int MAX_MEDIA = 16;
  private static final int MAX_FORMATS = 32;

  /// Payload types that need no `a=rtpmap` (RFC 3551).
  private static final Map<Integer, String> STATIC =
      Map.of(
          0,
          "PCMU/8000",
          3,
          "GSM/8000",
          4,
          "G723/8000",
          8,
          "PCMA/8000",
          9,
          "G722/8000",
          18,
          "G729/8000");

  private final String text;
  private @Nullable InetAddress session;
  private @Nullable InetAddress own;
  private final List<String> others = new ArrayList<>();
  private final List<Integer> types = new ArrayList<>();
  private final Map<Integer, String> encodings = new LinkedHashMap<>(STATIC);
  private final Map<Integer, String> parameters = new LinkedHashMap<>();
  private Sdp.Direction direction = Sdp.Direction.SENDRECV;
  private int port;
  private int audio = -1;
  private int media;
  private boolean inAudio;

  SdpReader(String text) {
    this.text = text;
  }

  Sdp read() throws SipSyntaxException {
    String[] lines = text.split("\r?\n", MAX_LINES + 1);
    if (lines.length > MAX_LINES || !lines[0].equals("v=0")) {
      throw new SipSyntaxException("bad session description");
    }
    for (String line : lines) {
      if (line.length() > 2 && line.charAt(1) == '=') {
        line(line.charAt(0), line.substring(2).strip());
      }
    }
    InetAddress address = own != null ? own : session;
    if (audio < 0 || address == null) {
      return new Sdp(InetAddress.getLoopbackAddress(), 0, List.of(), direction, shape());
    }
    if (address.isAnyLocalAddress()) {
      // How RFC 2543 put a call on hold.
      return new Sdp(address, port, formats(), Sdp.Direction.INACTIVE, shape());
    }
    return new Sdp(address, port, formats(), direction, shape());
  }

  private Sdp.Shape shape() {
    return new Sdp.Shape(others, Math.max(0, audio));
  }

  private void line(char kind, String value) throws SipSyntaxException {
    switch (kind) {
      case 'c' -> connection(value);
      case 'm' -> media(value);
      case 'a' -> {
        if (inAudio || media == 0) {
          attribute(value);
        }
      }
      default -> {}
    }
  }

  private void connection(String value) throws SipSyntaxException {
    String[] parts = value.split("\\s+");
    if (parts.length != 3 || !parts[0].equals("IN")) {
      throw new SipSyntaxException("bad connection line");
    }
    String said = parts[2].replaceFirst("/.*", "");
    // Java would read 1.2 as 1.0.0.2, and others as something else.
    if (!said.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      throw new SipSyntaxException("not a literal address");
    }
    InetAddress address;
    try {
      address = InetAddress.ofLiteral(said);
    } catch (IllegalArgumentException e) {
      throw new SipSyntaxException("not a literal address");
    }
    if (inAudio) {
      own = address;
    } else if (media == 0) {
      session = address;
    }
  }

  private void media(String value) throws SipSyntaxException {
    String[] parts = value.split("\\s+");
    if (parts.length < 4 || ++media > MAX_MEDIA || parts.length > MAX_FORMATS) {
      throw new SipSyntaxException("bad media line");
    }
    long wanted = SipText.number(parts[1].replaceFirst("/.*", ""), 65_535, "media port");
    boolean usable =
        audio < 0 && parts[0].equals("audio") && parts[2].equals("RTP/AVP") && wanted > 0;
    inAudio = usable;
    if (!usable) {
      String formats = String.join(" ", List.of(parts).subList(3, parts.length));
      if (!(parts[0] + parts[2] + formats).matches("[A-Za-z0-9/ .+_*:-]*")) {
        throw new SipSyntaxException("bad media line");
      }
      others.add(parts[0] + " " + parts[2] + " " + formats);
      return;
    }
    audio = media - 1;
    port = (int) wanted;
    for (int i = 3; i < parts.length; i++) {
      types.add((int) SipText.number(parts[i], 127, "payload type"));
    }
  }

  private void attribute(String value) {
    var way = Sdp.direction(value);
    if (way.isPresent()) {
      direction = way.get();
      return;
    }
    String[] parts = value.split("[:\\s]+", 3);
    if (parts.length == 3 && parts[1].matches("\\d{1,3}")) {
      int type = Integer.parseInt(parts[1]);
      if (parts[0].equals("rtpmap") && parts[2].matches("[A-Za-z0-9._-]{1,40}/\\d{1,6}(/\\d)?")) {
        encodings.put(type, parts[2]);
      } else if (parts[0].equals("fmtp") && parts[2].matches("[ -~]{1,200}")) {
        parameters.put(type, parts[2]);
      }
    }
  }

  private List<Sdp.Format> formats() {
    return types.stream()
        .distinct()
        .map(t -> new Sdp.Format(t, encodings.getOrDefault(t, ""), parameters.getOrDefault(t, "")))
        .filter(format -> !format.encoding().isEmpty())
        .toList();
  }
}
