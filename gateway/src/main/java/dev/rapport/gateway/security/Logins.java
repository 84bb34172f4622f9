package dev.rapport.gateway.security;

import dev.rapport.storage.Account;
import dev.rapport.storage.SqlAccounts;
import dev.rapport.storage.SqlSessions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Turns a login and its password into a session. Only failures are counted against an address and
/// a login; a login that is being guessed at is slowed for everybody, never locked. Blocking: a
/// password hash takes tens of milliseconds on purpose.
public final class Logins {
  private static final Duration SESSION = Duration.ofHours(12);

  /// A login may fail so many times as often as one address.
  private static final int ADDRESSES_A_LOGIN = 10;

  private static final int REMEMBERED = 100_000;

  private final String centre;
  private final SqlAccounts accounts;
  private final SqlSessions sessions;
  private final Passwords passwords;
  private final Keys keys;
  private final InstantSource clock;
  private final Throttle byAddress;
  private final Throttle byLogin;

  /// What a session is stored with and signed by.
  public record Stores(SqlAccounts accounts, SqlSessions sessions) {}

  /// @param perMinute of one address
  public record Failures(int perMinute, SharedLimits counted) {}

  public Logins(
      String centre,
      Stores stores,
      Passwords passwords,
      Keys keys,
      InstantSource clock,
      Failures failures) {
    this.centre = centre;
    this.accounts = stores.accounts();
    this.sessions = stores.sessions();
    this.passwords = passwords;
    this.keys = keys;
    this.clock = clock;
    int most = failures.perMinute();
    this.byAddress = failures.counted().limit("logins of an address", most, REMEMBERED);
    this.byLogin =
        failures.counted().limit("logins of a login", most * ADDRESSES_A_LOGIN, REMEMBERED);
  }

  /// What became of a try.
  public sealed interface Result {
    /// @param token to be shown once
    record In(String token, Account account, long expiresAt) implements Result {}

    /// Login or password is wrong; which of them is not told.
    record Wrong() implements Result {}

    record Later(long seconds) implements Result {}
  }

  public Result logIn(String login, String password, String address) {
    long wait = Math.max(byAddress.peek(address), byLogin.peek(login));
    if (wait > 0) {
      return new Result.Later(wait);
    }
    Optional<Account> account = accounts.find(centre, login).filter(a -> !a.disabled());
    boolean right =
        account.isPresent()
            ? passwords.matches(password, account.get().passwordHash())
            : passwords.matchesNobody(password);
    if (!right) {
      byAddress.take(address);
      byLogin.take(login);
      return new Result.Wrong();
    }
    long now = clock.millis();
    long expiresAt = now + SESSION.toMillis();
    String token = keys.token();
    sessions.open(token, centre, login, now, expiresAt).join();
    return new Result.In(token, account.orElseThrow(), expiresAt);
  }
}
