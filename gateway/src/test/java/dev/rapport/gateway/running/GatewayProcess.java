package dev.rapport.gateway.running;

import dev.rapport.gateway.Main;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// A gateway in a process of its own, which can be killed.
final class GatewayProcess implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path data;
  private final int port;
  private Process process;

  /// @param data of a furnished centre
  GatewayProcess(Path data) throws IOException {
    this.data = data;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    Path settings = data.resolve(RunningRapport.SETTINGS_FILE);
    String text = Files.readString(settings);
    Files.writeString(settings, text.replace("http: {port: 0}", "http: {port: " + port + "}"));
    start();
  }

  /// Starts it, again after it was killed; waits until it serves.
  void start() throws IOException {
    var builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--config",
                data.resolve(RunningRapport.SETTINGS_FILE).toString(),
                "--data",
                data.toString()));
    // What tests are told is no setting.
    builder.environment().keySet().removeIf(name -> name.startsWith("RAPPORT_"));
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("out.txt").toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    try {
      Patience.until("it serves", this::serves);
    } catch (AssertionError | CompletionException e) {
      throw new AssertionError("it does not serve: " + output(), e);
    }
  }

  private boolean serves() {
    if (!process.isAlive()) {
      throw new AssertionError("it ended: " + output());
    }
    try {
      var ready = new Call(client, at("http", "/health/ready"), "GET");
      return ready.send().statusCode() == 200;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private String output() {
    try {
      return Files.readString(data.resolve("out.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private URI at(String scheme, String path) {
    return URI.create(scheme + "://127.0.0.1:" + port + path);
  }

  /// What it says at that path, to anybody.
  String get(String path) {
    return new Call(client, at("http", path), "GET").send().body();
  }

  /// A desk at work, ready for contacts.
  Desk desk(String login) {
    JsonObject who = new JsonObject().put("login", login).put("as", "token");
    var session =
        new Call(client, at("http", "/api/v1/session"), "POST")
            .json(who.put("password", RunningRapport.PASSWORD))
            .send();
    String token = new JsonObject(session.body()).getString("token");
    Desk desk = new Desk(client, at("ws", "/api/v1/desk"), token);
    desk.hello();
    return desk.available();
  }

  @Override
  public void close() {
    kill();
    client.shutdownNow();
  }
}
