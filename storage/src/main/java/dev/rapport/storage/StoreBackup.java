package dev.rapport.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/// Backups of a store as single files, taken while it is served, and the way back (P34).
///
/// ```
///   FILE           the database as it stood at one moment, checked whole before it got its name
///   FILE.sha256    its checksum, in the form of sha256sum: a changed byte anywhere is found
///   FILE.key       secret.key, as secret as in the data directory
/// ```
///
/// The copy is made by SQLite itself (`VACUUM INTO`) in one read transaction: the process that
/// serves goes on writing meanwhile.
public final class StoreBackup {
  private static final String KEY = "secret.key";
  private static final int BUFFER = 1 << 20;

  private StoreBackup() {}

  /// What was written, or why it was not.
  ///
  /// @param report the check of the copy; there is a backup only when it is sound
  /// @param bytes the size of the file
  /// @param sha256 of the file, in lower-case hexadecimal
  /// @param done what was done on the way, in words
  public record Outcome(StoreReport report, long bytes, String sha256, List<String> done) {
    public Outcome {
      done = List.copyOf(done);
    }
  }

  /// Writes a backup of the store in a directory, and checks what it wrote.
  ///
  /// @throws StoreStopped when there is no store, the file is there already, or it cannot be
  ///   written
  public static Outcome take(Path directory, Path file) {
    Path from = directory.resolve(StoreCheck.DATABASE);
    if (!Files.exists(from)) {
      throw new StoreStopped("There is no " + StoreCheck.DATABASE + " in " + directory);
    }
    Path part = beside(file, ".part");
    try {
      refuseExisting(file);
      Files.createDirectories(StoreRepair.folderOf(file));
      Files.deleteIfExists(part);
      vacuumInto(from, part);
      StoreRepair.flush(part);
      StoreReport report = StoreCheck.ofFile(part, false);
      if (!report.sound()) {
        Files.delete(part);
        return new Outcome(report, 0, "", List.of());
      }
      String sum = sha256(part);
      write(beside(file, ".sha256"), sum + "  " + file.getFileName() + "\n");
      copyKey(directory.resolve(KEY), beside(file, ".key"));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      StoreRepair.flush(StoreRepair.folderOf(file));
      return new Outcome(report, Files.size(file), sum, List.of());
    } catch (IOException | SQLException e) {
      throw new StoreStopped("The backup was not written: " + e.getMessage(), e);
    }
  }

  /// Puts a backup in place, in a directory that has no store.
  ///
  /// @param event the last event to keep; [Long#MAX_VALUE] for all. Decisions after it are gone.
  ///   Contacts that arrived after it are received again, and are routed anew: what customers sent
  ///   is not taken back
  /// @throws StoreStopped when there is a store already, or the backup is not what was written
  public static Outcome restore(Path file, Path directory, long event) {
    Path to = directory.resolve(StoreCheck.DATABASE);
    try (StoreLock _ = StoreLock.take(directory)) {
      refuseExisting(to);
      refuseChanged(file);
      Path part = beside(to, ".part");
      Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
      List<String> done = event == Long.MAX_VALUE ? List.of() : cut(part, event);
      StoreRepair.flush(part);
      StoreReport report = StoreCheck.ofFile(part, false);
      if (!report.sound()) {
        Files.delete(part);
        return new Outcome(report, 0, "", done);
      }
      String sum = sha256(part);
      if (!Files.exists(directory.resolve(KEY))) {
        copyKey(beside(file, ".key"), directory.resolve(KEY));
      }
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
      StoreRepair.flush(directory);
      return new Outcome(report, Files.size(to), sum, done);
    } catch (IOException | SQLException | DataAccessException e) {
      throw new StoreStopped("The backup was not restored: " + e.getMessage(), e);
    }
  }

  private static Path beside(Path file, String end) {
    return file.resolveSibling(file.getFileName() + end);
  }

  private static void refuseExisting(Path file) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file + " is there already");
    }
  }

  private static void refuseChanged(Path file) throws IOException {
    Path sum = beside(file, ".sha256");
    if (Files.exists(sum)) {
      String right = Files.readString(sum).split(" ", 2)[0];
      String now = sha256(file);
      if (!now.equals(right)) {
        throw new IOException(
            file + " is damaged: it was written with SHA-256 " + right + " and has " + now);
      }
    }
  }

  private static void vacuumInto(Path from, Path to) throws SQLException {
    try (ReadOnlyDatabase database = ReadOnlyDatabase.open(from);
        PreparedStatement sql = database.connection().prepareStatement("VACUUM INTO ?")) {
      sql.setString(1, to.toString());
      sql.execute();
    }
  }

  /// Ends the log of the only centre there with an event.
  private static List<String> cut(Path file, long event) throws SQLException {
    List<String> done = new ArrayList<>();
    try (Connection connection = WritableDatabase.open(file);
        Statement sql = connection.createStatement()) {
      sql.execute("BEGIN IMMEDIATE");
      DSLContext dsl = WritableDatabase.dsl(connection);
      Set<String> centres = StoreCheck.centresIn(dsl);
      if (centres.size() != 1) {
        throw new StoreStopped("An event can be chosen where there is one centre, not " + centres);
      }
      LogFindings log = LogCheck.run(dsl, centres.iterator().next(), event);
      if (log.end().sequence() != event) {
        throw new StoreStopped(
            "There is no event " + event + "; the last is " + log.end().sequence());
      }
      done.addAll(LogCut.after(dsl, log, LogCut.Ended.LIVE_AGAIN));
      done.add(LogCut.follow(dsl, log) + " contacts are back where they were");
      sql.execute("COMMIT");
      sql.execute("PRAGMA journal_mode = DELETE");
    }
    return done;
  }

  private static void copyKey(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.write(
        file,
        text.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
