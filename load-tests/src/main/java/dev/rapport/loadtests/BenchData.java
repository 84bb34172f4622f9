package dev.rapport.loadtests;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Real customers, questions and mails, read from the folder that holds the sets.
///
/// @param customers the file of profiles to import
/// @param articles the file of answers to import
/// @param emails addresses of those customers
/// @param queries what people typed into shop chats
/// @param questions what people asked on help sites
/// @param mails raw messages, many of them malformed on purpose
record BenchData(
    Path customers,
    Path articles,
    List<String> emails,
    List<String> queries,
    List<String> questions,
    List<Buffer> mails) {
  private static final int LONGEST_TEXT = 8_000;

  /// @param folder holds `evi`, `stackfaq`, `hint3`, `mime4j-testmsgs` and `python-email-testdata`
  /// @throws IllegalArgumentException naming what is not there
  static BenchData read(Path folder) {
    Path customers = present(folder.resolve("evi/records.en.csv"));
    Path articles = present(folder.resolve("stackfaq/docs.tsv"));
    Path queries = present(folder.resolve("hint3/v1/test/sofmattress_test.csv"));
    Path questions = present(folder.resolve("stackfaq/queries.tsv"));
    try {
      var mails = new ArrayList<Buffer>();
      mails.addAll(messages(present(folder.resolve("mime4j-testmsgs")), ".msg"));
      mails.addAll(messages(present(folder.resolve("python-email-testdata")), ".txt"));
      return new BenchData(
          customers,
          articles,
          column(customers, "email"),
          column(queries, "sentence"),
          secondFields(questions),
          mails);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path present(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException("there is no " + path);
    }
    return path;
  }

  private static List<String> column(Path csv, String name) throws IOException {
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(csv)) {
      return rows.stream()
          .map(row -> row.getField(name).strip())
          .filter(text -> !text.isEmpty())
          .map(BenchData::bounded)
          .toList();
    }
  }

  private static List<String> secondFields(Path tsv) throws IOException {
    try (Stream<String> lines = Files.lines(tsv)) {
      return lines
          .map(line -> line.split("\t", 3))
          .filter(fields -> fields.length > 1 && !fields[1].isBlank())
          .map(fields -> bounded(fields[1]))
          .toList();
    }
  }

  private static List<Buffer> messages(Path folder, String ending) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files =
          all.filter(file -> file.getFileName().toString().endsWith(ending))
              .filter(Files::isRegularFile)
              .filter(file ->
                  !file.getFileName().toString().matches(".*(README|LICENSE).*|.*_decoded.*"))
              .sorted()
              .toList();
    }
    var messages = new ArrayList<Buffer>();
    for (Path file : files) {
      messages.add(Buffer.buffer(Files.readAllBytes(file)));
    }
    return messages;
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
