package dev.rapport.channels.sip;

import java.util.ArrayList;
import java.util.List;

/// `"Ana" <sip:ana@example.org>;tag=7`: the value of From, To, Contact, Route and their like.
///
/// @param display the name shown, unquoted; empty when there is none
/// @param params the parameters of the header, not of the URI
record SipAddress(String display, SipUri uri, SipParams params) {

  static SipAddress parse(String text) throws SipSyntaxException {
    String value = text.strip();
    int open = value.startsWith("\"") ? value.indexOf('<', SipText.afterQuoted(value, 0)) : -1;
    if (open < 0) {
      if (value.startsWith("\"")) {
        throw new SipSyntaxException("a display name without an address");
      }
      open = value.indexOf('<');
    }
    if (open < 0) {
      return bare(value);
    }
    String display = value.substring(0, open).strip();
    checkDisplay(display);
    int close = value.indexOf('>', open);
    if (close < 0) {
      throw new SipSyntaxException("an address has no end");
    }
    return new SipAddress(
        SipText.unquoted(display),
        SipUri.parse(value.substring(open + 1, close)),
        SipParams.parse(value.substring(close + 1).strip()));
  }

  /// Without brackets everything behind the first ';' belongs to the header, and there can be
  /// neither a comma nor a question mark (RFC 3261, section 20).
  private static SipAddress bare(String value) throws SipSyntaxException {
    int at = value.indexOf('@');
    int semicolon = value.indexOf(';', Math.max(at, 0));
    String uri = (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
    if (uri.indexOf('?') >= 0 || uri.indexOf(',') >= 0) {
      throw new SipSyntaxException("an address needs angle brackets");
    }
    return new SipAddress(
        "", SipUri.parse(uri), SipParams.parse(semicolon < 0 ? "" : value.substring(semicolon)));
  }

  private static void checkDisplay(String display) throws SipSyntaxException {
    if (display.startsWith("\"")) {
      if (SipText.afterQuoted(display, 0) != display.length()) {
        throw new SipSyntaxException("bad display name");
      }
      return;
    }
    for (int i = 0; i < display.length(); i++) {
      char c = display.charAt(i);
      if (!SipText.isTokenChar(c) && !SipText.isSpace(c) && c < 0x80) {
        throw new SipSyntaxException("bad display name");
      }
    }
  }

  /// Every address of the values, which may hold several each.
  static List<SipAddress> parseAll(List<String> values) throws SipSyntaxException {
    List<SipAddress> all = new ArrayList<>();
    for (String value : values) {
      for (String part : SipText.split(value, ',')) {
        all.add(parse(part));
      }
    }
    return all;
  }

  String tag() {
    return params.get("tag").orElse("");
  }

  @Override
  public String toString() {
    String name = display.isEmpty() ? "" : SipText.quoted(display) + " ";
    return name + "<" + uri.raw() + ">" + params;
  }
}
