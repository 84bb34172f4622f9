package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.CUSTOMER;
import static dev.rapport.storage.schema.Tables.CUSTOMER_IDENTIFIER;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;

import dev.rapport.customers.ContactSummary;
import dev.rapport.customers.Customer;
import dev.rapport.customers.Identifier;
import dev.rapport.customers.OwnedIdentifier;
import dev.rapport.customers.Relationship;
import dev.rapport.customers.RelationshipStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;

/// Relationships of all centres, in SQL. One read transaction, a handful of queries by key.
public final class SqlRelationshipStore implements RelationshipStore {
  private static final List<Field<?>> SUMMARY =
      List.of(
          CONTACT.ID,
          CONTACT.CHANNEL,
          CONTACT.SUBJECT,
          CONTACT.STATE,
          CONTACT.QUEUE,
          CONTACT.AGENT,
          CONTACT.FATE,
          CONTACT.CREATED_AT,
          CONTACT.ENDED_AT);

  private final Store store;

  public SqlRelationshipStore(Store store) {
    this.store = store;
  }

  @Override
  public Optional<Relationship> relationship(String centre, String customer, int last) {
    if (last < 0 || last > MAX_LAST) {
      throw new IllegalArgumentException("between 0 and " + MAX_LAST + " last contacts");
    }
    return store.read(
        dsl -> relationship(dsl, centre, SqlLinks.person(dsl, centre, customer).records(), last));
  }

  /// Of a person: the first record's name and attributes, the identifiers and contacts of all.
  static Optional<Relationship> relationship(
      DSLContext dsl, String centre, List<String> records, int last) {
    return dsl.select(CustomerRows.CUSTOMER_FIELDS)
        .select(CUSTOMER.ATTRIBUTES)
        .from(CUSTOMER)
        .where(CUSTOMER.CENTRE.eq(centre))
        .and(CUSTOMER.ID.eq(records.getFirst()))
        .fetchOptional()
        .map(row -> {
          Customer found = CustomerRows.customer(row);
          return new Relationship(
              found,
              identifiers(dsl, centre, records),
              CustomerAttributes.of(row.get(CUSTOMER.ATTRIBUTES)),
              contacts(dsl, centre, records, last));
        });
  }

  private static List<OwnedIdentifier> identifiers(
      DSLContext dsl, String centre, List<String> records) {
    Map<Identifier, OwnedIdentifier> surest = new LinkedHashMap<>();
    for (String record : records) {
      identifiersOf(dsl, centre, record)
          .forEach(row -> {
            OwnedIdentifier owned = CustomerRows.identifier(row);
            surest.merge(owned.identifier(), owned, CustomerRows::surer);
          });
    }
    return surest.values().stream().limit(MAX_IDENTIFIERS).toList();
  }

  static ResultQuery<Record> identifiersOf(DSLContext dsl, String centre, String customer) {
    return dsl.select(CustomerRows.IDENTIFIER_FIELDS)
        .from(CUSTOMER_IDENTIFIER)
        .where(CUSTOMER_IDENTIFIER.CENTRE.eq(centre))
        .and(CUSTOMER_IDENTIFIER.CUSTOMER.eq(customer))
        .orderBy(CUSTOMER_IDENTIFIER.KIND, CUSTOMER_IDENTIFIER.VALUE)
        .limit(MAX_IDENTIFIERS);
  }

  static ResultQuery<Record> newestOf(DSLContext dsl, Condition theirs, int last) {
    return dsl.select(SUMMARY)
        .from(CONTACT)
        .where(theirs)
        .orderBy(CONTACT.CREATED_AT.desc(), CONTACT.ID.desc())
        .limit(last);
  }

  static ResultQuery<Record> openOf(DSLContext dsl, Condition theirs) {
    return dsl.select(SUMMARY)
        .from(CONTACT)
        .where(theirs)
        .and(CONTACT.ENDED_AT.isNull())
        .orderBy(CONTACT.CREATED_AT, CONTACT.ID)
        .limit(MAX_OPEN);
  }

  static Condition contactsOf(String centre, String customer) {
    return CONTACT.CENTRE.eq(centre).and(CONTACT.CUSTOMER.eq(customer));
  }

  private static Relationship.Contacts contacts(
      DSLContext dsl, String centre, List<String> records, int last) {
    Condition theirs =
        records.size() == 1
            ? contactsOf(centre, records.getFirst())
            : SqlPictures.theirs(centre, records);
    List<ContactSummary> newest = newestOf(dsl, theirs, last).fetch(SqlRelationshipStore::summary);
    List<ContactSummary> open = openOf(dsl, theirs).fetch(SqlRelationshipStore::summary);
    return dsl.select(count(), min(CONTACT.CREATED_AT))
        .from(CONTACT)
        .where(theirs)
        .fetchSingle(row -> new Relationship.Contacts(open, newest, row.value1(), row.value2()));
  }

  private static ContactSummary summary(Record row) {
    return new ContactSummary(
        row.get(CONTACT.ID),
        row.get(CONTACT.CHANNEL),
        row.get(CONTACT.SUBJECT),
        row.get(CONTACT.STATE),
        new ContactSummary.Assigned(row.get(CONTACT.QUEUE), row.get(CONTACT.AGENT)),
        row.get(CONTACT.FATE),
        row.get(CONTACT.CREATED_AT),
        row.get(CONTACT.ENDED_AT));
  }
}
