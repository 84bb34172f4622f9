package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ACCOUNT;
import static dev.rapport.storage.schema.Tables.CONTACT;

import java.util.List;
import org.jooq.DSLContext;

/// Rows that tests write and count. Accounts serve as any row would.
final class Rows {
  static final String CENTRE = "acme";

  private Rows() {}

  static int addAccount(DSLContext dsl, String login) {
    return addAccount(dsl, login, "x");
  }

  static int addAccount(DSLContext dsl, String login, String passwordHash) {
    return dsl.insertInto(ACCOUNT)
        .set(ACCOUNT.CENTRE, CENTRE)
        .set(ACCOUNT.LOGIN, login)
        .set(ACCOUNT.NAME, login)
        .set(ACCOUNT.ROLE, "AGENT")
        .set(ACCOUNT.PASSWORD_HASH, passwordHash)
        .set(ACCOUNT.CREATED_AT, 1L)
        .execute();
  }

  static List<String> logins(Store store) {
    return store.read(
        dsl -> dsl.select(ACCOUNT.LOGIN).from(ACCOUNT).orderBy(ACCOUNT.LOGIN).fetch(ACCOUNT.LOGIN));
  }

  static int addContact(DSLContext dsl, String centre, String id) {
    return dsl.insertInto(CONTACT)
        .set(CONTACT.CENTRE, centre)
        .set(CONTACT.ID, id)
        .set(CONTACT.CONVERSATION, "v-" + id)
        .set(CONTACT.CHANNEL, "chat")
        .set(CONTACT.SUBJECT, "Hello")
        .set(CONTACT.CREATED_AT, 1L)
        .execute();
  }
}
