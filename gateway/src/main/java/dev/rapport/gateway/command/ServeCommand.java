package dev.rapport.gateway.command;

import dev.rapport.gateway.Rapport;
import dev.rapport.gateway.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `rapport serve`: one centre in production.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs a centre.",
    footer = {"", "Example:", "  rapport serve --config rapport.yaml --data /var/lib/rapport"})
final class ServeCommand implements Callable<Integer> {
  /// To be started again, to stand by (EX_TEMPFAIL of sysexits.h).
  private static final int REPLACED = 75;

  @Mixin private DataOption options = new DataOption();

  @Override
  public Integer call() throws InterruptedException {
    long begin = System.nanoTime();
    Settings settings = options.settings();
    Rapport rapport = Rapport.start(settings, options.data);
    long millis = (System.nanoTime() - begin) / 1_000_000;
    System.out.printf(
        "rapport serves centre '%s' on http://%s:%d (ready after %d ms)%n",
        settings.centre().id(), settings.http().host(), rapport.httpPort(), millis);
    if (settings.smtp() != null) {
      System.out.printf("mail comes in on %s:%d%n", settings.smtp().host(), rapport.smtpPort());
    }
    // On Ctrl-C or SIGTERM: no new contacts, finish what is on its way, then end.
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(rapport::close));
    rapport.awaitStop();
    return rapport.wasReplaced() ? REPLACED : 0;
  }
}
