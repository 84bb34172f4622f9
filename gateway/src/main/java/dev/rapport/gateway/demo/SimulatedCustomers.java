package dev.rapport.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Customers who come by chat, form and mail, now and then, as long as this runs. A failure of one
/// is his alone.
public final class SimulatedCustomers {
  private static final Logger LOG = Logger.getLogger(SimulatedCustomers.class.getName());

  /// Chats at once; who comes beyond it comes later.
  private static final int MAX_CHATS = 40;

  private static final double MAX_PER_MINUTE = 600;

  private final Vertx vertx;
  private final Crowd crowd;
  private @Nullable String deployment;

  /// @param http where the process listens, such as `http://localhost:8080`
  /// @param smtpPort where it takes mail, on the same host
  /// @param seed the same seed, the same people in the same order
  /// @param perMinute how many come on average, 0.1 to 600
  public SimulatedCustomers(Vertx vertx, URI http, int smtpPort, long seed, double perMinute) {
    this(vertx, new Where(http, smtpPort), seed, perMinute, Pace.HUMAN);
  }

  SimulatedCustomers(Vertx vertx, Where where, long seed, double perMinute, Pace pace) {
    this.vertx = vertx;
    this.crowd = new Crowd(where, seed, Math.clamp(perMinute, 0.1, MAX_PER_MINUTE), pace);
  }

  /// The first customer comes soon after this is complete.
  public Future<Void> start() {
    return vertx
        .deployVerticle(crowd)
        .map(id -> {
          deployment = id;
          return null;
        });
  }

  /// Everybody leaves; nothing of theirs runs after this is complete.
  public Future<Void> close() {
    String id = deployment;
    deployment = null;
    return id == null ? Future.succeededFuture() : vertx.undeploy(id);
  }

  /// Where the process listens.
  record Where(URI http, int smtpPort) {}

  /// All of them on one event loop, which ends their timers and sockets with it.
  private static final class Crowd extends VerticleBase {
    private final Where where;
    private final double perMinute;
    private final Pace pace;
    private final Random random;
    private final List<DemoTalk> talks;
    private final List<DemoCustomer> customers;
    private int chats;
    private @Nullable HttpClient http;
    private @Nullable WebSocketClient sockets;
    private @Nullable MailClient mail;

    Crowd(Where where, long seed, double perMinute, Pace pace) {
      DemoCentre centre = DemoCentre.load();
      this.where = where;
      this.perMinute = perMinute;
      this.pace = pace;
      this.random = new Random(seed);
      this.talks = centre.talks();
      this.customers = centre.customers();
    }

    @Override
    public Future<?> start() {
      http = vertx.createHttpClient();
      sockets =
          vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(MAX_CHATS));
      mail =
          MailClient.create(
              vertx,
              new MailConfig()
                  .setHostname(where.http().getHost())
                  .setPort(where.smtpPort())
                  .setStarttls(StartTLSOptions.DISABLED)
                  .setOwnHostname("customers.example")
                  .setKeepAlive(false)
                  .setMaxPoolSize(4));
      next();
      return Future.succeededFuture();
    }

    /// Sets the time of the next one: Poisson, as strangers do not agree on when to write.
    private void next() {
      double minutes = -Math.log(1 - random.nextDouble()) / perMinute;
      vertx.setTimer(
          Math.max(1, Math.round(minutes * 60_000)),
          _ -> {
            somebodyComes();
            next();
          });
    }

    private void somebodyComes() {
      DemoTalk talk = talks.get(random.nextInt(talks.size()));
      List<DemoCustomer> speakers =
          customers.stream().filter(c -> c.language().equals(talk.language())).toList();
      DemoCustomer customer = speakers.get(random.nextInt(speakers.size()));
      if (random.nextInt(6) == 0) {
        customer = new DemoCustomer("Somebody new", newcomer(), "", talk.language());
      }
      int way = random.nextInt(100);
      Future<?> contact =
          way < 55 ? chat(customer, talk) : way < 78 ? form(customer, talk) : mail(customer, talk);
      contact.onFailure(failure -> LOG.log(Level.FINE, "a simulated customer gave up", failure));
    }

    private String newcomer() {
      return "someone.new%d@example.com".formatted(random.nextInt(1_000));
    }

    private Future<?> chat(DemoCustomer customer, DemoTalk talk) {
      WebSocketClient client = sockets;
      if (client == null || chats >= MAX_CHATS) {
        return Future.succeededFuture();
      }
      chats++;
      boolean satisfied = random.nextInt(5) == 0;
      var visitor = new ChatCustomer(vertx, client, pace, random.nextLong());
      return visitor.chat(where.http(), customer, talk, satisfied).onComplete(_ -> chats--);
    }

    private Future<?> form(DemoCustomer customer, DemoTalk talk) {
      var body =
          new JsonObject()
              .put("name", customer.name())
              .put("email", customer.email())
              .put("language", customer.language())
              .put("subject", talk.subject())
              .put("message", talk.opening());
      boolean satisfied = random.nextInt(4) == 0;
      return post("/api/v1/forms", body)
          .compose(answer -> {
            if (!"answering".equals(answer.getString("state"))) {
              return Future.succeededFuture();
            }
            String path =
                "/api/v1/forms/%s/%s?key=%s"
                    .formatted(
                        answer.getString("contact"),
                        satisfied ? "helped" : "person",
                        answer.getString("followUp"));
            return vertx
                .timer(pace.millis(random, 4, 15), java.util.concurrent.TimeUnit.MILLISECONDS)
                .compose(_ -> post(path, new JsonObject()));
          });
    }

    private Future<JsonObject> post(String path, JsonObject body) {
      HttpClient client = http;
      if (client == null) {
        return Future.failedFuture("not started");
      }
      var request =
          new RequestOptions()
              .setMethod(HttpMethod.POST)
              .setHost(where.http().getHost())
              .setPort(where.http().getPort())
              .setURI(path)
              .setTimeout(20_000)
              .putHeader("Content-Type", "application/json");
      return client
          .request(request)
          .compose(r -> r.send(body.toBuffer()))
          .compose(response ->
              response.body().compose(bytes -> accepted(path, response.statusCode(), bytes)));
    }

    private static Future<JsonObject> accepted(String path, int status, Buffer bytes) {
      if (status >= 300) {
        return Future.failedFuture(path + " answered " + status);
      }
      return Future.succeededFuture(bytes.length() == 0 ? new JsonObject() : new JsonObject(bytes));
    }

    private Future<?> mail(DemoCustomer customer, DemoTalk talk) {
      MailClient client = mail;
      if (client == null) {
        return Future.succeededFuture();
      }
      String greeting = talk.language().equals("de") ? "Viele Grüße" : "Kind regards";
      var message =
          new MailMessage()
              .setFrom("%s <%s>".formatted(customer.name(), customer.email()))
              .setTo(DemoCentre.MAILBOX)
              .setSubject(talk.subject())
              .setText(talk.opening() + "\n\n" + greeting + "\n" + customer.name() + "\n");
      return client.sendMail(message);
    }
  }
}
