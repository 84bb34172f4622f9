package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CUSTOMER;
import static dev.rapport.storage.schema.Tables.IDENTITY_LINK;
import static org.jooq.impl.DSL.inline;

import dev.rapport.customers.links.IdentityLink;
import dev.rapport.customers.links.LinkStore;
import dev.rapport.customers.links.Person;
import dev.rapport.storage.schema.tables.records.IdentityLinkRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jooq.DSLContext;

/// Assertions about who is who, in SQL.
public final class SqlLinks implements LinkStore {
  private static final Rendered NAMING =
      Rendered.of(sql ->
          sql.select(
                  IDENTITY_LINK.ID,
                  IDENTITY_LINK.CUSTOMER,
                  IDENTITY_LINK.OTHER,
                  IDENTITY_LINK.SAME,
                  IDENTITY_LINK.SOURCE,
                  IDENTITY_LINK.SAID_BY,
                  IDENTITY_LINK.BITS,
                  IDENTITY_LINK.WHY,
                  IDENTITY_LINK.SAID_AT,
                  IDENTITY_LINK.CLOSED_AT,
                  IDENTITY_LINK.CLOSED_BY)
              .from(IDENTITY_LINK)
              .where(IDENTITY_LINK.CENTRE.eq(""))
              .and(IDENTITY_LINK.CUSTOMER.eq("").or(IDENTITY_LINK.OTHER.eq("")))
              .orderBy(IDENTITY_LINK.SAID_AT, IDENTITY_LINK.ID)
              .limit(inline(Person.MAX_LINKS)));

  private final Store store;

  public SqlLinks(Store store) {
    this.store = store;
  }

  @Override
  public List<IdentityLink> of(String centre, String customer) {
    return store.read(sql -> of(sql, centre, customer));
  }

  private static List<IdentityLink> of(DSLContext sql, String centre, String customer) {
    return NAMING.list(sql, SqlLinks::link, centre, customer, customer);
  }

  @Override
  public Person person(String centre, String customer) {
    return store.read(sql -> person(sql, centre, customer));
  }

  static Person person(DSLContext sql, String centre, String customer) {
    return Person.around(customer, record -> of(sql, centre, record));
  }

  @Override
  public CompletionStage<Said> say(String centre, IdentityLink link) {
    return store.write(sql -> say(sql, centre, link));
  }

  private static Said say(DSLContext sql, String centre, IdentityLink link) {
    int known =
        sql.fetchCount(
            CUSTOMER,
            CUSTOMER.CENTRE.eq(centre).and(CUSTOMER.ID.in(link.customer(), link.other())));
    if (known < 2) {
      return new Said.Refused("there is no such customer");
    }
    Person one = person(sql, centre, link.customer());
    Person other = person(sql, centre, link.other());
    boolean joined = one.records().contains(link.other());
    if (link.same() && joined) {
      return new Said.Refused("they are one already");
    }
    if (!link.same() && joined) {
      return new Said.Refused("they are linked; take that back first");
    }
    if (link.same()) {
      Optional<String> conflict = Person.conflict(one, other, r -> of(sql, centre, r));
      if (conflict.isPresent()) {
        return new Said.Refused(conflict.get());
      }
    }
    sql.insertInto(IDENTITY_LINK).set(row(centre, link)).execute();
    return new Said.Kept(link);
  }

  @Override
  public CompletionStage<Optional<IdentityLink>> close(
      String centre, String id, IdentityLink.Closing closing) {
    return store.write(sql -> {
      int closed =
          sql.update(IDENTITY_LINK)
              .set(IDENTITY_LINK.CLOSED_AT, closing.at())
              .set(IDENTITY_LINK.CLOSED_BY, closing.by())
              .where(IDENTITY_LINK.CENTRE.eq(centre))
              .and(IDENTITY_LINK.ID.eq(id))
              .and(IDENTITY_LINK.CLOSED_AT.isNull())
              .execute();
      return closed == 0
          ? Optional.empty()
          : sql.selectFrom(IDENTITY_LINK)
              .where(IDENTITY_LINK.CENTRE.eq(centre))
              .and(IDENTITY_LINK.ID.eq(id))
              .fetchOptional(row -> link(row));
    });
  }

  private static IdentityLinkRecord row(String centre, IdentityLink link) {
    var row = new IdentityLinkRecord();
    row.setCentre(centre);
    row.setId(link.id());
    row.setCustomer(link.customer());
    row.setOther(link.other());
    row.setSame(link.same());
    row.setSource(link.evidence().source());
    row.setSaidBy(link.evidence().by());
    row.setBits(link.evidence().bits());
    row.setWhy(link.evidence().why());
    row.setSaidAt(link.evidence().at());
    return row;
  }

  private static IdentityLink link(ResultSet row) throws SQLException {
    Long closedAt = Rendered.number(row, 10);
    String closedBy = row.getString(11);
    return new IdentityLink(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getBoolean(4),
        new IdentityLink.Basis(
            row.getString(5), row.getString(6), row.getDouble(7), row.getString(8), row.getLong(9)),
        closedAt == null || closedBy == null ? null : new IdentityLink.Closing(closedBy, closedAt));
  }

  private static IdentityLink link(IdentityLinkRecord row) {
    Long closedAt = row.getClosedAt();
    String closedBy = row.getClosedBy();
    return new IdentityLink(
        row.getId(),
        row.getCustomer(),
        row.getOther(),
        row.getSame(),
        new IdentityLink.Basis(
            row.getSource(), row.getSaidBy(), row.getBits(), row.getWhy(), row.getSaidAt()),
        closedAt == null || closedBy == null ? null : new IdentityLink.Closing(closedBy, closedAt));
  }
}
