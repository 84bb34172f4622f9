package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CUSTOMER;
import static dev.rapport.storage.schema.Tables.EARLIER_CONTACT;

import dev.rapport.customers.view.EarlierContact;
import dev.rapport.customers.view.EarlierContactStore;
import dev.rapport.storage.schema.tables.records.EarlierContactRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jooq.DSLContext;

/// Contacts of an earlier system, in SQL.
public final class SqlEarlierContacts implements EarlierContactStore {
  private final Store store;

  public SqlEarlierContacts(Store store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Integer> save(String centre, List<EarlierContact> contacts) {
    if (contacts.size() > MAX_BATCH) {
      throw new IllegalArgumentException("a batch has up to " + MAX_BATCH);
    }
    return store.write(sql -> save(sql, centre, contacts));
  }

  private static int save(DSLContext sql, String centre, List<EarlierContact> contacts) {
    Set<String> wanted = new HashSet<>();
    contacts.forEach(c -> wanted.add(c.key().customer()));
    Set<String> there =
        new HashSet<>(
            sql.select(CUSTOMER.ID)
                .from(CUSTOMER)
                .where(CUSTOMER.CENTRE.eq(centre))
                .and(CUSTOMER.ID.in(wanted))
                .fetch(CUSTOMER.ID));
    int added = 0;
    for (EarlierContact contact : contacts) {
      if (there.contains(contact.key().customer())) {
        added +=
            sql.insertInto(EARLIER_CONTACT)
                .set(row(centre, contact))
                .onConflictDoNothing()
                .execute();
      }
    }
    return added;
  }

  private static EarlierContactRecord row(String centre, EarlierContact contact) {
    var row = new EarlierContactRecord();
    row.setCentre(centre);
    row.setCustomer(contact.key().customer());
    row.setSource(contact.key().source());
    row.setId(contact.key().id());
    row.setAt(contact.at());
    row.setChannel(contact.way().channel());
    row.setDirection(contact.way().direction().word());
    row.setSaidBy(contact.way().by());
    row.setText(contact.text());
    return row;
  }
}
