package dev.rapport.loadtests;

import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.QueueId;
import dev.rapport.storage.SqlEventLog;
import dev.rapport.storage.SqlInbox;
import dev.rapport.storage.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Many writers, each of which appends an event and waits until it is durable.
final class Appending {
  private static final int CONTACTS = 1_000;
  private static final int MOST_SAMPLES = 1 << 20;

  private final long events;
  private final double took;

  /// How long appends took, sorted.
  private final long[] nanos;

  private Appending(long events, double took, long[] nanos) {
    this.events = events;
    this.took = took;
    this.nanos = nanos;
  }

  /// How many were acknowledged.
  long events() {
    return events;
  }

  double perSecond() {
    return events / took;
  }

  double percentile(double share) {
    return nanos[(int) (share * (nanos.length - 1))] / 1e6;
  }

  /// Contacts for the events to be about.
  static List<ContactId> contacts(Store store) {
    SqlInbox inbox = new SqlInbox(store, InstantSource.system());
    return OpenFloor.take(inbox, CONTACTS).stream().map(ContactId::new).toList();
  }

  static Appending run(SqlEventLog log, List<ContactId> contacts, int writers, int forSeconds)
      throws InterruptedException {
    AtomicLong next = new AtomicLong();
    long[] nanos = new long[MOST_SAMPLES];
    long begin = System.nanoTime();
    long end = begin + forSeconds * 1_000_000_000L;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                while (System.nanoTime() < end) {
                  int number = (int) next.getAndIncrement();
                  long asked = System.nanoTime();
                  log.append(List.of(arrived(contacts.get(number % CONTACTS))), asked / 1_000_000)
                      .join();
                  nanos[number % MOST_SAMPLES] = System.nanoTime() - asked;
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double took = (System.nanoTime() - begin) / 1e9;
    long[] sorted = Arrays.copyOf(nanos, (int) Math.min(next.get(), MOST_SAMPLES));
    Arrays.sort(sorted);
    return new Appending(next.get(), took, sorted);
  }

  private static Event arrived(ContactId contact) {
    return new Event.Arrived(
        Contact.of(contact, ChannelId.EMAIL, new QueueId("support")), 1_790_000_000_000L, null);
  }
}
