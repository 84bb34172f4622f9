package dev.rapport.channels.email;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One SMTP connection.
///
/// ```
///   greeted ──EHLO──▶ ready ──MAIL──▶ has a sender ──RCPT──▶ has recipients ──DATA──▶ in data
///                       ▲                                                               │ dot
///                       └────────────── answered ◀── storing (nothing is read) ◀────────┘
/// ```
final class SmtpSession {

  private static final int MAX_LINE = 2_048;
  private static final Pattern PATH =
      Pattern.compile("(FROM|TO):\\s*<([^<>\\s]{0,320})>(.*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SIZE =
      Pattern.compile("(?:^|\\s)SIZE=(\\d{1,18})(?:\\s|$)", Pattern.CASE_INSENSITIVE);
  private static final SmtpReply OK = new SmtpReply(250, "2.0.0", "ok");
  private static final SmtpReply SYNTAX = new SmtpReply(501, "5.5.4", "not understood");
  private static final SmtpReply ORDER = new SmtpReply(503, "5.5.1", "not now");

  private final SmtpListener listener;
  private final Vertx vertx;
  private final Context context;
  private final SmtpSettings settings;
  private final NetSocket socket;
  private final Map<String, String> recipients = new LinkedHashMap<>();
  private Buffer unread = Buffer.buffer();
  private boolean greeted;
  private @Nullable String sender;
  private @Nullable DotTerminated data;
  private boolean storing;
  private boolean done;
  private int errors;
  private long timer;

  SmtpSession(SmtpListener listener, Vertx vertx, SmtpSettings settings, NetSocket socket) {
    this.listener = listener;
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.settings = settings;
    this.socket = socket;
  }

  void start() {
    socket.exceptionHandler(_ -> {});
    socket.handler(this::received);
    allow(settings.commandWithin());
    socket.write("220 " + settings.ownName() + " ESMTP\r\n");
  }

  private void allow(Duration time) {
    vertx.cancelTimer(timer);
    timer =
        vertx.setTimer(
            time.toMillis(), _ -> close(new SmtpReply(421, "4.4.2", "it took too long")));
  }

  private void received(Buffer chunk) {
    unread = unread.length() == 0 ? chunk : unread.appendBuffer(chunk);
    work();
  }

  /// Works through what is unread, until more must come or a mail is being stored.
  private void work() {
    int at = 0;
    while (!done && !storing && at < unread.length()) {
      int next = data == null ? command(at) : data(data, at);
      if (next < 0) {
        break;
      }
      at = next;
    }
    if (data != null && !storing) {
      // Nothing of a mail waits here: it was all fed on.
      unread = Buffer.buffer();
    } else {
      unread = at == 0 ? unread : unread.getBuffer(at, unread.length());
    }
  }

  /// @return the index after the line, or -1 when it is not complete
  private int command(int from) {
    for (int i = from; i < unread.length(); i++) {
      if (unread.getByte(i) == '\n') {
        boolean wellEnded = i > from && unread.getByte(i - 1) == '\r';
        if (wellEnded) {
          allow(settings.commandWithin());
          command(unread.getString(from, i - 1, StandardCharsets.UTF_8.name()));
        } else {
          refuse(new SmtpReply(500, "5.5.2", "lines end in CR LF"));
        }
        return i + 1;
      }
    }
    if (unread.length() - from > MAX_LINE) {
      close(new SmtpReply(500, "5.5.2", "the line is too long"));
    }
    return -1;
  }

  private int data(DotTerminated open, int from) {
    int next = open.feed(unread, from);
    if (next < 0 && open.isEndless()) {
      close(SmtpReply.TOO_BIG);
    } else if (next >= 0) {
      dot(open);
    }
    return next;
  }

  private void command(String line) {
    int space = line.indexOf(' ');
    String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
    String rest = space < 0 ? "" : line.substring(space + 1).strip();
    switch (verb) {
      case "EHLO" -> hello(true);
      case "HELO" -> hello(false);
      case "MAIL" -> mail(rest);
      case "RCPT" -> recipient(rest);
      case "DATA" -> beginData();
      case "RSET" -> {
        reset();
        answer(OK);
      }
      case "NOOP" -> answer(OK);
      case "VRFY" -> answer(new SmtpReply(252, "2.5.0", "send it and see"));
      case "QUIT" -> close(new SmtpReply(221, "2.0.0", "goodbye"));
      default -> refuse(new SmtpReply(502, "5.5.1", "not spoken here"));
    }
  }

  private void hello(boolean extended) {
    greeted = true;
    reset();
    socket.write(
        extended
            ? "250-"
                + settings.ownName()
                + "\r\n250-SIZE "
                + settings.maxMailBytes()
                + "\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES\r\n"
            : "250 " + settings.ownName() + "\r\n");
  }

  private void mail(String rest) {
    Matcher path = PATH.matcher(rest);
    if (!greeted || sender != null) {
      refuse(ORDER);
    } else if (!path.matches() || !path.group(1).equalsIgnoreCase("FROM")) {
      refuse(SYNTAX);
    } else if (declaredSize(path.group(3)) > settings.maxMailBytes()) {
      refuse(SmtpReply.TOO_BIG);
    } else {
      sender = path.group(2);
      answer(new SmtpReply(250, "2.1.0", "ok"));
    }
  }

  private static long declaredSize(String parameters) {
    Matcher size = SIZE.matcher(parameters);
    return size.find() ? Long.parseLong(size.group(1)) : 0;
  }

  private void recipient(String rest) {
    Matcher path = PATH.matcher(rest);
    if (sender == null) {
      refuse(ORDER);
      return;
    }
    if (!path.matches() || !path.group(1).equalsIgnoreCase("TO") || path.group(2).isEmpty()) {
      refuse(SYNTAX);
      return;
    }
    String address = path.group(2);
    Optional<String> centre = listener.mailboxes().centreOf(address);
    if (centre.isEmpty()) {
      refuse(new SmtpReply(550, "5.1.1", "no such mailbox here"));
    } else if (recipients.size() >= settings.maxRecipients()) {
      refuse(new SmtpReply(452, "4.5.3", "too many recipients"));
    } else {
      recipients.put(address.toLowerCase(Locale.ROOT), centre.get());
      answer(new SmtpReply(250, "2.1.5", "ok"));
    }
  }

  private void beginData() {
    if (recipients.isEmpty()) {
      refuse(ORDER);
      return;
    }
    data = listener.newData();
    allow(settings.dataWithin());
    socket.write("354 end with a dot on a line of its own\r\n");
  }

  private void dot(DotTerminated complete) {
    data = null;
    Optional<SmtpReply> refusal = complete.refusal();
    if (refusal.isPresent()) {
      reset();
      allow(settings.commandWithin());
      refuse(refusal.get());
      return;
    }
    storing = true;
    vertx.cancelTimer(timer);
    socket.pause();
    listener
        .take(envelopes(), complete.whole())
        .onComplete(reply -> context.runOnContext(_ -> stored(complete, reply.result())));
  }

  /// One of each centre: a mail to two mailboxes of one centre is one mail.
  private List<MailIntake.Envelope> envelopes() {
    Map<String, MailIntake.Envelope> byCentre = new LinkedHashMap<>();
    recipients.forEach((mailbox, centre) ->
        byCentre.putIfAbsent(
            centre, new MailIntake.Envelope(centre, mailbox, sender == null ? "" : sender)));
    return List.copyOf(byCentre.values());
  }

  private void stored(DotTerminated complete, SmtpReply reply) {
    complete.release();
    storing = false;
    if (done) {
      return;
    }
    reset();
    allow(settings.commandWithin());
    answer(reply);
    work();
    socket.resume();
  }

  private void reset() {
    sender = null;
    recipients.clear();
  }

  private void answer(SmtpReply reply) {
    socket.write(reply.line());
  }

  private void refuse(SmtpReply reply) {
    answer(reply);
    if (++errors >= settings.maxErrors()) {
      close(new SmtpReply(421, "4.7.0", "too many errors"));
    }
  }

  private void close(SmtpReply last) {
    if (!done) {
      closed();
      socket.write(last.line()).onComplete(_ -> socket.close());
    }
  }

  /// The connection is gone, by whichever side. A mail that is being stored is stored all the same.
  void closed() {
    done = true;
    vertx.cancelTimer(timer);
    DotTerminated open = data;
    if (open != null) {
      open.release();
      data = null;
    }
  }
}
