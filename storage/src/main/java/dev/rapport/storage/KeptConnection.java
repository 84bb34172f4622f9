package dev.rapport.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jooq.tools.jdbc.DefaultConnection;

/// A connection that keeps the statements it has prepared: closing one puts it back, and preparing
/// the same text again takes it out. Preparing costs SQLite more than most of our reads by key.
///
/// For one thread at a time, as any connection. At most [#MOST] are kept, the longest unused goes
/// first.
final class KeptConnection extends DefaultConnection {
  /// Statements kept; a few hundred bytes of SQLite's memory each, some kilobytes at most.
  static final int MOST = 250;

  private static final Pattern LIMIT = Pattern.compile("\\blimit \\?", Pattern.CASE_INSENSITIVE);

  private final Map<String, PreparedStatement> kept = new LinkedHashMap<>(64, 0.75f, true);

  KeptConnection(Connection connection) {
    super(connection);
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    PreparedStatement known = kept.remove(sql);
    return new KeptStatement(
        known == null ? super.prepareStatement(planned(sql)) : known, ready -> keep(sql, ready));
  }

  /// As it is prepared. SQLite looks at what is bound to a plain `LIMIT ?` to plan by it, and plans
  /// anew each time one is bound; that took the relationship view longer than reading it. It does
  /// not look into an expression.
  static String planned(String sql) {
    return LIMIT.matcher(sql).replaceAll("limit (? + 0)");
  }

  private void keep(String sql, PreparedStatement ready) throws SQLException {
    PreparedStatement twin = kept.put(sql, ready);
    if (twin != null) {
      twin.close();
    }
    if (kept.size() > MOST) {
      var eldest = kept.entrySet().iterator();
      PreparedStatement oldest = eldest.next().getValue();
      eldest.remove();
      oldest.close();
    }
  }

  /// How many are kept at the moment.
  int keptStatements() {
    return kept.size();
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement each : kept.values()) {
      each.close();
    }
    kept.clear();
    super.close();
  }
}
