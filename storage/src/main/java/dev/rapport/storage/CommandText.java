package dev.rapport.storage;

import dev.rapport.routing.Command;
import dev.rapport.storage.RecordCodec.BadRecord;

/// Commands as text, for the way from one gateway to another; the form is that of the event log.
public final class CommandText {
  private final RecordCodec codec = new RecordCodec();

  public String write(Command command) {
    return codec.encode(Command.class, command);
  }

  /// @throws IllegalArgumentException when the text is not what [#write] makes: damaged, or of a
  ///   version that has other commands
  public Command read(String text) {
    try {
      return codec.decode(Command.class, text);
    } catch (BadRecord e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
