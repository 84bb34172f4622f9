package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ACCOUNT;

import dev.rapport.storage.schema.tables.records.AccountRecord;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The accounts of all centres. Reads block.
public final class SqlAccounts {
  private final Store store;

  public SqlAccounts(Store store) {
    this.store = store;
  }

  public Optional<Account> find(String centre, String login) {
    return store.read(dsl ->
        dsl.selectFrom(ACCOUNT)
            .where(ACCOUNT.CENTRE.eq(centre))
            .and(ACCOUNT.LOGIN.eq(login))
            .fetchOptional(SqlAccounts::account));
  }

  /// All of a centre, by login.
  public List<Account> all(String centre) {
    return store.read(dsl ->
        dsl.selectFrom(ACCOUNT)
            .where(ACCOUNT.CENTRE.eq(centre))
            .orderBy(ACCOUNT.LOGIN)
            .fetch(SqlAccounts::account));
  }

  /// Completes with false, and changes nothing, when the centre has the login already.
  public CompletableFuture<Boolean> add(Account account) {
    AccountRecord row = new AccountRecord();
    row.setCentre(account.centre());
    row.setLogin(account.login());
    row.setName(account.name());
    row.setRole(account.role().name());
    row.setAgent(account.agent());
    row.setPasswordHash(account.passwordHash());
    row.setDisabled(account.disabled());
    row.setCreatedAt(account.createdAt());
    return store.write(
        dsl -> dsl.insertInto(ACCOUNT).set(row).onConflictDoNothing().execute() == 1);
  }

  /// Ends all sessions of the account too. Completes with false when there is no such account.
  public CompletableFuture<Boolean> setPassword(String centre, String login, String passwordHash) {
    return store.write(dsl -> {
      SqlSessions.closeAll(dsl, centre, login);
      return dsl.update(ACCOUNT)
              .set(ACCOUNT.PASSWORD_HASH, passwordHash)
              .where(ACCOUNT.CENTRE.eq(centre))
              .and(ACCOUNT.LOGIN.eq(login))
              .execute()
          == 1;
    });
  }

  /// Disabling ends all sessions of the account too. Completes with false when there is none.
  public CompletableFuture<Boolean> setDisabled(String centre, String login, boolean disabled) {
    return store.write(dsl -> {
      if (disabled) {
        SqlSessions.closeAll(dsl, centre, login);
      }
      return dsl.update(ACCOUNT)
              .set(ACCOUNT.DISABLED, disabled)
              .where(ACCOUNT.CENTRE.eq(centre))
              .and(ACCOUNT.LOGIN.eq(login))
              .execute()
          == 1;
    });
  }

  static Account account(AccountRecord row) {
    return new Account(
        row.getCentre(),
        row.getLogin(),
        row.getName(),
        Account.Role.valueOf(row.getRole()),
        row.getAgent(),
        row.getPasswordHash(),
        row.getDisabled(),
        row.getCreatedAt());
  }
}
