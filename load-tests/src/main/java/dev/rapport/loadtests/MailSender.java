package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.ArrayDeque;
import java.util.Deque;

/// Hands mail over by SMTP on plain sockets, one connection a mail, waiting for each answer (RFC
/// 5321, no pipelining).
final class MailSender {
  private static final int IDLE_SECONDS = 60;

  private final NetClient client;
  private final Target target;

  MailSender(Loop loop, Target target) {
    this.target = target;
    this.client =
        loop.vertx()
            .createNetClient(
                new NetClientOptions().setConnectTimeout(5_000).setIdleTimeout(IDLE_SECONDS));
  }

  /// The last answer to the mail.
  ///
  /// @param code 250 when the mail was taken, else the refusal; of whichever command was refused
  /// @param command what was answered: `MAIL`, `RCPT`, `DATA`, `.` for the end of the data
  /// @param sentAt when the end of the data went out, in nanoseconds; 0 when it never did
  record Outcome(int code, String text, String command, long sentAt) {
    boolean taken() {
      return code == 250 && command.equals(".");
    }
  }

  /// Fails only when the connection breaks before an answer: then nobody knows, and the sender
  /// would try again.
  Future<Outcome> send(MailMessage mail) {
    return client
        .connect(target.smtpPort(), target.host())
        .compose(socket -> new Exchange(socket, mail).outcome.future());
  }

  Future<Void> close() {
    return client.close();
  }

  /// One mail over one connection.
  private static final class Exchange {
    private final NetSocket socket;
    private final Promise<Outcome> outcome = Promise.promise();
    private final Deque<String> commands = new ArrayDeque<>();
    private final byte[] data;
    private String awaiting = "connect";
    private long sentAt;

    Exchange(NetSocket socket, MailMessage mail) {
      this.socket = socket;
      this.data = mail.data();
      commands.add("EHLO bench.example");
      commands.add(
          "MAIL FROM:<" + mail.sender() + ">" + (mail.isEightBit() ? " BODY=8BITMIME" : ""));
      commands.add("RCPT TO:<" + mail.recipient() + ">");
      commands.add("DATA");
      RecordParser lines =
          RecordParser.newDelimited("\r\n", line -> answered(line.toString("ISO-8859-1")));
      socket.handler(lines);
      socket.closeHandler(
          _ -> outcome.tryFail("the connection closed while " + awaiting + " waited"));
      socket.exceptionHandler(outcome::tryFail);
    }

    private void answered(String line) {
      if (line.length() < 3 || (line.length() > 3 && line.charAt(3) == '-')) {
        return;
      }
      int code = code(line);
      boolean last = awaiting.equals(".");
      if (last || code >= 400 || code < 200) {
        outcome.tryComplete(
            new Outcome(code, line.substring(Math.min(4, line.length())), awaiting, sentAt));
        socket.end(Buffer.buffer("QUIT\r\n"));
        return;
      }
      if (awaiting.equals("DATA")) {
        awaiting = ".";
        socket.write(Buffer.buffer(data));
        sentAt = System.nanoTime();
        return;
      }
      String next = commands.removeFirst();
      awaiting = next.split("[ :]", 2)[0];
      socket.write(next + "\r\n");
    }

    private static int code(String line) {
      try {
        return Integer.parseInt(line.substring(0, 3));
      } catch (NumberFormatException e) {
        return 0;
      }
    }
  }
}
