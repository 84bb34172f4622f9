package dev.rapport.gateway;

import dev.rapport.channels.email.MailboxDirectory;
import dev.rapport.channels.email.RelaySettings;
import dev.rapport.channels.email.SmtpListener;
import dev.rapport.channels.email.SmtpSender;
import dev.rapport.channels.email.SmtpSettings;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.together.LeadersOutbox;
import dev.rapport.storage.SqlOutbox;
import java.util.HashMap;
import java.util.Map;

/// Mail in and out, as the settings want it.
final class MailWiring {
  private static final int MEBIBYTE = 1 << 20;

  private MailWiring() {}

  static SmtpListener listener(Wiring wiring, Settings.Smtp smtp) {
    Map<String, String> centres = new HashMap<>();
    smtp.domains().forEach(domain -> centres.put(domain, wiring.centre));
    SmtpSettings usual = SmtpSettings.at(smtp.host(), smtp.port());
    return new SmtpListener(
        wiring.vertx,
        new SmtpSettings(
            smtp.host(),
            smtp.port(),
            usual.ownName(),
            smtp.maxMegabytes() * MEBIBYTE,
            usual.maxBytesInFlight(),
            usual.maxConnections(),
            usual.maxConnectionsPerAddress(),
            usual.maxRecipients(),
            usual.maxErrors(),
            usual.commandWithin(),
            usual.dataWithin()),
        new MailboxDirectory(centres),
        wiring.reception,
        wiring.conversations);
  }

  static SmtpSender sender(Wiring wiring, Settings.Relay relay) {
    RelaySettings usual = RelaySettings.at(relay.host(), relay.port());
    var settings =
        new RelaySettings(
            relay.host(),
            relay.port(),
            relay.startTls(),
            relay.login(),
            relay.password(),
            usual.connections(),
            usual.lookEvery(),
            usual.firstRetry(),
            usual.longestRetry(),
            usual.maxAttempts());
    var outbox = new LeadersOutbox(new SqlOutbox(wiring.store, wiring.storeReads), wiring::decides);
    return new SmtpSender(wiring.vertx, settings, outbox, wiring.clock);
  }
}
