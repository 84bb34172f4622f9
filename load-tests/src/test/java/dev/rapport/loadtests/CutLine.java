package dev.rapport.loadtests;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A line to a server that can be cut in one direction: connections stay, and what is sent that way
/// is gone, as behind a firewall that lost its state.
final class CutLine implements AutoCloseable {
  /// Which way nothing comes through.
  enum Cut {
    NONE,
    THERE,
    BACK
  }

  private final Vertx vertx = Vertx.vertx();
  private final NetServer server = vertx.createNetServer();
  private final NetClient client =
      vertx.createNetClient(new NetClientOptions().setConnectTimeout(1_000));
  private final AtomicInteger lost = new AtomicInteger();
  private final int to;
  private volatile Cut cut = Cut.NONE;

  private CutLine(int to) {
    this.to = to;
  }

  /// Listens on a free port, for a server on this machine.
  static CutLine to(int port) throws Exception {
    CutLine line = new CutLine(port);
    line.server
        .connectHandler(line::taken)
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    return line;
  }

  int port() {
    return server.actualPort();
  }

  /// From now on; what was lost stays lost.
  void cut(Cut way) {
    cut = way;
  }

  /// How many pieces did not come through.
  int lost() {
    return lost.get();
  }

  private void taken(NetSocket caller) {
    caller.pause();
    client
        .connect(to, "127.0.0.1")
        .onSuccess(other -> {
          forward(caller, other, Cut.THERE);
          forward(other, caller, Cut.BACK);
          caller.resume();
        })
        .onFailure(_ -> caller.close());
  }

  private void forward(NetSocket from, NetSocket to, Cut way) {
    from.handler(bytes -> {
      if (cut == way) {
        lost.incrementAndGet();
      } else {
        to.write(bytes);
      }
    });
    // That one end is gone does not come through either.
    from.closeHandler(_ -> {
      if (cut != way) {
        to.close();
      }
    });
    from.exceptionHandler(_ -> from.close());
  }

  @Override
  public void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
