package dev.rapport.channels.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends and receives the sound of all calls on one thread: every 20 ms whatever came in since, and
/// a packet for each port that plays. There is no selector: a thousand callers who send fifty
/// packets a second are always ready, and asking who is costs as much as reading. Nobody hears
/// those milliseconds, and a thousand callers cost one waking and not a thousand.
public final class MediaEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MediaEngine.class);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /// Behind by more than this, the missed ticks are left out instead of sent in one burst.
  private static final long MOST_BEHIND_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /// Each so many ticks all is read that has piled up, and ports are looked at that nobody sends
  /// to.
  private static final int SELDOM = 8;

  private static final int MAX_PACKET = 2_048;
  private static final int TRIES = 50;

  private final InetAddress address;
  private final int firstPort;
  private final int lastPort;
  private final int maxPorts;
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
      execute(() -> ports.add(made));
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
    LockSupport.unpark(thread);
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
    for (long ticks = 0; !closed; ) {
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(this, wait);
      }
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
      long now = System.nanoTime();
      if (now - due > MOST_BEHIND_NANOS) {
        due = now;
      }
      if (now >= due) {
        boolean all = ++ticks % SELDOM == 0;
        for (MediaPort port : ports) {
          if (all || !port.isQuiet(SELDOM)) {
            hear(port, in, all ? TRIES : 1);
          }
          port.tick(out);
        }
        due += TICK_NANOS;
      }
    }
  }

  private static void hear(MediaPort port, ByteBuffer in, int most) {
    try {
      for (int i = 0; i < most; i++) {
        in.clear();
        var from = (InetSocketAddress) port.channel().receive(in);
        if (from == null) {
          port.quiet();
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
    LockSupport.unpark(thread);
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
      for (MediaPort port : ports) {
        port.channel().close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("the media engine did not close", e);
    }
  }
}
