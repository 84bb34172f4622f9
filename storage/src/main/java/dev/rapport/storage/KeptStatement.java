package dev.rapport.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.tools.jdbc.DefaultPreparedStatement;
import org.jspecify.annotations.Nullable;

/// A prepared statement on loan from its [KeptConnection]. Closing gives it back, with its rows
/// closed so that it holds no read open; after a fault it is closed for good.
final class KeptStatement extends DefaultPreparedStatement {
  private final Return giveBack;
  private @Nullable ResultSet rows;
  private boolean broken;
  private boolean returned;

  /// Takes a statement back.
  interface Return {
    void take(PreparedStatement ready) throws SQLException;
  }

  KeptStatement(PreparedStatement statement, Return giveBack) throws SQLException {
    super(statement);
    this.giveBack = giveBack;
  }

  /// One step of the statement; a fault in it leaves the statement in nobody knows what state.
  private interface Step<T extends @Nullable Object> {
    T take() throws SQLException;
  }

  private <T extends @Nullable Object> T step(Step<T> step) throws SQLException {
    try {
      return step.take();
    } catch (SQLException | RuntimeException e) {
      broken = true;
      throw e;
    }
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    ResultSet result = step(super::executeQuery);
    rows = result;
    return result;
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    ResultSet result = step(super::getResultSet);
    rows = result;
    return result;
  }

  @Override
  public boolean execute() throws SQLException {
    return step(super::execute);
  }

  @Override
  public int executeUpdate() throws SQLException {
    return step(super::executeUpdate);
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return step(super::executeBatch);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return getDelegate().getConnection();
  }

  @Override
  public boolean isClosed() throws SQLException {
    return returned || super.isClosed();
  }

  @Override
  public void close() throws SQLException {
    if (returned) {
      return;
    }
    returned = true;
    PreparedStatement statement = getDelegate();
    if (broken || statement.isClosed()) {
      statement.close();
      return;
    }
    ResultSet open = rows;
    if (open != null) {
      open.close();
    }
    statement.clearParameters();
    giveBack.take(statement);
  }
}
