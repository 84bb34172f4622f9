package dev.rapport.customers.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A part of the index, never changed: the records one after the other as bytes, and all postings
/// in one sorted array, a key's hash in the upper 40 bits and the record's number in the lower 24.
/// About 130 bytes a record.
///
/// @param bytes each record as its id and values, apart by NUL
/// @param ends where each record ends
@SuppressWarnings("ArrayRecordComponent") // Never compared, never handed out.
record IdentitySegment(byte[] bytes, int[] ends, long[] postings) {
  static final int NUMBER_BITS = 24;
  private static final long NUMBER = (1L << NUMBER_BITS) - 1;

  static IdentitySegment of(List<IdentityRecord> records) {
    byte[][] packed = new byte[records.size()][];
    long[] postings = new long[records.size() * IdentityKeys.MOST];
    int count = 0;
    int length = 0;
    for (int i = 0; i < packed.length; i++) {
      packed[i] = pack(records.get(i));
      length += packed[i].length;
      for (long key : IdentityKeys.of(records.get(i))) {
        postings[count++] = key << NUMBER_BITS | i;
      }
    }
    byte[] bytes = new byte[length];
    int[] ends = new int[packed.length];
    int at = 0;
    for (int i = 0; i < packed.length; i++) {
      System.arraycopy(packed[i], 0, bytes, at, packed[i].length);
      at += packed[i].length;
      ends[i] = at;
    }
    postings = Arrays.copyOf(postings, count);
    Arrays.sort(postings);
    return new IdentitySegment(bytes, ends, postings);
  }

  int size() {
    return ends.length;
  }

  /// This one and another as one, the other's records after these.
  IdentitySegment with(IdentitySegment other) {
    byte[] both = Arrays.copyOf(bytes, bytes.length + other.bytes.length);
    System.arraycopy(other.bytes, 0, both, bytes.length, other.bytes.length);
    int[] allEnds = Arrays.copyOf(ends, ends.length + other.ends.length);
    for (int i = 0; i < other.ends.length; i++) {
      allEnds[ends.length + i] = bytes.length + other.ends[i];
    }
    long[] merged = new long[postings.length + other.postings.length];
    int mine = 0;
    int theirs = 0;
    for (int i = 0; i < merged.length; i++) {
      boolean first =
          theirs == other.postings.length
              || (mine < postings.length && postings[mine] <= other.postings[theirs] + ends.length);
      merged[i] = first ? postings[mine++] : other.postings[theirs++] + ends.length;
    }
    return new IdentitySegment(both, allEnds, merged);
  }

  IdentityRecord record(int number) {
    int from = number == 0 ? 0 : ends[number - 1];
    String text = new String(bytes, from, ends[number] - from, StandardCharsets.UTF_8);
    List<String> parts = new ArrayList<>(5);
    int start = 0;
    for (int to = text.indexOf('\0'); to >= 0; to = text.indexOf('\0', start)) {
      parts.add(text.substring(start, to));
      start = to + 1;
    }
    parts.add(text.substring(start));
    return new IdentityRecord(parts.getFirst(), parts.subList(1, parts.size()));
  }

  /// Where the records with a key begin among the postings.
  int from(long key) {
    return lowerBound(key << NUMBER_BITS);
  }

  /// Where they end.
  int to(long key) {
    return lowerBound((key + 1) << NUMBER_BITS);
  }

  /// The number of the record at a place among the postings.
  int number(int place) {
    return (int) (postings[place] & NUMBER);
  }

  private int lowerBound(long value) {
    int found = Arrays.binarySearch(postings, value);
    return found >= 0 ? found : -found - 1;
  }

  private static byte[] pack(IdentityRecord one) {
    return (one.id() + "\0" + String.join("\0", one.values())).getBytes(StandardCharsets.UTF_8);
  }
}
