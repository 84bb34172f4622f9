package dev.rapport.gateway.together;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kinds of Redis that operators have: with users of few rights, behind Sentinels, as a
/// Cluster, by TLS.
final class RedisKindsTest {
  private static final int NODES = 3;
  private static final int SLOTS = 16_384;

  @TempDir private Path folder;
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    opened.add(resource);
    return resource;
  }

  private CarrierContract.Heard listening(String url, String authorities, String name) {
    Carrier carrier = opened(RealRedis.carrier(url, authorities));
    var heard = new CarrierContract.Heard(carrier, new CopyOnWriteArrayList<>());
    carrier.listen(List.of(name), heard.words()::add);
    return heard;
  }

  private static void carries(Carrier sender, CarrierContract.Heard hearer, String words) {
    CarrierContract.until(() -> {
      CarrierContract.send(sender, "hearer", words);
      return hearer.words().contains(words);
    });
  }

  @Test
  void aUserWithTheRightsTheSettingsNameIsEnough() {
    RealRedis redis = opened(RealRedis.start());
    String rights =
        "resetkeys resetchannels &test:* -@all +publish +subscribe +ping +client +hello";
    assertThat(redis.say("ACL SETUSER gateway on >secret " + rights)).startsWith("+OK");
    assertThat(redis.say("ACL SETUSER elsewhere on >secret " + rights.replace("test", "other")))
        .startsWith("+OK");
    String url = redis.url().replace("//", "//gateway:secret@");
    CarrierContract.Heard hearer = listening(url, "", "hearer");
    carries(listening(url, "", "sender").carrier(), hearer, "by a user");
    Carrier elsewhere =
        listening(redis.url().replace("//", "//elsewhere:secret@"), "", "hearer").carrier();
    assertThat(CarrierContract.send(elsewhere, "hearer", "by a user of other channels")).isFalse();
  }

  @Test
  @DisplayName("P28: when a master dies, Sentinels lead to the one that takes its place")
  void sentinelsLeadToTheNextMaster() throws IOException {
    RealRedis master = opened(RealRedis.start());
    RealRedis replica =
        opened(RealRedis.start("--replicaof", "127.0.0.1", Integer.toString(master.port())));
    RealRedis sentinel = opened(RealRedis.sentinel(folder, "main", master));
    String url = "redis-sentinel://127.0.0.1:" + sentinel.port() + "/0#main";
    CarrierContract.until(() -> sentinel.say("SENTINEL replicas main").startsWith("*1"));
    CarrierContract.Heard hearer = listening(url, "", "hearer");
    Carrier sender = listening(url, "", "sender").carrier();
    carries(sender, hearer, "by the first master");
    master.kill();
    carries(sender, hearer, "by the next");
    assertThat(replica.say("ROLE")).contains("master");
  }

  @Test
  void gatewaysAtDifferentNodesOfAClusterHearEachOther() {
    List<RealRedis> nodes = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      String notes = folder.resolve("node" + i + ".conf").toString();
      nodes.add(
          opened(RealRedis.start("--cluster-enabled", "yes", "--cluster-config-file", notes)));
    }
    for (int i = 0; i < NODES; i++) {
      String own =
          IntStream.range(SLOTS * i / NODES, SLOTS * (i + 1) / NODES)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(" "));
      assertThat(nodes.get(i).say("CLUSTER ADDSLOTS " + own)).startsWith("+OK");
      assertThat(nodes.get(i).say("CLUSTER MEET 127.0.0.1 " + nodes.getFirst().port()))
          .startsWith("+OK");
    }
    CarrierContract.until(() ->
        nodes.stream().allMatch(node -> node.say("CLUSTER INFO").contains("cluster_state:ok")));
    CarrierContract.Heard hearer = listening(nodes.getFirst().url(), "", "hearer");
    carries(listening(nodes.getLast().url(), "", "sender").carrier(), hearer, "by another node");
  }

  @Test
  void tlsIsSpokenWithWhomTheAuthoritiesSignedAndWithNobodyElse() throws Exception {
    RealRedis redis = opened(RealRedis.start());
    Certificate own = Certificate.make(folder.resolve("own"));
    Certificate strange = Certificate.make(folder.resolve("strange"));
    String url = "rediss://localhost:" + tlsBefore(redis, own);
    CarrierContract.Heard hearer = listening(url, own.pem(), "hearer");
    Carrier sender = listening(url, own.pem(), "sender").carrier();
    carries(sender, hearer, "by TLS");
    Carrier misled = listening(url, strange.pem(), "hearer").carrier();
    carries(sender, hearer, "meanwhile");
    assertThat(CarrierContract.send(misled, "hearer", "to whom nobody vouches for")).isFalse();
  }

  /// @return the port at which TLS ends
  private int tlsBefore(RealRedis redis, Certificate certificate) {
    Vertx vertx = Vertx.vertx();
    opened.add(() -> vertx.close().await());
    NetClient client = vertx.createNetClient();
    NetServer server =
        vertx.createNetServer(
            new NetServerOptions()
                .setSsl(true)
                .setKeyCertOptions(
                    new PfxOptions()
                        .setPath(certificate.store())
                        .setPassword(Certificate.PASSWORD)));
    server.connectHandler(socket -> {
      socket.pause();
      client
          .connect(redis.port(), "127.0.0.1")
          .onSuccess(behind -> {
            var _ = behind.pipeTo(socket);
            var _ = socket.pipeTo(behind);
          })
          .onFailure(_ -> socket.close());
    });
    return server.listen(0, "127.0.0.1").await().actualPort();
  }

  /// For this machine, signed by itself; made with the JDK's own tool.
  ///
  /// @param store PKCS #12, with its key
  /// @param pem without
  private record Certificate(String store, String pem) {
    static final String PASSWORD = "changeit";

    static Certificate make(Path name) throws IOException, InterruptedException {
      var made = new Certificate(name + ".p12", name + ".pem");
      made.keytool(
          "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
      made.keytool("-exportcert", "-rfc", "-file", made.pem);
      return made;
    }

    private void keytool(String... what) throws IOException, InterruptedException {
      List<String> command =
          new ArrayList<>(
              List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
      command.addAll(List.of(what));
      command.addAll(List.of("-alias", "redis", "-keystore", store, "-storepass", PASSWORD));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(process.waitFor()).isZero();
    }
  }
}
