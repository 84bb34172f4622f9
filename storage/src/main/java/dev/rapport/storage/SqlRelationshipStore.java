package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.CUSTOMER;
import static dev.rapport.storage.schema.Tables.CUSTOMER_IDENTIFIER;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;

import dev.rapport.customers.ContactSummary;
import dev.rapport.customers.Customer;
import dev.rapport.customers.Identifier;
import dev.rapport.customers.OwnedIdentifier;
import dev.rapport.customers.Relationship;
import dev.rapport.customers.RelationshipStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jooq.DSLContext;
import org.jooq.Field;

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

  private static final Rendered WHO =
      Rendered.of(sql ->
          sql.select(CustomerRows.CUSTOMER_FIELDS)
              .select(CUSTOMER.ATTRIBUTES)
              .from(CUSTOMER)
              .where(CUSTOMER.CENTRE.eq(""))
              .and(CUSTOMER.ID.eq("")));

  static final Rendered IDENTIFIERS =
      Rendered.of(sql ->
          sql.select(CustomerRows.IDENTIFIER_FIELDS)
              .from(CUSTOMER_IDENTIFIER)
              .where(CUSTOMER_IDENTIFIER.CENTRE.eq(""))
              .and(CUSTOMER_IDENTIFIER.CUSTOMER.eq(""))
              .orderBy(CUSTOMER_IDENTIFIER.KIND, CUSTOMER_IDENTIFIER.VALUE)
              .limit(inline(MAX_IDENTIFIERS)));

  static final OfPerson NEWEST =
      OfPerson.of((sql, theirs) ->
          sql.select(SUMMARY)
              .from(CONTACT)
              .where(CONTACT.CENTRE.eq(""))
              .and(theirs.in(CONTACT.CUSTOMER))
              .orderBy(CONTACT.CREATED_AT.desc(), CONTACT.ID.desc())
              .limit(1));

  static final OfPerson OPEN =
      OfPerson.of((sql, theirs) ->
          sql.select(SUMMARY)
              .from(CONTACT)
              .where(CONTACT.CENTRE.eq(""))
              .and(theirs.in(CONTACT.CUSTOMER))
              .and(CONTACT.ENDED_AT.isNull())
              .orderBy(CONTACT.CREATED_AT, CONTACT.ID)
              .limit(inline(MAX_OPEN)));

  private static final OfPerson COUNT =
      OfPerson.of((sql, theirs) ->
          sql.select(count(), min(CONTACT.CREATED_AT))
              .from(CONTACT)
              .where(CONTACT.CENTRE.eq(""))
              .and(theirs.in(CONTACT.CUSTOMER)));

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
    return WHO.one(
            dsl,
            row ->
                new Who(
                    CustomerRows.customer(row, 1),
                    CustomerAttributes.of(row.getString(1 + CustomerRows.CUSTOMER_FIELDS.size()))),
            centre,
            records.getFirst())
        .map(who ->
            new Relationship(
                who.customer(),
                identifiers(dsl, centre, records),
                who.attributes(),
                contacts(dsl, centre, records, last)));
  }

  private record Who(Customer customer, SortedMap<String, String> attributes) {}

  private static List<OwnedIdentifier> identifiers(
      DSLContext dsl, String centre, List<String> records) {
    Map<Identifier, OwnedIdentifier> surest = new LinkedHashMap<>();
    for (String record : records) {
      IDENTIFIERS
          .list(dsl, CustomerRows::identifier, centre, record)
          .forEach(owned -> surest.merge(owned.identifier(), owned, CustomerRows::surer));
    }
    return surest.values().stream().limit(MAX_IDENTIFIERS).toList();
  }

  private static Relationship.Contacts contacts(
      DSLContext dsl, String centre, List<String> records, int last) {
    List<ContactSummary> newest =
        NEWEST.list(dsl, SqlRelationshipStore::summary, centre, records, last);
    List<ContactSummary> open = OPEN.list(dsl, SqlRelationshipStore::summary, centre, records);
    return COUNT
        .list(
            dsl,
            row -> new Relationship.Contacts(open, newest, row.getLong(1), Rendered.number(row, 2)),
            centre,
            records)
        .getFirst();
  }

  private static ContactSummary summary(ResultSet row) throws SQLException {
    return new ContactSummary(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        new ContactSummary.Assigned(row.getString(5), row.getString(6)),
        row.getString(7),
        row.getLong(8),
        Rendered.number(row, 9));
  }
}
