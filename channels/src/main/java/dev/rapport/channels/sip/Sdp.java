package dev.rapport.channels.sip;

import dev.rapport.channels.media.G711;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One side's wish to hear sound (RFC 8866, RFC 3264), as far as a telephone call goes: the first
/// audio stream. What else was offered is kept as a shape, so that an answer can refuse it.
///
/// @param address a literal address; names are never resolved
/// @param port 0 when there is no audio that could be used
/// @param shape every media line, the audio's place among them
record Sdp(InetAddress address, int port, List<Format> formats, Direction direction, Shape shape) {

  Sdp {
    formats = List.copyOf(formats);
  }

  /// Which way sound goes, seen from who says it.
  enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    private static Direction of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }

    boolean sends() {
      return this == SENDRECV || this == SENDONLY;
    }

    boolean receives() {
      return this == SENDRECV || this == RECVONLY;
    }

    private static Direction of(boolean sends, boolean receives) {
      return sends ? receives ? SENDRECV : SENDONLY : receives ? RECVONLY : INACTIVE;
    }
  }

  /// @param encoding such as `PCMU/8000`
  /// @param parameters the text of `a=fmtp`, empty for none
  record Format(int type, String encoding, String parameters) {
    static final String EVENTS = "telephone-event/8000";

    static Format of(G711 law) {
      return new Format(law.payloadType(), law.encoding() + "/8000", "");
    }

    boolean same(Format other) {
      return encoding.equalsIgnoreCase(other.encoding);
    }
  }

  /// The media lines of a session: what an answer, and every later offer, must repeat in number and
  /// order.
  ///
  /// @param others each line that is not our audio, as `video RTP/AVP 31`
  /// @param audio the audio's place among them all
  record Shape(List<String> others, int audio) {
    static final Shape AUDIO = new Shape(List.of(), 0);

    Shape {
      others = List.copyOf(others);
    }
  }

  static Sdp of(InetSocketAddress address, List<Format> formats) {
    return new Sdp(
        address.getAddress(), address.getPort(), formats, Direction.SENDRECV, Shape.AUDIO);
  }

  static Sdp parse(byte[] body) throws SipSyntaxException {
    return new SdpReader(new String(body, StandardCharsets.UTF_8)).read();
  }

  /// What a request offers; null when it offers nothing, or nothing that can be read.
  static @Nullable Sdp offeredBy(SipRequest request) {
    try {
      return request.body().length == 0 ? null : parse(request.body());
    } catch (SipSyntaxException e) {
      return null;
    }
  }

  InetSocketAddress where() {
    return new InetSocketAddress(address, port);
  }

  /// Whether sound can be sent there at all.
  boolean usable() {
    return port > 0
        && !formats.isEmpty()
        && !address.isMulticastAddress()
        && !address.isAnyLocalAddress();
  }

  /// The first of the laws we speak, in the order of their wish.
  Optional<G711> law() {
    for (Format format : formats) {
      for (G711 law : G711.values()) {
        if (format.same(Format.of(law))) {
          return Optional.of(law);
        }
      }
    }
    return Optional.empty();
  }

  /// The payload type of telephone events, -1 for none.
  int events() {
    return formats.stream()
        .filter(f -> f.encoding().equalsIgnoreCase(Format.EVENTS))
        .mapToInt(Format::type)
        .findFirst()
        .orElse(-1);
  }

  Sdp with(Direction direction) {
    return new Sdp(address, port, formats, direction, shape);
  }

  Sdp in(Shape shape) {
    return new Sdp(address, port, formats, direction, shape);
  }

  /// This wish as an answer to that offer: only formats of both, the direction turned around, the
  /// offer's shape. Not usable when they have nothing in common.
  Sdp answering(Sdp offer) {
    List<Format> common =
        formats.stream().filter(f -> offer.formats().stream().anyMatch(f::same)).toList();
    boolean talk = common.stream().anyMatch(f -> !f.encoding().equalsIgnoreCase(Format.EVENTS));
    var answer =
        Direction.of(
            direction.sends() && offer.direction().receives(),
            direction.receives() && offer.direction().sends());
    return new Sdp(address, port, talk ? common : List.of(), answer, offer.shape());
  }

  /// Whether it is the same wish, shape aside.
  boolean same(Sdp other) {
    return address.equals(other.address)
        && port == other.port
        && formats.equals(other.formats)
        && direction == other.direction;
  }

  /// @param session stays the same for a leg
  /// @param version one more for each change
  byte[] text(long session, long version) {
    String family = address instanceof java.net.Inet6Address ? "IP6" : "IP4";
    String ip = address.getHostAddress();
    StringBuilder text = new StringBuilder(300);
    text.append("v=0\r\no=rapport %d %d IN %s %s\r\n".formatted(session, version, family, ip));
    text.append("s=-\r\nc=IN %s %s\r\nt=0 0\r\n".formatted(family, ip));
    for (int i = 0; i <= shape.others().size(); i++) {
      if (i == shape.audio()) {
        audio(text);
      } else {
        String[] line = shape.others().get(i < shape.audio() ? i : i - 1).split(" ", 2);
        text.append("m=%s 0 %s\r\n".formatted(line[0], line[1]));
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void audio(StringBuilder text) {
    text.append("m=audio ").append(port).append(" RTP/AVP");
    formats.forEach(f -> text.append(' ').append(f.type()));
    text.append("\r\n");
    for (Format format : formats) {
      text.append("a=rtpmap:%d %s\r\n".formatted(format.type(), format.encoding()));
      if (!format.parameters().isEmpty()) {
        text.append("a=fmtp:%d %s\r\n".formatted(format.type(), format.parameters()));
      }
    }
    text.append("a=ptime:20\r\na=").append(direction.name().toLowerCase(Locale.ROOT));
    text.append("\r\n");
  }

  /// Reads a direction attribute's name; empty when it is none.
  static Optional<Direction> direction(String name) {
    return switch (name) {
      case "sendrecv", "sendonly", "recvonly", "inactive" -> Optional.of(Direction.of(name));
      default -> Optional.empty();
    };
  }
}
