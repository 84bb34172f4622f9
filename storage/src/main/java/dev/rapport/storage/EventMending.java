package dev.rapport.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gives single changed bytes of events back what they were. An event's hash is known twice, from
/// its own row and from the event that follows; a row in which one byte made different gives that
/// hash is the row that was written, as surely as SHA-256 is hard to deceive. Rows are found by the
/// hash before them, so a changed number or centre is mended like a changed word.
final class EventMending {
  /// Longer rows are left alone: trying all bytes takes time with the square of the length.
  private static final int LONGEST = 16_384;

  private static final int COLUMNS = 7;

  private final Connection connection;
  private final MessageDigest digest;
  private final List<String> done = new ArrayList<>();

  EventMending(Connection connection) {
    this.connection = connection;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /// One row as it is stored: texts as their bytes, whatever they say. The first seven columns are
  /// what the hash covers after the hash before: centre, seq, at, type, version, contact, agent and
  /// payload, the numbers apart.
  private record Raw(
      long row, long sequence, long at, long version, List<byte @Nullable []> texts) {
    byte[] text(int column) {
      return Objects.requireNonNull(texts.get(column), "a column that is always there");
    }

    String string(int column) {
      return new String(text(column), StandardCharsets.UTF_8);
    }
  }

  private static final int CENTRE = 0;
  private static final int TYPE = 1;
  private static final int CONTACT = 2;
  private static final int AGENT = 3;
  private static final int PAYLOAD = 4;
  private static final int PREVIOUS = 5;
  private static final int HASH = 6;

  /// Mends what can be mended in all logs.
  ///
  /// @return what was done, in words
  List<String> mend() throws SQLException {
    String previousCentre = "";
    long expected = 1;
    String previous = HashChain.START;
    for (long[] place : order()) {
      Raw raw = load(place[0]);
      if (raw == null) {
        continue;
      }
      if (!raw.string(CENTRE).equals(previousCentre)) {
        previousCentre = raw.string(CENTRE);
        expected = 1;
        previous = HashChain.START;
      }
      if (!raw.string(PREVIOUS).equals(previous) || !hashOf(bytes(raw)).equals(raw.string(HASH))) {
        mend(raw, previousCentre, expected, previous);
        raw = Objects.requireNonNullElse(load(place[0]), raw);
      }
      expected = raw.sequence + 1;
      previous = raw.string(HASH);
    }
    return done;
  }

  private List<long[]> order() throws SQLException {
    List<long[]> rows = new ArrayList<>();
    try (Statement sql = connection.createStatement();
        ResultSet found = sql.executeQuery("SELECT rowid FROM event ORDER BY centre, seq")) {
      while (found.next()) {
        rows.add(new long[] {found.getLong(1)});
      }
    }
    return rows;
  }

  private @Nullable Raw load(long row) throws SQLException {
    String query =
        "SELECT seq, at, version, CAST(centre AS BLOB), CAST(type AS BLOB), CAST(contact AS BLOB),"
            + " CAST(agent AS BLOB), CAST(payload AS BLOB), CAST(prev_hash AS BLOB),"
            + " CAST(hash AS BLOB) FROM event WHERE rowid = ?";
    try (PreparedStatement sql = connection.prepareStatement(query)) {
      sql.setLong(1, row);
      try (ResultSet found = sql.executeQuery()) {
        if (!found.next()) {
          return null;
        }
        List<byte @Nullable []> texts = new ArrayList<>();
        for (int column = 4; column < 4 + COLUMNS; column++) {
          texts.add(found.getBytes(column));
        }
        for (int always : new int[] {CENTRE, TYPE, PAYLOAD, PREVIOUS, HASH}) {
          if (texts.get(always) == null) {
            return null;
          }
        }
        return new Raw(row, found.getLong(1), found.getLong(2), found.getLong(3), texts);
      }
    }
  }

  /// What the hash is taken over, as [EventRow#sealed] has it.
  private static byte[] bytes(Raw raw) {
    int length = 3 * Long.BYTES;
    for (int column = 0; column < HASH; column++) {
      byte[] text = raw.texts.get(column);
      length += Integer.BYTES + (text == null ? 0 : text.length);
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    put(all, raw.text(PREVIOUS));
    put(all, raw.text(CENTRE));
    all.putLong(raw.sequence).putLong(raw.at);
    put(all, raw.text(TYPE));
    all.putLong(raw.version);
    put(all, raw.texts.get(CONTACT));
    put(all, raw.texts.get(AGENT));
    put(all, raw.text(PAYLOAD));
    return all.array();
  }

  private static void put(ByteBuffer all, byte @Nullable [] text) {
    if (text == null) {
      all.putInt(-1);
    } else {
      all.putInt(text.length).put(text);
    }
  }

  private String hashOf(byte[] bytes) {
    return HexFormat.of().formatHex(digest.digest(bytes));
  }

  private void mend(Raw raw, String centre, long expected, String previous) throws SQLException {
    String follower = hashBefore(centre, raw.sequence + 1);
    List<String> hashes = new ArrayList<>(List.of(raw.string(HASH)));
    if (follower != null && !follower.equals(raw.string(HASH))) {
      hashes.add(follower);
    }
    List<String> before = new ArrayList<>(List.of(raw.string(PREVIOUS)));
    if (!before.contains(previous) && raw.sequence == expected) {
      before.add(previous);
    }
    for (String known : before) {
      List<byte @Nullable []> texts = new ArrayList<>(raw.texts);
      texts.set(PREVIOUS, known.getBytes(StandardCharsets.UTF_8));
      Raw tried = new Raw(raw.row, raw.sequence, raw.at, raw.version, texts);
      byte[] found = search(bytes(tried), hashes);
      if (found != null) {
        store(tried, found, centre);
        return;
      }
    }
  }

  /// What the next event, or the end of the log, says of the hash of this one.
  private @Nullable String hashBefore(String centre, long next) throws SQLException {
    String query =
        "SELECT prev_hash FROM event WHERE centre = ? AND seq = ?"
            + " UNION ALL SELECT hash FROM log_end WHERE centre = ? AND seq = ?";
    try (PreparedStatement sql = connection.prepareStatement(query)) {
      sql.setString(1, centre);
      sql.setLong(2, next);
      sql.setString(3, centre);
      sql.setLong(4, next - 1);
      try (ResultSet found = sql.executeQuery()) {
        return found.next() ? found.getString(1) : null;
      }
    }
  }

  /// The bytes with at most one of them changed that have one of the hashes; null for none.
  private byte @Nullable [] search(byte[] bytes, List<String> hashes) {
    List<byte[]> wanted = new ArrayList<>();
    for (String hash : hashes) {
      try {
        wanted.add(HexFormat.of().parseHex(hash));
      } catch (IllegalArgumentException e) {
        // It is the hash that was changed, and is no number now.
      }
    }
    if (matches(bytes, wanted)) {
      return bytes;
    }
    if (bytes.length > LONGEST) {
      return null;
    }
    for (int at = 0; at < bytes.length; at++) {
      byte was = bytes[at];
      for (int other = 1; other < 256; other++) {
        bytes[at] = (byte) (was ^ other);
        if (matches(bytes, wanted)) {
          return bytes;
        }
      }
      bytes[at] = was;
    }
    return null;
  }

  private boolean matches(byte[] bytes, List<byte[]> wanted) {
    byte[] hash = digest.digest(bytes);
    for (byte[] one : wanted) {
      if (Arrays.equals(one, hash)) {
        return true;
      }
    }
    return false;
  }

  private void store(Raw raw, byte[] right, String centre) throws SQLException {
    ByteBuffer all = ByteBuffer.wrap(right);
    @Nullable String[] texts = new @Nullable String[COLUMNS];
    texts[PREVIOUS] = text(all);
    texts[CENTRE] = text(all);
    long sequence = all.getLong();
    long at = all.getLong();
    texts[TYPE] = text(all);
    long version = all.getLong();
    texts[CONTACT] = text(all);
    texts[AGENT] = text(all);
    texts[PAYLOAD] = text(all);
    texts[HASH] = hashOf(right);
    String update =
        "UPDATE event SET seq = ?, at = ?, version = ?, centre = ?, type = ?, contact = ?,"
            + " agent = ?, payload = ?, prev_hash = ?, hash = ? WHERE rowid = ?";
    try (PreparedStatement sql = connection.prepareStatement(update)) {
      sql.setLong(1, sequence);
      sql.setLong(2, at);
      sql.setLong(3, version);
      for (int column = 0; column < COLUMNS; column++) {
        sql.setString(4 + column, texts[column]);
      }
      sql.setLong(4 + COLUMNS, raw.row);
      sql.executeUpdate();
    }
    done.add(LogCheck.place(centre, sequence) + " has its changed byte back, as its hash proves");
  }

  /// The length before a text is covered by the search as well; one that was tried and fits is
  /// right.
  private static @Nullable String text(ByteBuffer all) {
    int length = all.getInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    all.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
