package dev.rapport.loadtests;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The whole way of a contact, many times: arrival, recognition, answers, offer, reply, end.
@Command(
    name = "flow",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Imports real customers and articles into a fresh centre, starts it, lets real questions and"
          + " mails arrive at a fixed rate while agents accept, answer and wrap up, and prints what"
          + " became of each contact and how long it took.",
      "What each key means: docs/benchmarks.md. Exit 1 when a frame was lost, a screen pop came after"
          + " its offer, or a contact has not exactly one fate."
    })
final class FlowCommand implements Callable<Integer> {
  private static final Duration STARTING = Duration.ofSeconds(60);
  private static final Duration ARRIVING = Duration.ofMinutes(5);
  private static final Duration DRAINING = Duration.ofMinutes(2);
  private static final Duration CALL = Duration.ofMinutes(2);
  private static final long IDLE_NANOS = 5_000_000_000L;
  private static final String COMMITS = "rapport_commits_total";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description = "The folder of the data sets.")
  private Path data = Path.of(".");

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the object there too.")
  private @Nullable Path json;

  @Option(
      names = "--rate",
      defaultValue = "50",
      description = "Contacts a second (${DEFAULT-VALUE}).")
  private double rate;

  @Option(names = "--contacts", defaultValue = "0", description = "How many; instead of --seconds.")
  private int contacts;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "How long they arrive (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description = {
        "Seconds of arrivals before those that are timed (${DEFAULT-VALUE}):",
        "a fresh JVM compiles itself then. Their times are shown apart."
      })
  private int warmUpSeconds;

  @Option(
      names = "--agents",
      defaultValue = "30",
      description = "Agents at desks (${DEFAULT-VALUE}).")
  private int agents;

  @Option(
      names = "--think",
      defaultValue = "200",
      description =
          "Milliseconds an agent takes before the reply and before the end (${DEFAULT-VALUE}).")
  private long thinkMs;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same seed, the same arrivals (${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final Launcher launcher = new Launcher();

  @Option(names = "--keep", description = "Keeps the folder of the run, with its log.")
  private boolean keep;

  @Override
  public Integer call() throws IOException {
    BenchData real = BenchData.read(data);
    Path home = Files.createTempDirectory("rapport-flow-");
    try (Loop loop = Loop.open()) {
      List<Integer> ports = RapportProcess.freePorts(2);
      var target = new Target("127.0.0.1", ports.get(0), ports.get(1));
      var sink = new MailSink(loop);
      int sinkPort = loop.await("the mail sink", CALL, () -> sink.listen(0));
      var size = new BenchCentre.Size(agents, 5, 5, 1_000);
      var centre = new BenchCentre(List.of(launcher.command()), home, target, sinkPort, size);
      say("a fresh centre in " + home);
      centre.setUp();
      centre.load("customers", real.customers());
      centre.load("articles", real.articles());
      FlowReport report = measure(loop, centre, real, sink);
      print(report);
      return report.isSound() ? 0 : 1;
    } finally {
      if (keep) {
        say("kept " + home);
      } else {
        Folders.delete(home);
      }
    }
  }

  private FlowReport measure(Loop loop, BenchCentre centre, BenchData real, MailSink sink) {
    try (RapportProcess process = centre.serve()) {
      Duration cold = process.awaitReady(STARTING);
      say("ready after " + cold.toMillis() + " ms");
      LockSupport.parkNanos(IDLE_NANOS);
      var start = new FlowReport.Start(cold.toMillis(), process.residentMegabytes());
      var flow = new FlowRun(loop, centre);
      loop.await("opening the desks", CALL, () -> flow.openDesks(thinkMs));
      say(agents + " agents are available");
      Supervisor supervisor = supervisor(loop, flow);
      List<Arrival> arrivals = Arrival.plan(real, planned(), rate, seed);
      Metrics before = metrics(loop, supervisor);
      say(planned() + " contacts arrive at " + rate + "/s");
      Duration arriving = ARRIVING.plusSeconds((long) (planned() / rate));
      loop.await("the arrivals", arriving, () -> flow.arrive(arrivals, warmUpSeconds * 1_000L));
      loop.await(
          "the end", DRAINING.plus(CALL), () -> flow.untilAllHaveEnded(supervisor, DRAINING));
      Metrics after = metrics(loop, supervisor);
      loop.await("the last replies by mail", CALL, () -> flow.untilStill(sink));
      var ending =
          new FlowReport.Ending(
              loop.await("the contacts", CALL, supervisor::contacts),
              loop.await("the mails set aside", CALL, supervisor::setAside),
              sink.different(),
              after.perSecond(COMMITS, before));
      var run =
          new JsonObject()
              .put("rate_per_second", rate)
              .put("contacts", planned())
              .put("warm_up_seconds", warmUpSeconds)
              .put("agents", agents)
              .put("think_ms", thinkMs)
              .put("seed", seed);
      FlowReport report = FlowReport.of(run, start, flow, ending);
      flow.leave();
      return report;
    }
  }

  private int planned() {
    int measured = contacts > 0 ? contacts : (int) Math.round(rate * seconds);
    return measured + (int) Math.round(rate * warmUpSeconds);
  }

  private static Supervisor supervisor(Loop loop, FlowRun flow) {
    String token =
        loop.await(
            "the supervisor's login",
            CALL,
            () -> flow.http().logIn(BenchCentre.SUPERVISOR, BenchCentre.PASSWORD));
    return new Supervisor(flow.http(), token);
  }

  private static Metrics metrics(Loop loop, Supervisor supervisor) {
    return new Metrics(loop.await("the metrics", CALL, supervisor::metrics), System.nanoTime());
  }

  private void print(FlowReport report) throws IOException {
    String text = report.json().encodePrettily();
    System.out.println(text);
    if (json != null) {
      Files.writeString(json, text + "\n");
    }
  }

  private static void say(String line) {
    System.err.println("bench flow: " + line);
  }
}
