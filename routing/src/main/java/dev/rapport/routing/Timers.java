package dev.rapport.routing;

import java.util.Arrays;

/// Contacts by when something happens to them by itself, the earliest first, and then the smaller
/// id. A heap in which every contact knows its place, so that taking one out from the middle does
/// not begin with a search: most timers are taken out long before they are due.
final class Timers {
  private static final int FIRST_CAPACITY = 64;
  private static final int CHILDREN = 4;

  private ContactLife[] heap = new ContactLife[FIRST_CAPACITY];

  /// Beside the heap, so that comparing does not have to look at the contacts.
  private long[] times = new long[FIRST_CAPACITY];

  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  ContactLife first() {
    return heap[0];
  }

  /// The earliest time there is; [ContactLife#NO_TIMER] when there is none.
  long next() {
    return size == 0 ? ContactLife.NO_TIMER : times[0];
  }

  void add(ContactLife contact) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
      times = Arrays.copyOf(times, size * 2);
    }
    size++;
    up(size - 1, contact, contact.timer);
  }

  /// Does nothing when it is not there.
  @SuppressWarnings("NullAway") // a place behind the end holds nothing, and is never read
  void remove(ContactLife contact) {
    int place = contact.timerPlace;
    if (place == ContactLife.NOWHERE) {
      return;
    }
    contact.timerPlace = ContactLife.NOWHERE;
    size--;
    ContactLife last = heap[size];
    long time = times[size];
    heap[size] = null;
    if (place < size) {
      up(place, last, time);
      if (heap[place] == last) {
        down(place, last, time);
      }
    }
  }

  private void up(int from, ContactLife contact, long time) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) / CHILDREN;
      if (!before(time, contact, parent)) {
        break;
      }
      put(place, heap[parent], times[parent]);
      place = parent;
    }
    put(place, contact, time);
  }

  private void down(int from, ContactLife contact, long time) {
    int place = from;
    while (true) {
      int first = place * CHILDREN + 1;
      if (first >= size) {
        break;
      }
      int best = first;
      for (int child = first + 1; child < Math.min(first + CHILDREN, size); child++) {
        if (before(times[child], heap[child], best)) {
          best = child;
        }
      }
      if (before(time, contact, best)) {
        break;
      }
      put(place, heap[best], times[best]);
      place = best;
    }
    put(place, contact, time);
  }

  private void put(int place, ContactLife contact, long time) {
    heap[place] = contact;
    times[place] = time;
    contact.timerPlace = place;
  }

  private boolean before(long time, ContactLife contact, int other) {
    return time != times[other]
        ? time < times[other]
        : contact.id().compareTo(heap[other].id()) < 0;
  }
}
