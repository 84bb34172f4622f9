package dev.rapport.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The writer's connection and what it has prepared, from the moment it was reached until it is
/// lost.
final class WriterSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WriterSession.class);

  private final Connection connection;
  private final Statement sql;
  private final PreparedStatement savepoint;
  private final PreparedStatement release;
  private final PreparedStatement rollBackJob;
  private final DSLContext dsl;
  private final String begin;

  /// @throws SQLException when the database cannot be reached
  WriterSession(Engine engine) throws SQLException {
    connection = engine.writer();
    sql = connection.createStatement();
    savepoint = connection.prepareStatement("SAVEPOINT job");
    release = connection.prepareStatement("RELEASE job");
    rollBackJob = connection.prepareStatement("ROLLBACK TO job");
    dsl = DSL.using(connection, engine.dialect(), Store.rendering());
    begin = engine.begin();
  }

  /// False when somebody outside this process holds the write lock beyond the busy timeout.
  boolean begin() throws SQLException {
    try {
      sql.execute(begin);
      return true;
    } catch (SQLException e) {
      if (Fault.of(e) == Fault.BUSY) {
        rollBack();
        return false;
      }
      throw e;
    }
  }

  /// Runs a job; when it fails by itself, nothing of it is left and the others go on.
  void attempt(Job<?> job) throws SQLException {
    savepoint.execute();
    if (!ran(job)) {
      rollBackJob.execute();
    }
    release.execute();
  }

  /// Runs the only job of a transaction, which needs no place to go back to.
  ///
  /// @return false when it failed by itself; then the transaction is over, and nothing is left
  boolean attemptAlone(Job<?> job) throws SQLException {
    if (ran(job)) {
      return true;
    }
    rollBack();
    return false;
  }

  private boolean ran(Job<?> job) {
    try {
      job.run(dsl);
      return true;
    } catch (RuntimeException | Error e) {
      switch (Fault.of(e)) {
        case JOB, BUSY -> job.failWith(e);
        case FULL, GONE, BROKEN -> throw new JobStoppedByFault(e);
      }
      return false;
    }
  }

  void commit() throws SQLException {
    sql.execute("COMMIT");
  }

  /// SQLite rolls back by itself on some full disks and not on others; either way nothing is left.
  void rollBack() throws SQLException {
    try {
      sql.execute("ROLLBACK");
    } catch (SQLException e) {
      if (Fault.of(e) != Fault.JOB) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // What was committed is durable, and the rest was refused.
      LOG.warn("The writer's connection did not close: {}", e.getMessage());
    }
  }

  /// Carries a fault of the database out of the job that met it, past the jobs beside it.
  static final class JobStoppedByFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobStoppedByFault(Throwable cause) {
      super(cause);
    }
  }
}
