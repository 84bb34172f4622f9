package dev.rapport.channels.sip;

/// Text that is not what the grammar of RFC 3261 allows; the message goes into the reason phrase of
/// a 400 and never repeats what was sent.
final class SipSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  SipSyntaxException(String message) {
    super(message, null, false, false);
  }
}
