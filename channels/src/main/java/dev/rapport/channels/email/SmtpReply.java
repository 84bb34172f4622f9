package dev.rapport.channels.email;

/// One line of an SMTP server's answer (RFC 5321), with its enhanced code (RFC 3463).
record SmtpReply(int code, String enhanced, String text) {

  static final SmtpReply ACCEPTED = new SmtpReply(250, "2.0.0", "accepted, it is stored");
  static final SmtpReply TOO_BIG = new SmtpReply(552, "5.3.4", "the mail is too big");
  static final SmtpReply BARE_LF =
      new SmtpReply(550, "5.6.11", "a line feed without a carriage return is not accepted");
  static final SmtpReply NO_ROOM = new SmtpReply(452, "4.3.1", "no room now, try again later");
  static final SmtpReply BUSY = new SmtpReply(451, "4.3.2", "busy, try again later");
  static final SmtpReply FAULT = new SmtpReply(451, "4.3.0", "it could not be stored, try again");

  String line() {
    return code + " " + enhanced + " " + text + "\r\n";
  }
}
