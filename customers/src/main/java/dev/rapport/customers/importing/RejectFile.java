package dev.rapport.customers.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The rejected rows, byte for byte as they were, each with its line and reason. Correct them and
/// import the file: its two extra columns are known and left out.
final class RejectFile implements AutoCloseable {
  private final FileChannel channel;
  private final CsvWriter writer;
  private final int columns;

  private RejectFile(FileChannel channel, CsvWriter writer, int columns) {
    this.channel = channel;
    this.writer = writer;
    this.columns = columns;
  }

  /// @param keep bytes that a checkpoint vouches for; what stands beyond was written by a run that
  ///   did not live to commit it, and is cut off
  static RejectFile open(Path file, HeaderMapping mapping, char delimiter, long keep)
      throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(keep);
    channel.position(channel.size());
    Writer bytes =
        new OutputStreamWriter(
            new BufferedOutputStream(Channels.newOutputStream(channel)),
            StandardCharsets.ISO_8859_1);
    CsvWriter writer = CsvWriter.builder().fieldSeparator(delimiter).build(bytes);
    RejectFile rejects = new RejectFile(channel, writer, mapping.headers().size());
    if (channel.position() == 0) {
      rejects.write(
          mapping.headers().stream().map(Utf8::encode).toList(),
          HeaderMapping.REJECTED_LINE,
          HeaderMapping.REJECTED_BECAUSE);
    }
    return rejects;
  }

  void add(CsvRow row, String reason) {
    write(row.fields(), Long.toString(row.line()), reason);
  }

  private void write(List<String> fields, String line, String reason) {
    List<String> record = new ArrayList<>(fields);
    while (record.size() < columns) {
      record.add("");
    }
    record.add(line);
    record.add(Utf8.encode(reason));
    writer.writeRecord(record);
  }

  /// Forces what was added to the disk, and says how long the file is. Before the checkpoint that
  /// names this length is committed, never after.
  long force() {
    try {
      writer.flush();
      channel.force(false);
      return channel.size();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
