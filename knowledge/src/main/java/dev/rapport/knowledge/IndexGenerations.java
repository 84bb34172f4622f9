package dev.rapport.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folders of a derived index: while the next generation is built in one, the present one is
/// searched and kept up to date in another.
///
/// ```
///   FOLDER/current   the number of the generation in use, replaced in one step
///   FOLDER/7/        that one: a Lucene directory
///   FOLDER/8/        the next one, while it is built
/// ```
///
/// Whenever the process dies, `current` names a generation that is whole: it is replaced only after
/// the commit of the next one. What is left of one that came to no end is removed at the next
/// start.
final class IndexGenerations {
  private static final Logger log = LoggerFactory.getLogger(IndexGenerations.class);

  private static final String CURRENT = "current";
  private static final String SEGMENTS = "segments";
  private static final int FIRST = 1;

  /// More digits are no number of ours.
  private static final int MAX_DIGITS = 9;

  private final Path folder;

  /// @throws IOException if the folder cannot be made or used
  IndexGenerations(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    if (pointed().isEmpty()) {
      takeOver();
    }
  }

  /// An index from before there were generations lies in the folder itself. The file that makes it
  /// one is moved last, so that a move that broke off is gone on with.
  private void takeOver() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = new ArrayList<>(all.filter(Files::isRegularFile).toList());
    }
    if (files.stream().noneMatch(IndexGenerations::makesAnIndex)) {
      return;
    }
    files.sort((a, b) -> Boolean.compare(makesAnIndex(a), makesAnIndex(b)));
    Path first = Files.createDirectories(of(FIRST));
    for (Path file : files) {
      Files.move(file, first.resolve(name(file)), StandardCopyOption.REPLACE_EXISTING);
    }
    use(FIRST);
  }

  private static boolean makesAnIndex(Path file) {
    return name(file).startsWith(SEGMENTS);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  Path of(int generation) {
    return folder.resolve(Integer.toString(generation));
  }

  /// The generation in use. Where nothing names one that is there, the newest that was ever
  /// committed: each of those knows how far it has read.
  int current() throws IOException {
    OptionalInt pointed = pointed();
    if (pointed.isPresent() && Files.isDirectory(of(pointed.getAsInt()))) {
      return pointed.getAsInt();
    }
    List<Integer> there = all();
    Collections.reverse(there);
    for (int generation : there) {
      try (Stream<Path> files = Files.list(of(generation))) {
        if (files.anyMatch(IndexGenerations::makesAnIndex)) {
          return generation;
        }
      }
    }
    return pointed.orElse(FIRST);
  }

  /// What `current` says, if it says a number.
  OptionalInt pointed() throws IOException {
    try {
      byte[] content = Files.readAllBytes(folder.resolve(CURRENT));
      return number(new String(content, StandardCharsets.ISO_8859_1).strip());
    } catch (NoSuchFileException e) {
      return OptionalInt.empty();
    }
  }

  private static OptionalInt number(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= MAX_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  /// The number of a generation that is not there yet.
  int next() throws IOException {
    List<Integer> there = all();
    int newest = there.isEmpty() ? 0 : there.getLast();
    return Math.max(newest, pointed().orElse(0)) + 1;
  }

  /// In ascending order.
  private List<Integer> all() throws IOException {
    try (Stream<Path> there = Files.list(folder)) {
      return new ArrayList<>(
          there
              .filter(Files::isDirectory)
              .map(path -> number(name(path)))
              .flatMap(n -> n.stream().boxed())
              .sorted()
              .toList());
    }
  }

  /// From now on that one is in use, after a power cut too.
  void use(int generation) throws IOException {
    Path next = folder.resolve(CURRENT + ".next");
    try (FileChannel file =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer text =
          ByteBuffer.wrap(Integer.toString(generation).getBytes(StandardCharsets.US_ASCII));
      while (text.hasRemaining()) {
        file.write(text);
      }
      file.force(true);
    }
    Files.move(
        next,
        folder.resolve(CURRENT),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true); // the name is a part of the folder
    } catch (IOException e) {
      log.debug("{} cannot be flushed here", folder, e);
    }
  }

  /// Removes all but one, as far as nobody writes them. What cannot be removed now is removed at
  /// another time.
  void keepOnly(int generation) {
    try {
      for (int other : all()) {
        if (other != generation) {
          remove(other);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      log.info("Old generations of the index in {} remain for now: {}", folder, e.toString());
    }
  }

  private void remove(int generation) throws IOException {
    Path old = of(generation);
    try (FSDirectory directory = FSDirectory.open(old);
        Lock _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      for (String file : directory.listAll()) {
        if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
          Files.deleteIfExists(old.resolve(file));
        }
      }
    }
    Files.deleteIfExists(old.resolve(IndexWriter.WRITE_LOCK_NAME));
    Files.deleteIfExists(old);
  }
}
