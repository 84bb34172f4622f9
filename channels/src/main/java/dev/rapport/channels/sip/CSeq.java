package dev.rapport.channels.sip;

/// The number of a request within its dialog.
record CSeq(long number, String method) {
  private static final long MOST = (1L << 31) - 1;

  static CSeq parse(String text) throws SipSyntaxException {
    String[] parts = text.strip().split("\\s+", 2);
    if (parts.length != 2 || !SipText.isToken(parts[1])) {
      throw new SipSyntaxException("bad CSeq");
    }
    return new CSeq(SipText.number(parts[0], MOST, "CSeq"), parts[1]);
  }

  @Override
  public String toString() {
    return number + " " + method;
  }
}
