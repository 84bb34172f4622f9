package dev.rapport.channels.sip;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A URI as SIP has it (RFC 3261, section 19.1). Of a scheme other than `sip` and `sips` only the
/// scheme is read.
///
/// @param user the user part without a password, still escaped; empty when there is none
/// @param host a name or a literal address, IPv6 without its brackets; empty for other schemes
/// @param port 0 when not said
/// @param headers what follows `?`, unread
/// @param raw the text it was read from
record SipUri(
    String scheme,
    String user,
    String host,
    int port,
    SipParams params,
    String headers,
    String raw) {

  private static final int MAX_PORT = 65_535;

  static SipUri parse(String text) throws SipSyntaxException {
    int colon = text.indexOf(':');
    if (colon <= 0 || !isScheme(text.substring(0, colon))) {
      throw new SipSyntaxException("bad URI");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '<' || c == '>' || c == '"' || c == 0x7f) {
        throw new SipSyntaxException("bad character in a URI");
      }
    }
    String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("sip") && !scheme.equals("sips")) {
      return new SipUri(scheme, text.substring(colon + 1), "", 0, SipParams.NONE, "", text);
    }
    String rest = text.substring(colon + 1);
    // The user part may hold ';' and '?', so it is taken off first.
    int at = rest.indexOf('@');
    String user = at < 0 ? "" : rest.substring(0, at);
    int password = user.indexOf(':');
    String where = rest.substring(at + 1);
    int question = where.indexOf('?');
    String headers = question < 0 ? "" : where.substring(question + 1);
    where = question < 0 ? where : where.substring(0, question);
    int semicolon = where.indexOf(';');
    String hostPort = semicolon < 0 ? where : where.substring(0, semicolon);
    SipParams params = SipParams.parse(semicolon < 0 ? "" : where.substring(semicolon));
    HostPort read = HostPort.parse(hostPort);
    return new SipUri(
        scheme,
        password < 0 ? user : user.substring(0, password),
        read.host(),
        read.port(),
        params,
        headers,
        text);
  }

  /// A host with an optional port.
  record HostPort(String host, int port) {
    static HostPort parse(String text) throws SipSyntaxException {
      String host;
      String rest;
      if (text.startsWith("[")) {
        int close = text.indexOf(']');
        if (close < 0 || !text.substring(1, close).matches("[0-9a-fA-F:.]+")) {
          throw new SipSyntaxException("bad IPv6 address");
        }
        host = text.substring(1, close);
        rest = text.substring(close + 1).strip();
      } else {
        int colon = text.indexOf(':');
        host = (colon < 0 ? text : text.substring(0, colon)).strip();
        rest = colon < 0 ? "" : text.substring(colon).strip();
        if (!host.matches("[A-Za-z0-9_]([A-Za-z0-9_.-]*)")) {
          throw new SipSyntaxException("bad host");
        }
      }
      if (rest.isEmpty()) {
        return new HostPort(host, 0);
      }
      if (!rest.startsWith(":")) {
        throw new SipSyntaxException("bad host");
      }
      return new HostPort(host, (int) SipText.number(rest.substring(1), MAX_PORT, "port"));
    }
  }

  private static boolean isScheme(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9+.-]*");
  }

  boolean isSip() {
    return scheme.equals("sip") || scheme.equals("sips");
  }

  /// The user part as it is meant, escapes resolved.
  String name() {
    return SipText.unescaped(user);
  }

  @Nullable String transport() {
    return params.get("transport").map(t -> t.toLowerCase(Locale.ROOT)).orElse(null);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SipUri that && raw.equals(that.raw);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(raw);
  }

  @Override
  public String toString() {
    return raw;
  }
}
