package dev.rapport.channels.email;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what is in the outbox, at least once (P30): a mail leaves the outbox only after the relay
/// took it, so a crash between the two sends it again, with the same Message-ID. One look at a time
/// runs, on one event loop; a look sends a page of mails and comes again at once while pages are
/// full.
///
/// ```
///   wake() or the timer ─▶ due ─▶ send each ─┬─ taken ────────────────▶ sent
///                                            ├─ not now (4xx, no link) ─▶ postponed, twice as long
///                                            └─ never (5xx), too often ─▶ failed, visible
/// ```
public final class SmtpSender {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpSender.class);
  private static final int PAGE = 20;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final Vertx vertx;
  private final Context context;
  private final RelaySettings settings;
  private final Outbox outbox;
  private final InstantSource clock;
  private final MailClient client;
  private final AtomicLong sent = new AtomicLong();
  private boolean looking;
  private boolean lookAgain;
  private boolean stopped;
  private long timer = -1;

  public SmtpSender(Vertx vertx, RelaySettings settings, Outbox outbox, InstantSource clock) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.settings = settings;
    this.outbox = outbox;
    this.clock = clock;
    this.client = MailClient.create(vertx, config(settings));
  }

  private static MailConfig config(RelaySettings settings) {
    MailConfig config =
        new MailConfig()
            .setHostname(settings.host())
            .setPort(settings.port())
            .setStarttls(settings.startTls() ? StartTLSOptions.REQUIRED : StartTLSOptions.OPTIONAL)
            .setMaxPoolSize(settings.connections())
            .setConnectTimeout(10_000);
    return settings.user() == null
        ? config.setLogin(LoginOption.DISABLED)
        : config
            .setLogin(LoginOption.REQUIRED)
            .setUsername(settings.user())
            .setPassword(settings.password());
  }

  /// Begins with what a former process left behind.
  public void start() {
    context.runOnContext(_ -> {
      timer = vertx.setPeriodic(settings.lookEvery().toMillis(), _ -> look());
      look();
    });
  }

  /// There is something to send.
  public void wake() {
    context.runOnContext(_ -> look());
  }

  /// Sends no more; what is under way is waited for by nobody and is sent again next time.
  public Future<Void> stop() {
    context.runOnContext(_ -> {
      stopped = true;
      vertx.cancelTimer(timer);
    });
    return client.close();
  }

  /// Mails the relay took since the start.
  public long sentCount() {
    return sent.get();
  }

  private void look() {
    if (stopped) {
      return;
    }
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    lookAgain = false;
    outbox
        .due(clock.millis(), PAGE)
        .whenComplete((mails, fault) -> context.runOnContext(_ -> found(mails, fault)));
  }

  private void found(List<OutgoingMail> mails, Throwable fault) {
    if (fault != null) {
      LOG.warn("The outbox cannot be read now: {}", fault.toString());
      looked(false);
      return;
    }
    List<Future<Void>> all = new ArrayList<>(mails.size());
    mails.forEach(mail -> all.add(send(mail)));
    Future.join(all)
        .onComplete(settled -> {
          if (settled.failed()) {
            LOG.error("What became of a mail was not recorded", settled.cause());
          }
          looked(settled.succeeded() && mails.size() == PAGE);
        });
  }

  private void looked(boolean more) {
    looking = false;
    if (more || lookAgain) {
      look();
    }
  }

  private Future<Void> send(OutgoingMail mail) {
    String unsafe = unsafePart(mail);
    if (unsafe != null) {
      return recorded(
          outbox.failed(mail, unsafe + " has a control character in it", clock.millis()));
    }
    return client
        .sendMail(message(mail))
        .transform(outcome -> {
          if (outcome.succeeded()) {
            sent.incrementAndGet();
            return recorded(outbox.sent(mail, clock.millis()));
          }
          return notSent(mail, outcome.cause());
        });
  }

  private Future<Void> notSent(OutgoingMail mail, Throwable fault) {
    int failures = mail.attempts() + 1;
    boolean forGood = fault instanceof SMTPException smtp && smtp.isPermanent();
    String reason = fault.toString().replaceAll("\\s+", " ");
    LOG.warn("Mail {} was not sent, try {}: {}", mail.messageId(), failures, reason);
    return recorded(
        forGood || failures >= settings.maxAttempts()
            ? outbox.failed(mail, reason, clock.millis())
            : outbox.postponed(mail, reason, clock.millis() + settings.pauseAfter(failures)));
  }

  private Future<Void> recorded(CompletionStage<Void> stage) {
    return Future.fromCompletionStage(stage, context);
  }

  /// A line end in a header value would be a header of the writer's choice (SMTP injection).
  private static @org.jspecify.annotations.Nullable String unsafePart(OutgoingMail mail) {
    if (unsafe(mail.from()) || (mail.fromName() != null && unsafe(mail.fromName()))) {
      return "the sender";
    }
    if (unsafe(mail.to())) {
      return "the recipient";
    }
    if (unsafe(mail.subject())) {
      return "the subject";
    }
    boolean thread =
        mail.references().stream().anyMatch(SmtpSender::unsafe)
            || (mail.inReplyTo() != null && unsafe(mail.inReplyTo()))
            || unsafe(mail.messageId());
    return thread ? "the thread" : null;
  }

  private static boolean unsafe(String value) {
    return CONTROL.matcher(value).find();
  }

  private static MailMessage message(OutgoingMail mail) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Message-ID", mail.messageId());
    if (mail.inReplyTo() != null) {
      headers.add("In-Reply-To", mail.inReplyTo());
    }
    if (!mail.references().isEmpty()) {
      headers.add("References", String.join(" ", mail.references()));
    }
    String name = mail.fromName();
    String from =
        name == null || name.isBlank()
            ? mail.from()
            : mail.from() + " (" + name.replaceAll("[()\\\\]", " ").strip() + ")";
    return new MailMessage()
        .setBounceAddress(mail.from())
        .setFrom(from)
        .setTo(mail.to())
        .setSubject(mail.subject())
        .setText(mail.text())
        .setHeaders(headers);
  }
}
