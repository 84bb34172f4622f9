package dev.rapport.routing;

/// Waiting contacts in order of age, in a ring of memory: the head is one read away, and the usual
/// arrival, younger than all, goes to the end. A contact that comes back keeps its place: it is
/// found by halving, and the shorter side moves over.
///
/// Beside each contact stands since when it waits, and whether it is anybody's own, so that a line
/// can be judged without looking at contacts that have lain in memory untouched for minutes.
final class Line {
  private static final int FIRST_CAPACITY = 8;

  /// The length is a power of two.
  private ContactLife[] ring = new ContactLife[FIRST_CAPACITY];

  private long[] since = new long[FIRST_CAPACITY];
  private boolean[] choosy = new boolean[FIRST_CAPACITY];
  private int head;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /// 0 is the oldest.
  ContactLife get(int place) {
    return ring[at(place)];
  }

  /// Since when the contact at this place waits.
  long since(int place) {
    return since[at(place)];
  }

  /// [ContactLife#choosy] of the contact at this place.
  boolean choosy(int place) {
    return choosy[at(place)];
  }

  private int at(int place) {
    return (head + place) & (ring.length - 1);
  }

  void add(ContactLife contact) {
    if (size == ring.length) {
      grow();
    }
    int place = place(contact);
    if (place > size / 2) {
      for (int i = size; i > place; i--) {
        move(i - 1, i);
      }
    } else {
      head = (head - 1) & (ring.length - 1);
      for (int i = 0; i < place; i++) {
        move(i + 1, i);
      }
    }
    ring[at(place)] = contact;
    since[at(place)] = contact.waitingSince;
    choosy[at(place)] = contact.choosy();
    size++;
  }

  /// @return false when it was not there
  @SuppressWarnings("NullAway") // an empty place in the ring holds nothing, and is never read
  boolean remove(ContactLife contact) {
    int place = place(contact);
    if (place >= size || get(place) != contact) {
      return false;
    }
    if (place > size / 2) {
      close(place);
      ring[at(size - 1)] = null;
    } else {
      open(place);
      ring[head] = null;
      head = at(1);
    }
    size--;
    return true;
  }

  /// Moves all behind a place up by one.
  private void close(int place) {
    int from = at(place);
    int count = size - 1 - place;
    if (from + count < ring.length) {
      System.arraycopy(ring, from + 1, ring, from, count);
      System.arraycopy(since, from + 1, since, from, count);
      System.arraycopy(choosy, from + 1, choosy, from, count);
    } else {
      for (int i = place; i < size - 1; i++) {
        move(i + 1, i);
      }
    }
  }

  /// Moves all before a place back by one.
  private void open(int place) {
    if (head + place < ring.length) {
      System.arraycopy(ring, head, ring, head + 1, place);
      System.arraycopy(since, head, since, head + 1, place);
      System.arraycopy(choosy, head, choosy, head + 1, place);
    } else {
      for (int i = place; i > 0; i--) {
        move(i - 1, i);
      }
    }
  }

  private void move(int from, int to) {
    ring[at(to)] = ring[at(from)];
    since[at(to)] = since[at(from)];
    choosy[at(to)] = choosy[at(from)];
  }

  /// 1 for the oldest; 0 when it is not there.
  int position(ContactLife contact) {
    return contains(contact) ? place(contact) + 1 : 0;
  }

  boolean contains(ContactLife contact) {
    int place = place(contact);
    return place < size && get(place) == contact;
  }

  /// The first place whose contact is not older.
  private int place(ContactLife contact) {
    if (size == 0 || older(size - 1, contact)) {
      return size;
    }
    if (get(0) == contact) {
      return 0;
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (older(middle, contact)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean older(int place, ContactLife contact) {
    long waits = since(place);
    return waits != contact.waitingSince
        ? waits < contact.waitingSince
        : get(place).id().compareTo(contact.id()) < 0;
  }

  private void grow() {
    ContactLife[] larger = new ContactLife[ring.length * 2];
    long[] largerSince = new long[larger.length];
    boolean[] largerChoosy = new boolean[larger.length];
    for (int i = 0; i < size; i++) {
      larger[i] = get(i);
      largerSince[i] = since(i);
      largerChoosy[i] = choosy(i);
    }
    ring = larger;
    since = largerSince;
    choosy = largerChoosy;
    head = 0;
  }
}
