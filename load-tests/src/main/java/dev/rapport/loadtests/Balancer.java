package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;

/// What stands before several gateways: each connection goes to the first that takes it.
final class Balancer {
  private final NetServer server;
  private final NetClient client;
  private final List<Integer> ports;

  private Balancer(Loop loop, List<Integer> ports) {
    server = loop.vertx().createNetServer();
    client = loop.vertx().createNetClient(new NetClientOptions().setConnectTimeout(1_000));
    this.ports = ports;
  }

  /// Answers the port it listens on.
  static Future<Integer> listen(Loop loop, List<Integer> ports) {
    Balancer balancer = new Balancer(loop, ports);
    return balancer
        .server
        .connectHandler(balancer::taken)
        .listen(0, "127.0.0.1")
        .map(NetServer::actualPort);
  }

  private void taken(NetSocket caller) {
    caller.pause();
    connect(caller, 0);
  }

  private void connect(NetSocket caller, int index) {
    if (index == ports.size()) {
      caller.close();
      return;
    }
    client
        .connect(ports.get(index), "127.0.0.1")
        .onSuccess(gateway -> {
          caller.pipeTo(gateway).onFailure(_ -> gateway.close());
          gateway.pipeTo(caller).onFailure(_ -> caller.close());
        })
        .onFailure(_ -> connect(caller, index + 1));
  }
}
