package dev.rapport.loadtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The desks of all agents, whose sockets one thread reads, and whoever wants to know at once what
/// has come.
final class PhoneSeats implements AutoCloseable {
  private final Target target;
  private final Map<String, PhoneSeat> seats = new ConcurrentHashMap<>();
  private final Selector selector;
  private final Thread reader = Thread.ofPlatform().name("desks").daemon().unstarted(this::read);

  PhoneSeats(Target target) {
    this.target = target;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reader.start();
  }

  /// A desk whose agent is available.
  PhoneSeat open(String agent, String token, PhoneSeat.Seen seen) throws IOException {
    PhoneSeat seat = PhoneSeat.open(target, new PhoneSeat.Login(agent, token), seen);
    seats.put(agent, seat);
    seat.register(selector);
    selector.wakeup();
    seat.awaitAvailable();
    return seat;
  }

  /// Reads what has come to that agent's desk by now, if there is one.
  void look(String agent) {
    PhoneSeat seat = seats.get(agent);
    if (seat != null) {
      seat.read();
    }
  }

  private void read() {
    try {
      while (selector.isOpen()) {
        selector.select(key -> ((PhoneSeat) key.attachment()).read());
      }
    } catch (IOException | ClosedSelectorException e) {
      // Closed: nobody wants to know any more.
    }
  }

  @Override
  public void close() {
    seats.values().forEach(PhoneSeat::close);
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
