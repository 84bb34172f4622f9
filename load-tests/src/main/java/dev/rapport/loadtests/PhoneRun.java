package dev.rapport.loadtests;

import dev.rapport.channels.sip.SoftCall;
import dev.rapport.channels.sip.SoftPhone;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Calls that are placed, and what is seen of them at both ends and on the desks. Each call has a
/// number of its own, by which all three are brought together.
final class PhoneRun {
  private static final Pattern NUMBER = Pattern.compile("\\+4420\\d{8}");
  private static final int FORGOTTEN = -1;

  private final SoftPhone customers;
  private final SoftPhone agents;
  private final PhoneSeats desks;
  private final InetSocketAddress server;
  private final Map<String, Long> invited = new ConcurrentHashMap<>();
  private final Map<String, Long> popped = new ConcurrentHashMap<>();
  private final Map<String, Long> rung = new ConcurrentHashMap<>();
  private final Map<String, SoftCall> open = new ConcurrentHashMap<>();
  private final Set<String> ordered = new HashSet<>();
  private Latencies toPop = new Latencies();
  private final AtomicInteger placed = new AtomicInteger();
  private final AtomicInteger talked = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger popAfterRing = new AtomicInteger();
  private final AtomicInteger popBeforeRing = new AtomicInteger();
  private final AtomicLong expiresAt = new AtomicLong(FORGOTTEN);
  private final AtomicLong ringAfterExpiry = new AtomicLong(FORGOTTEN);
  private volatile boolean answering = true;

  /// @param desks whose sockets are read when their telephone rings
  PhoneRun(SoftPhone customers, SoftPhone agents, int sipPort, PhoneSeats desks) {
    this.customers = customers;
    this.agents = agents;
    this.desks = desks;
    server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), sipPort);
    agents.whenCalled(this::rings);
  }

  // --- What is seen ---

  /// A frame came to a desk.
  ///
  /// @param now nanoseconds, when it came
  void seen(JsonObject frame, long now) {
    switch (frame.getString("type")) {
      case "screen_pop" -> {
        Matcher number = NUMBER.matcher(frame.encode());
        if (number.find()) {
          Long since = invited.get(number.group());
          if (since != null && popped.putIfAbsent(number.group(), now) == null) {
            synchronized (this) {
              toPop.add(now - since);
            }
            inOrder(number.group());
          }
        }
      }
      case "offer" -> expiresAt.compareAndSet(FORGOTTEN, frame.getLong("expiresAt"));
      default -> {}
    }
  }

  private void rings(SoftCall call) {
    // What has come to the desk by now came before the ring, whoever would have looked first.
    desks.look(call.called());
    long now = System.nanoTime();
    boolean first = rung.putIfAbsent(call.caller(), now) == null;
    if (first) {
      inOrder(call.caller());
    } else {
      long due = expiresAt.get();
      ringAfterExpiry.compareAndSet(FORGOTTEN, System.currentTimeMillis() - due);
    }
    if (answering || !first) {
      call.listen(
          new SoftCall.Listener() {
            @Override
            public void answered() {
              talked.incrementAndGet();
            }
          });
      call.answer();
    }
  }

  /// Whichever of the two is noticed last counts which of them came first.
  private synchronized void inOrder(String number) {
    Long pop = popped.get(number);
    Long ring = rung.get(number);
    if (pop != null && ring != null && ordered.add(number)) {
      (pop <= ring ? popBeforeRing : popAfterRing).incrementAndGet();
    }
  }

  // --- What is done ---

  private String place() {
    String number = "+4420%08d".formatted(placed.incrementAndGet());
    invited.put(number, System.nanoTime());
    SoftCall call =
        customers.call(
            server,
            SoftPhone.From.number(number),
            "support",
            new SoftCall.Listener() {
              @Override
              public void ended(int status) {
                open.remove(number);
                if (status != 0) {
                  failed.incrementAndGet();
                }
              }
            });
    open.put(number, call);
    return number;
  }

  /// Calls at that rate, each hung up by its caller after a while.
  ///
  /// @return calls a second that were really placed
  double steadily(double perSecond, int calls, long talkMs) {
    long begin = System.nanoTime();
    List<Map.Entry<String, Long>> leaving = new ArrayList<>();
    int left = 0;
    for (int i = 0; i < calls; i++) {
      long due = begin + (long) (i * 1e9 / perSecond);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(Math.min(2_000_000, due - System.nanoTime()));
        left = leave(leaving, left);
      }
      leaving.add(Map.entry(place(), System.nanoTime() + talkMs * 1_000_000));
    }
    double rate = calls * 1e9 / (System.nanoTime() - begin);
    while (left < leaving.size()) {
      LockSupport.parkNanos(2_000_000);
      left = leave(leaving, left);
    }
    return rate;
  }

  private int leave(List<Map.Entry<String, Long>> leaving, int from) {
    int left = from;
    while (left < leaving.size() && leaving.get(left).getValue() <= System.nanoTime()) {
      SoftCall call = open.get(leaving.get(left++).getKey());
      if (call != null) {
        call.hangUp();
      }
    }
    return left;
  }

  /// So many callers who wait.
  void hold(int callers, double perSecond) {
    for (int i = 0; i < callers; i++) {
      place();
      LockSupport.parkNanos((long) (1e9 / perSecond));
    }
  }

  void hangUpAll() {
    open.values().forEach(SoftCall::hangUp);
  }

  /// One caller whose first ring nobody answers.
  void unanswered() {
    answering = false;
    expiresAt.set(FORGOTTEN);
    place();
  }

  /// What was measured so far was the warm-up, in which a fresh JVM compiles itself.
  void warm() {
    synchronized (this) {
      toPop = new Latencies();
    }
    popAfterRing.set(0);
    popBeforeRing.set(0);
    talked.set(0);
  }

  // --- What came of it ---

  int open() {
    return open.size();
  }

  int failed() {
    return failed.get();
  }

  int talked() {
    return talked.get();
  }

  int popBeforeRing() {
    return popBeforeRing.get();
  }

  int popAfterRing() {
    return popAfterRing.get();
  }

  /// From the end of an unanswered offer to the ring at the next agent's, in milliseconds; -1 while
  /// it has not rung.
  long ringAfterExpiry() {
    return ringAfterExpiry.get();
  }

  JsonObject inviteToPop() {
    synchronized (this) {
      return toPop.milliseconds();
    }
  }

  void close() {
    customers.close();
    agents.close();
  }
}
