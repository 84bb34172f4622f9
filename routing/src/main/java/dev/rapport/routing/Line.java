package dev.rapport.routing;

/// Waiting contacts in order of age, in a ring of memory: the head is one read away, and the usual
/// arrival, younger than all, goes to the end. A contact that comes back keeps its place: it is
/// found by halving, and the shorter side moves over.
final class Line {
  private static final int FIRST_CAPACITY = 8;

  /// A power of two.
  private ContactLife[] ring = new ContactLife[FIRST_CAPACITY];

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
        ring[at(i)] = ring[at(i - 1)];
      }
    } else {
      head = (head - 1) & (ring.length - 1);
      for (int i = 0; i < place; i++) {
        ring[at(i)] = ring[at(i + 1)];
      }
    }
    ring[at(place)] = contact;
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
      for (int i = place; i < size - 1; i++) {
        ring[at(i)] = ring[at(i + 1)];
      }
      ring[at(size - 1)] = null;
    } else {
      for (int i = place; i > 0; i--) {
        ring[at(i)] = ring[at(i - 1)];
      }
      ring[head] = null;
      head = at(1);
    }
    size--;
    return true;
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
    if (size == 0 || ContactLife.BY_AGE.compare(get(size - 1), contact) < 0) {
      return size;
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ContactLife.BY_AGE.compare(get(middle), contact) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void grow() {
    ContactLife[] larger = new ContactLife[ring.length * 2];
    for (int i = 0; i < size; i++) {
      larger[i] = get(i);
    }
    ring = larger;
    head = 0;
  }
}
