package dev.rapport.loadtests;

import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.Melody;
import dev.rapport.channels.sip.SoftPhone;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Calls from telephones of our own to telephones of our own, through a fresh process.
@Command(
    name = "phone",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts a fresh centre, lets callers call at a fixed rate while agents' telephones answer, then"
          + " lets many wait with music, then lets one ring unanswered.",
      "The long run: --rate 100 --seconds 600 --held 1000.",
      "What each key means: docs/benchmarks.md. Exit 1 when a call failed or was left over."
    })
final class PhoneCommand implements Callable<Integer> {
  private static final Duration STARTING = Duration.ofSeconds(60);
  private static final Duration WAITING = Duration.ofSeconds(60);
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final long TALK_MS = 1_000;

  /// A fresh JVM compiles itself; what it answers meanwhile is not what it answers all day.
  private static final int WARM_UP = 15;

  private static final int QUICK_WARM_UP = 8;

  private static final Pattern RUNG_FIRST =
      Pattern.compile("(?m)^rapport_phone_rung_first\\S* (\\S+)$");
  private static final Pattern LIVE = Pattern.compile("(?m)^rapport_phone_calls\\S* (\\S+)$");

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the object there too.")
  private @Nullable Path json;

  @Option(names = "--rate", defaultValue = "50", description = "Calls a second (${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "How long they call (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--held",
      defaultValue = "1000",
      description = "Callers who wait with music at once (${DEFAULT-VALUE}).")
  private int held;

  @Option(names = "--quick", description = "A tenth of the time, a fifth of the callers who wait.")
  private boolean quick;

  @Mixin private final Launcher launcher = new Launcher();

  private final HttpClient http = HttpClient.newHttpClient();

  @Override
  public Integer call() throws Exception {
    Path home = Files.createTempDirectory("rapport-phone-");
    SoftPhone customers = await(SoftPhone.open(LOOPBACK, 10_000, voice(700)));
    SoftPhone agents = await(SoftPhone.open(LOOPBACK, 10_000, voice(1_100)));
    List<Integer> ports = RapportProcess.freePorts(2);
    var target = new Target("127.0.0.1", ports.get(0), 0);
    int seats = (int) Math.ceil(rate * 3);
    var centre =
        new PhoneCentre(
            launcher.command(), home, target, ports.get(1), agents.address().getPort(), seats);
    var desks = new PhoneSeats(target);
    var run = new PhoneRun(customers, agents, centre.sipPort(), desks);
    try (desks) {
      centre.setUp();
      JsonObject report = measure(centre, run, desks);
      String text = report.encodePrettily();
      System.out.println(text);
      if (json != null) {
        Files.writeString(json, text + "\n");
      }
      return report.getInteger("failed") == 0 && report.getInteger("leaked") == 0 ? 0 : 1;
    } finally {
      run.close();
      Folders.delete(home);
    }
  }

  private static Clip voice(double hertz) {
    return Clip.of(Melody.tone(hertz, 1_000));
  }

  private JsonObject measure(PhoneCentre centre, PhoneRun run, PhoneSeats desks) throws Exception {
    try (RapportProcess process = centre.serve()) {
      process.awaitReady(STARTING);
      List<PhoneSeat> seats = new ArrayList<>();
      for (String agent : centre.agentIds()) {
        seats.add(desks.open(agent, logIn(centre.target(), agent), run::seen));
      }
      String supervisor = logIn(centre.target(), PhoneCentre.SUPERVISOR);
      say(seats.size() + " agents are available");
      int time = quick ? Math.max(5, seconds / 10) : seconds;
      int warming = quick ? QUICK_WARM_UP : WARM_UP;
      say("warms up for " + warming + " seconds, measures for " + time);
      run.steadily(rate, (int) (rate * warming), TALK_MS);
      until(() -> run.open() == 0);
      run.warm();
      double placed = run.steadily(rate, (int) (rate * time), TALK_MS);
      boolean done = until(() -> run.open() == 0 && live(centre.target(), supervisor) == 0);
      int leaked = done ? 0 : live(centre.target(), supervisor);
      JsonObject toPop = run.inviteToPop();
      JsonObject report =
          new JsonObject()
              .put("machine", Machine.describe())
              .put("run", options(time, warming))
              .put("invite_to_screen_pop_ms", toPop)
              .put("screen_pop_after_ring", run.popAfterRing())
              .put("screen_pop_before_ring", run.popBeforeRing())
              .put("rung_first", metric(centre.target(), supervisor, RUNG_FIRST))
              .put("calls_per_second", Math.round(placed * 10) / 10.0)
              .put("talked", run.talked())
              .put("failed", run.failed())
              .put("leaked", leaked);
      seats.forEach(seat -> seat.presence("away"));
      report.put("held_calls", quick ? held / 5 : held).put("held_calls_cores", held(run, process));
      until(() -> live(centre.target(), supervisor) == 0);
      seats.get(0).presence("available");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      run.unanswered();
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
      seats.get(1).presence("available");
      until(() -> run.ringAfterExpiry() >= 0);
      run.hangUpAll();
      seats.forEach(PhoneSeat::close);
      return report.put("rona_delay_ms", run.ringAfterExpiry()).put("units", units());
    }
  }

  private JsonObject options(int time, int warming) {
    return new JsonObject()
        .put("rate", rate)
        .put("warm_up_seconds", warming)
        .put("seconds", time)
        .put("talk_ms", TALK_MS);
  }

  private static JsonObject units() {
    return new JsonObject()
        .put("invite_to_screen_pop_ms", "milliseconds")
        .put("calls_per_second", "calls placed a second")
        .put("held_calls_cores", "processor seconds a second, of the whole process")
        .put("rona_delay_ms", "milliseconds");
  }

  private double held(PhoneRun run, RapportProcess process) {
    run.hold(quick ? held / 5 : held, 100);
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
    Duration before = process.processorTime();
    long begin = System.nanoTime();
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(quick ? 5 : 20));
    double cores =
        (double) process.processorTime().minus(before).toNanos() / (System.nanoTime() - begin);
    run.hangUpAll();
    return Math.round(cores * 100) / 100.0;
  }

  private String logIn(Target target, String login) throws IOException, InterruptedException {
    JsonObject body =
        new JsonObject()
            .put("login", login)
            .put("password", PhoneCentre.PASSWORD)
            .put("as", "token");
    var request =
        HttpRequest.newBuilder(URI.create(target.base() + "/api/v1/session"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.encode()))
            .build();
    return new JsonObject(http.send(request, BodyHandlers.ofString()).body()).getString("token");
  }

  /// Calls that the process has open.
  private int live(Target target, String token) {
    return metric(target, token, LIVE);
  }

  /// A figure of the process; -1 when it says none.
  private int metric(Target target, String token, Pattern of) {
    var request =
        HttpRequest.newBuilder(URI.create(target.base() + "/metrics"))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      Matcher found = of.matcher(http.send(request, BodyHandlers.ofString()).body());
      return found.find() ? (int) Double.parseDouble(found.group(1)) : -1;
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private static boolean until(BooleanSupplier so) {
    long last = System.nanoTime() + WAITING.toNanos();
    while (System.nanoTime() < last) {
      if (so.getAsBoolean()) {
        return true;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    return false;
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static void say(String line) {
    System.err.println("bench phone: " + line);
  }
}
