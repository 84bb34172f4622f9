package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ACCOUNT;
import static dev.rapport.storage.schema.Tables.SESSION;

import dev.rapport.storage.schema.tables.records.SessionRecord;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jooq.DSLContext;

/// Who is signed in. Tokens come in as their holders sent them; only their SHA-256 is kept, which
/// is enough for tokens of 128 random bits and more (a slow hash is for what people choose). Reads
/// block; times are epoch milliseconds.
public final class SqlSessions {
  /// `lastUsed` is as old as this at most, so that a busy session does not write with every
  /// request.
  public static final long TOUCH_AFTER = 60_000;

  private final Store store;

  public SqlSessions(Store store) {
    this.store = store;
  }

  /// A session that holds: not expired, of an account that is not disabled.
  public record SignedIn(Account account, long expiresAt, long lastUsed) {}

  /// Opens a session for an account that exists.
  public CompletableFuture<Boolean> open(
      String token, String centre, String login, long now, long expiresAt) {
    SessionRecord row = new SessionRecord();
    row.setTokenHash(hash(token));
    row.setCentre(centre);
    row.setLogin(login);
    row.setCreatedAt(now);
    row.setExpiresAt(expiresAt);
    row.setLastUsed(now);
    return store.write(dsl -> dsl.insertInto(SESSION).set(row).execute() == 1);
  }

  /// The session of a token, when it holds now.
  public Optional<SignedIn> find(String token, long now) {
    return store.read(dsl ->
        dsl.select()
            .from(SESSION)
            .join(ACCOUNT)
            .on(ACCOUNT.CENTRE.eq(SESSION.CENTRE).and(ACCOUNT.LOGIN.eq(SESSION.LOGIN)))
            .where(SESSION.TOKEN_HASH.eq(hash(token)))
            .and(SESSION.EXPIRES_AT.gt(now))
            .and(ACCOUNT.DISABLED.isFalse())
            .fetchOptional(row ->
                new SignedIn(
                    SqlAccounts.account(row.into(ACCOUNT)),
                    row.get(SESSION.EXPIRES_AT),
                    row.get(SESSION.LAST_USED))));
  }

  /// Notes that the session is in use; writes only when the last note is older than [#TOUCH_AFTER].
  public CompletableFuture<Boolean> touch(String token, SignedIn session, long now) {
    if (now - session.lastUsed() < TOUCH_AFTER) {
      return CompletableFuture.completedFuture(false);
    }
    return store.write(dsl ->
        dsl.update(SESSION)
                .set(SESSION.LAST_USED, now)
                .where(SESSION.TOKEN_HASH.eq(hash(token)))
                .execute()
            == 1);
  }

  /// Signs out. Completes with false when there was no such session.
  public CompletableFuture<Boolean> close(String token) {
    return store.write(
        dsl -> dsl.deleteFrom(SESSION).where(SESSION.TOKEN_HASH.eq(hash(token))).execute() == 1);
  }

  /// Ends every session of an account; completes with how many there were.
  public CompletableFuture<Integer> closeAll(String centre, String login) {
    return store.write(dsl -> closeAll(dsl, centre, login));
  }

  static int closeAll(DSLContext dsl, String centre, String login) {
    return dsl.deleteFrom(SESSION)
        .where(SESSION.CENTRE.eq(centre))
        .and(SESSION.LOGIN.eq(login))
        .execute();
  }

  /// Deletes what has expired; completes with how many there were.
  public CompletableFuture<Integer> sweep(long now) {
    return store.write(dsl -> dsl.deleteFrom(SESSION).where(SESSION.EXPIRES_AT.le(now)).execute());
  }

  private static String hash(String token) {
    return new HashChain().add(token).hash();
  }
}
