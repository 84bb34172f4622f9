package dev.rapport.channels.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends and receives the sound of all calls on one thread: every 20 ms a packet for each port that
/// plays, in between whatever came in.
public final class MediaEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MediaEngine.class);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /// Behind by more than this, the missed ticks are left out instead of sent in one burst.
  private static final long MOST_BEHIND_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final int MAX_PACKET = 2_048;
  private static final int TRIES = 50;

  private final InetAddress address;
  private final int firstPort;
  private final int lastPort;
  private final int maxPorts;
  private final Selector selector;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final List<MediaPort> ports = new ArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger next = new AtomicInteger();
  private final Thread thread;
  private volatile boolean closed;

  /// @param firstPort the lowest port to use; 0 lets the system choose
  /// @param maxPorts ports at once; beyond it [#open] refuses
  public MediaEngine(InetAddress address, int firstPort, int lastPort, int maxPorts) {
    this.address = address;
    this.firstPort = firstPort;
    this.lastPort = lastPort;
    this.maxPorts = maxPorts;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = Thread.ofPlatform().daemon().name("phone-media").unstarted(this::run);
    thread.start();
  }

  /// Ports that are open.
  public int ports() {
    return open.get();
  }

  /// A new port.
  ///
  /// @throws IOException when there is none left
  public MediaPort open(MediaListener listener) throws IOException {
    if (open.incrementAndGet() > maxPorts) {
      open.decrementAndGet();
      throw new IOException("all " + maxPorts + " media ports are in use");
    }
    try {
      DatagramChannel channel = bound();
      channel.configureBlocking(false);
      int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      MediaPort made = new MediaPort(this, channel, port, listener);
      execute(() -> register(made));
      return made;
    } catch (IOException e) {
      open.decrementAndGet();
      throw e;
    }
  }

  private DatagramChannel bound() throws IOException {
    IOException last = new IOException("no media port is free");
    for (int i = 0; i < TRIES; i++) {
      DatagramChannel channel = DatagramChannel.open();
      try {
        return channel.bind(new InetSocketAddress(address, nextPort()));
      } catch (IOException e) {
        last = e;
        channel.close();
      }
    }
    throw last;
  }

  /// Even ones, as RFC 3550 wants them.
  private int nextPort() {
    if (firstPort == 0) {
      return 0;
    }
    int pairs = Math.max(1, (lastPort - firstPort + 1) / 2);
    return firstPort + 2 * Math.floorMod(next.getAndIncrement(), pairs);
  }

  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  private void register(MediaPort port) {
    try {
      port.channel().register(selector, SelectionKey.OP_READ, port);
      ports.add(port);
    } catch (IOException | ClosedSelectorException e) {
      LOG.debug("a media port was closed before it was used");
    }
  }

  void close(MediaPort port) {
    execute(() -> {
      if (ports.remove(port)) {
        open.decrementAndGet();
      }
      try {
        port.channel().close();
      } catch (IOException e) {
        LOG.debug("a media port did not close", e);
      }
    });
  }

  private void run() {
    ByteBuffer out = ByteBuffer.allocateDirect(MAX_PACKET);
    ByteBuffer in = ByteBuffer.allocateDirect(MAX_PACKET);
    long due = System.nanoTime() + TICK_NANOS;
    try {
      while (!closed) {
        long wait = due - System.nanoTime();
        if (wait > 0) {
          selector.select(
              key -> receive((MediaPort) key.attachment(), in),
              Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)));
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        long now = System.nanoTime();
        if (now - due > MOST_BEHIND_NANOS) {
          due = now;
        }
        if (now >= due) {
          ports.forEach(port -> port.tick(out));
          due += TICK_NANOS;
        }
      }
    } catch (IOException | ClosedSelectorException e) {
      LOG.error("the sound of all calls ended", e);
    }
  }

  private static void receive(MediaPort port, ByteBuffer in) {
    try {
      for (int i = 0; i < TRIES; i++) {
        in.clear();
        var from = (InetSocketAddress) port.channel().receive(in);
        if (from == null) {
          return;
        }
        port.receive(in.flip(), from);
      }
    } catch (IOException e) {
      LOG.debug("a media port could not be read", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
      for (MediaPort port : ports) {
        port.channel().close();
      }
      selector.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("the media engine did not close", e);
    }
  }
}
