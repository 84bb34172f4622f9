package dev.rapport.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads SQLite's write-ahead log as a crash left it, before SQLite does. SQLite takes the commits
/// up to the first frame that is not sound and leaves the rest out without a word, which is right
/// for a commit that was under way and wrong for one that was acknowledged. This tells them apart:
///
/// - A commit begins only after the one before it was flushed. So a frame that is not sound, with a
///   frame of a *later* commit behind it, is damage.
/// - The shared index beside it says how far the log was flushed. A log that is sound only up to an
///   earlier frame has lost acknowledged commits.
///
/// Format: <https://sqlite.org/fileformat2.html#walformat> and <https://sqlite.org/walformat.html>.
/// Reads only.
final class WalFile {
  private static final int HEADER = 32;
  private static final int FRAME_HEADER = 24;
  private static final int MAGIC_LITTLE = 0x377f0682;
  private static final int MAGIC_BIG = 0x377f0683;
  private static final int LEAST_PAGE = 512;
  private static final int MOST_PAGE = 65_536;

  /// @param soundBytes the length of the log up to its last whole commit
  /// @param unfinishedFrames frames after it that belong to no whole commit
  /// @param damage what is wrong; null when all that was acknowledged is there
  record State(long soundBytes, int unfinishedFrames, @Nullable Damage damage) {}

  private final Path file;
  private final ByteBuffer frame;
  private final FileChannel channel;
  private final ByteOrder order;
  private final int frameBytes;
  private final long frames;
  private final long salt;
  private final Sum headerSum;

  private WalFile(Path file, FileChannel channel, ByteBuffer header) throws IOException {
    this.file = file;
    this.channel = channel;
    int magic = header.getInt(0);
    order = magic == MAGIC_BIG ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    frameBytes = FRAME_HEADER + header.getInt(8);
    frame = ByteBuffer.allocate(frameBytes);
    frames = (channel.size() - HEADER) / frameBytes;
    salt = header.getLong(16);
    headerSum = new Sum(header.getInt(24), header.getInt(28));
  }

  /// A running checksum: two words that depend on all words before them.
  private record Sum(int first, int second) {
    Sum over(ByteBuffer bytes, int from, int to, ByteOrder order) {
      ByteBuffer words = bytes.duplicate().order(order);
      int s0 = first;
      int s1 = second;
      for (int at = from; at < to; at += 2 * Integer.BYTES) {
        s0 += words.getInt(at) + s1;
        s1 += words.getInt(at + Integer.BYTES) + s0;
      }
      return new Sum(s0, s1);
    }
  }

  /// The log beside a database.
  ///
  /// @param database the database file itself
  static State of(Path database) throws IOException {
    Path file = database.resolveSibling(database.getFileName() + "-wal");
    Optional<WalIndexFile> index =
        WalIndexFile.of(database.resolveSibling(database.getFileName() + "-shm"));
    // An empty one is how SQLite leaves it when all of it is in the database; the index may be from
    // before that, after a power failure.
    long size = Files.exists(file) ? Files.size(file) : -1;
    if (size < HEADER) {
      boolean lost = size != 0 && index.isPresent() && index.get().onlyHere();
      return new State(0, 0, lost ? missing(file, index.get()) : null);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = read(channel, 0, ByteBuffer.allocate(HEADER));
      String wrong = wrongWith(header);
      if (wrong != null) {
        return badHeader(file, channel, wrong);
      }
      return new WalFile(file, channel, header).walk(index);
    }
  }

  private static Damage missing(Path file, WalIndexFile index) {
    return new Damage(
        name(file), "it is missing, and " + index.frames() + " frames of it are nowhere else");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static @Nullable String wrongWith(ByteBuffer header) {
    int magic = header.getInt(0);
    int page = header.getInt(8);
    if (magic != MAGIC_LITTLE && magic != MAGIC_BIG) {
      return "its header is not that of a log";
    }
    if (page < LEAST_PAGE || page > MOST_PAGE || Integer.bitCount(page) != 1) {
      return "its header names pages of " + page + " bytes";
    }
    ByteOrder order = magic == MAGIC_BIG ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    Sum sum = new Sum(0, 0).over(header, 0, 24, order);
    return sum.equals(new Sum(header.getInt(24), header.getInt(28)))
        ? null
        : "its header does not match its checksum";
  }

  /// SQLite leaves such a log out whole. The header is flushed before any frame is written, and is
  /// smaller than what a disk writes at once: with frames behind it, it was whole.
  private static State badHeader(Path file, FileChannel channel, String wrong) throws IOException {
    return channel.size() > HEADER + FRAME_HEADER
        ? new State(0, 0, new Damage(name(file) + ", byte 0", wrong))
        : new State(0, 0, null);
  }

  private State walk(Optional<WalIndexFile> index) throws IOException {
    Sum sum = headerSum;
    long sound = 0;
    long committed = 0;
    Sum sumAtIndex = headerSum;
    while (sound < frames && isSound(sound, sum)) {
      sum = stored();
      sound++;
      if (frame.getInt(4) != 0) {
        committed = sound;
      }
      if (index.isPresent() && index.get().frames() == sound) {
        sumAtIndex = sum;
      }
    }
    long soundBytes = committed == 0 ? 0 : HEADER + committed * frameBytes;
    long later = laterCommit(sound);
    int unfinished = (int) (Math.max(sound, sameLog(sound)) - committed);
    if (later >= 0) {
      return new State(soundBytes, unfinished, damageAt(sound, "frame " + (later + 1)));
    }
    if (index.isPresent() && index.get().speaksOf(salt)) {
      WalIndexFile told = index.get();
      boolean reached = committed >= told.frames();
      if (!reached || !told.endsWith(sumAtIndex.first(), sumAtIndex.second())) {
        return new State(
            soundBytes,
            unfinished,
            damageAt(
                Math.min(sound, told.frames()),
                "the shared index, which has " + told.frames() + " flushed frames"));
      }
    }
    // An index of another log is an old one: this log began after that one was in the database.
    return new State(soundBytes, unfinished, null);
  }

  private Damage damageAt(long sound, String witness) {
    return new Damage(
        "%s, frame %d (byte %d)".formatted(name(file), sound + 1, HEADER + sound * frameBytes),
        "it is not what was written; that it was flushed is known from "
            + witness
            + ". What was acknowledged from there on cannot be read");
  }

  private boolean isSound(long number, Sum before) throws IOException {
    load(number);
    return frame.getLong(8) == salt && follows(before);
  }

  private boolean follows(Sum before) {
    return before
        .over(frame, 0, 8, order)
        .over(frame, FRAME_HEADER, frameBytes, order)
        .equals(stored());
  }

  private Sum stored() {
    return new Sum(frame.getInt(16), frame.getInt(20));
  }

  private void load(long number) throws IOException {
    read(channel, HEADER + number * frameBytes, frame);
  }

  /// The first frame of a commit after the one in which `from` lies, when it is provably of this
  /// log; -1 for none. A frame follows its neighbour by what that one has as its checksum, whether
  /// or not the neighbour itself is sound.
  private long laterCommit(long from) throws IOException {
    boolean ended = false;
    Sum before = null;
    for (long number = from; number < frames; number++) {
      load(number);
      boolean ours = frame.getLong(8) == salt;
      if (ours && ended && before != null && follows(before)) {
        return number;
      }
      ended |= ours && frame.getInt(4) != 0;
      before = stored();
    }
    return -1;
  }

  /// Up to where frames carry the mark of this log.
  private long sameLog(long from) throws IOException {
    long number = from;
    while (number < frames) {
      load(number);
      if (frame.getLong(8) != salt) {
        break;
      }
      number++;
    }
    return number;
  }

  private static ByteBuffer read(FileChannel channel, long from, ByteBuffer into)
      throws IOException {
    into.clear();
    while (into.hasRemaining() && channel.read(into, from + into.position()) >= 0) {
      // Once more for what is left.
    }
    while (into.hasRemaining()) {
      into.put((byte) 0);
    }
    return into.flip();
  }
}
