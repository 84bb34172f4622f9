package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.CUSTOMER_ATTRIBUTE;
import static dev.rapport.storage.schema.Tables.CUSTOMER_IDENTIFIER;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;

import dev.rapport.customers.ContactSummary;
import dev.rapport.customers.Customer;
import dev.rapport.customers.CustomerDraft;
import dev.rapport.customers.Identifier;
import dev.rapport.customers.OwnedIdentifier;
import dev.rapport.customers.Relationship;
import dev.rapport.customers.RelationshipStore;
import dev.rapport.storage.schema.tables.records.ContactRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;

/// Relationships of all centres, in SQL. One read transaction, a handful of queries by key.
public final class SqlRelationshipStore implements RelationshipStore {
  private final Store store;

  public SqlRelationshipStore(Store store) {
    this.store = store;
  }

  @Override
  public Optional<Relationship> relationship(String centre, String customer, int last) {
    if (last < 0 || last > MAX_LAST) {
      throw new IllegalArgumentException("between 0 and " + MAX_LAST + " last contacts");
    }
    return store.read(dsl ->
        SqlCustomerDirectory.find(dsl, centre, customer)
            .map(found -> relationship(dsl, found, last)));
  }

  private static Relationship relationship(DSLContext dsl, Customer customer, int last) {
    return new Relationship(
        customer,
        identifiers(dsl, customer),
        attributes(dsl, customer),
        contacts(dsl, customer, last));
  }

  private static List<OwnedIdentifier> identifiers(DSLContext dsl, Customer customer) {
    Map<Identifier, OwnedIdentifier> surest = new LinkedHashMap<>();
    dsl.select(CustomerRows.IDENTIFIER_FIELDS)
        .from(CUSTOMER_IDENTIFIER)
        .where(CUSTOMER_IDENTIFIER.CENTRE.eq(customer.centre()))
        .and(CUSTOMER_IDENTIFIER.CUSTOMER.eq(customer.id()))
        .orderBy(CUSTOMER_IDENTIFIER.KIND, CUSTOMER_IDENTIFIER.VALUE)
        .limit(MAX_IDENTIFIERS)
        .forEach(row -> {
          OwnedIdentifier owned = CustomerRows.identifier(row);
          surest.merge(owned.identifier(), owned, CustomerRows::surer);
        });
    return List.copyOf(surest.values());
  }

  private static SortedMap<String, String> attributes(DSLContext dsl, Customer customer) {
    return new TreeMap<>(
        dsl.select(CUSTOMER_ATTRIBUTE.NAME, CUSTOMER_ATTRIBUTE.VALUE)
            .from(CUSTOMER_ATTRIBUTE)
            .where(CUSTOMER_ATTRIBUTE.CENTRE.eq(customer.centre()))
            .and(CUSTOMER_ATTRIBUTE.CUSTOMER.eq(customer.id()))
            .limit(CustomerDraft.MAX_ATTRIBUTES)
            .fetchMap(CUSTOMER_ATTRIBUTE.NAME, CUSTOMER_ATTRIBUTE.VALUE));
  }

  private static Relationship.Contacts contacts(DSLContext dsl, Customer customer, int last) {
    Condition theirs = CONTACT.CENTRE.eq(customer.centre()).and(CONTACT.CUSTOMER.eq(customer.id()));
    List<ContactSummary> open =
        dsl.selectFrom(CONTACT)
            .where(theirs)
            .and(CONTACT.ENDED_AT.isNull())
            .orderBy(CONTACT.CREATED_AT, CONTACT.ID)
            .limit(MAX_OPEN)
            .fetch(SqlRelationshipStore::summary);
    List<ContactSummary> newest =
        dsl.selectFrom(CONTACT)
            .where(theirs)
            .orderBy(CONTACT.CREATED_AT.desc(), CONTACT.ID.desc())
            .limit(last)
            .fetch(SqlRelationshipStore::summary);
    return dsl.select(count(), min(CONTACT.CREATED_AT))
        .from(CONTACT)
        .where(theirs)
        .fetchSingle(row -> new Relationship.Contacts(open, newest, row.value1(), row.value2()));
  }

  private static ContactSummary summary(ContactRecord row) {
    return new ContactSummary(
        row.getId(),
        row.getChannel(),
        row.getSubject(),
        row.getState(),
        new ContactSummary.Assigned(row.getQueue(), row.getAgent()),
        row.getFate(),
        row.getCreatedAt(),
        row.getEndedAt());
  }
}
