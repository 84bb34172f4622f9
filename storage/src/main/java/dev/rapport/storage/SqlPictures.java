package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.HOLDING;
import static dev.rapport.storage.schema.Tables.IDENTITY_CONFIRMED;
import static org.jooq.impl.DSL.inline;

import dev.rapport.customers.ContactSummary;
import dev.rapport.customers.Relationship;
import dev.rapport.customers.value.CostToServe;
import dev.rapport.customers.view.Holding;
import dev.rapport.customers.view.Picture;
import dev.rapport.customers.view.PictureStore;
import dev.rapport.customers.view.Step;
import dev.rapport.customers.view.TimelineEntry;
import dev.rapport.storage.schema.tables.records.HoldingRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// What the relationship view shows, in one read transaction of a dozen queries by key.
public final class SqlPictures implements PictureStore {
  private static final int CONTACTS_SHOWN = 20;
  private static final int PROMISES_SHOWN = 50;

  /// Cost to serve is metered over the newest contacts; a customer with more is a department.
  private static final int CONTACTS_METERED = 2_000;

  private static final long REPEAT_WITHIN = 7 * 86_400_000L;

  private static final OfPerson LAST_SPOKE =
      OfPerson.of((sql, theirs) ->
          sql.select(CONTACT.ENDED_AT)
              .from(CONTACT)
              .where(CONTACT.CENTRE.eq(""))
              .and(theirs.in(CONTACT.CUSTOMER))
              .and(CONTACT.AGENT.eq(""))
              .and(CONTACT.ENDED_AT.isNotNull())
              .orderBy(CONTACT.CREATED_AT.desc())
              .limit(inline(1)));

  private static final OfPerson METERED =
      OfPerson.of((sql, theirs) ->
          sql.select(CONTACT.CHANNEL, CONTACT.CREATED_AT, CONTACT.ACCEPTED_AT, CONTACT.ENDED_AT)
              .from(CONTACT)
              .where(CONTACT.CENTRE.eq(""))
              .and(theirs.in(CONTACT.CUSTOMER))
              .orderBy(CONTACT.CREATED_AT.desc())
              .limit(1));

  private static final OfPerson HOLDINGS =
      OfPerson.of((sql, theirs) ->
          sql.select(
                  HOLDING.SOURCE,
                  HOLDING.ID,
                  HOLDING.KIND,
                  HOLDING.TITLE,
                  HOLDING.STATE,
                  HOLDING.AT)
              .from(HOLDING)
              .where(HOLDING.CENTRE.eq(""))
              .and(theirs.in(HOLDING.CUSTOMER))
              .orderBy(HOLDING.AT.desc(), HOLDING.SOURCE, HOLDING.ID)
              .limit(inline(MAX_HOLDINGS)));

  private static final Rendered CONFIRMED =
      Rendered.of(sql ->
          sql.select(inline(1))
              .from(IDENTITY_CONFIRMED)
              .where(IDENTITY_CONFIRMED.CENTRE.eq(""))
              .and(IDENTITY_CONFIRMED.CONTACT.eq(""))
              .and(IDENTITY_CONFIRMED.CUSTOMER.eq("")));

  private final Store store;
  private final CostToServe.Rates rates;

  public SqlPictures(Store store, CostToServe.Rates rates) {
    this.store = store;
    this.rates = rates;
  }

  @Override
  public Optional<Picture> picture(Wanted wanted) {
    if (wanted.timeline() < 0 || wanted.timeline() > MAX_TIMELINE) {
      throw new IllegalArgumentException("between 0 and " + MAX_TIMELINE + " entries");
    }
    return store.read(sql -> picture(sql, wanted));
  }

  @Override
  public List<Step> tried(String centre, String contact, long now) {
    return store.read(sql -> TrailRows.inContact(sql, centre, contact, now));
  }

  private Optional<Picture> picture(DSLContext sql, Wanted wanted) {
    String centre = wanted.centre();
    List<String> records = SqlLinks.person(sql, centre, wanted.customer()).records();
    return SqlRelationshipStore.relationship(sql, centre, records, CONTACTS_SHOWN)
        .map(relationship -> {
          var taught =
              new Picture.Taught(
                  PreferenceRows.of(sql, centre, records),
                  PromiseRows.of(sql, centre, records, PROMISES_SHOWN),
                  SqlLearning.answers(sql, centre, records),
                  SqlLearning.memberships(sql, centre, records));
          Long lastSpoke = lastSpoke(sql, records, wanted);
          return new Picture(
              records,
              relationship,
              taught,
              business(sql, centre, records, relationship),
              new Picture.Past(
                  TimelineRows.newest(sql, centre, records, null, wanted.timeline()),
                  wanted.timeline() == 0
                      ? List.of()
                      : TrailRows.newest(
                          sql, centre, records, contacts(relationship), wanted.now()),
                  holdings(sql, centre, records),
                  lastSpoke,
                  lastSpoke == null
                      ? Picture.Since.NOTHING
                      : TimelineRows.since(sql, centre, records, lastSpoke)));
        });
  }

  private static List<ContactSummary> contacts(Relationship relationship) {
    return Stream.concat(
            relationship.contacts().open().reversed().stream(),
            relationship.contacts().last().stream())
        .toList();
  }

  private static @Nullable Long lastSpoke(DSLContext sql, List<String> records, Wanted wanted) {
    String agent = wanted.agent();
    if (agent == null) {
      return null;
    }
    return LAST_SPOKE.list(sql, row -> row.getLong(1), wanted.centre(), records, agent).stream()
        .findFirst()
        .orElse(null);
  }

  private Picture.Business business(
      DSLContext sql, String centre, List<String> records, Relationship relationship) {
    CostToServe cost = CostToServe.none(rates.currency());
    long selfServed = 0;
    long before = Long.MIN_VALUE;
    if (relationship.contacts().count() > 0) {
      // Newest first from the store, so that the bound leaves out the oldest; metered in order.
      for (Metered each :
          METERED.list(sql, SqlPictures::metered, centre, records, CONTACTS_METERED).reversed()) {
        Long accepted = each.acceptedAt();
        Long ended = each.endedAt();
        if (accepted != null && ended != null) {
          boolean repeat = before != Long.MIN_VALUE && each.createdAt() - before <= REPEAT_WITHIN;
          cost = cost.plus(each.channel(), Math.max(0, ended - accepted), repeat, rates);
        } else if (ended != null) {
          selfServed++;
        }
        before = each.createdAt();
      }
    }
    return new Picture.Business(SqlPurchases.ledgers(sql, centre, records), cost, selfServed);
  }

  private record Metered(
      String channel, long createdAt, @Nullable Long acceptedAt, @Nullable Long endedAt) {}

  private static Metered metered(ResultSet row) throws SQLException {
    return new Metered(
        row.getString(1), row.getLong(2), Rendered.number(row, 3), Rendered.number(row, 4));
  }

  @Override
  public List<TimelineEntry> timeline(
      String centre, String customer, TimelineEntry.@Nullable Cursor before, int limit) {
    return store.read(sql ->
        TimelineRows.newest(
            sql, centre, SqlLinks.person(sql, centre, customer).records(), before, limit));
  }

  @Override
  public CompletionStage<Boolean> confirm(
      String centre, String contact, String customer, Confirmation confirmation) {
    return store.write(sql ->
        SqlLearning.there(sql, centre, customer)
            && sql.insertInto(IDENTITY_CONFIRMED)
                    .set(IDENTITY_CONFIRMED.CENTRE, centre)
                    .set(IDENTITY_CONFIRMED.CONTACT, contact)
                    .set(IDENTITY_CONFIRMED.CUSTOMER, customer)
                    .set(IDENTITY_CONFIRMED.AGENT, confirmation.agent())
                    .set(IDENTITY_CONFIRMED.HOW, confirmation.how())
                    .set(IDENTITY_CONFIRMED.AT, confirmation.at())
                    .onConflictDoNothing()
                    .execute()
                >= 0);
  }

  @Override
  public boolean confirmed(String centre, String contact, String customer) {
    return store.<Boolean>read(sql -> CONFIRMED.any(sql, centre, contact, customer));
  }

  private static List<Holding> holdings(DSLContext sql, String centre, List<String> records) {
    return HOLDINGS.list(
        sql,
        row ->
            new Holding(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6)),
        centre,
        records);
  }

  @Override
  public CompletionStage<Boolean> hold(
      String centre, String customer, String source, List<Holding> holdings) {
    return store.write(sql -> {
      if (!SqlLearning.there(sql, centre, customer)) {
        return false;
      }
      sql.deleteFrom(HOLDING)
          .where(HOLDING.CENTRE.eq(centre))
          .and(HOLDING.CUSTOMER.eq(customer))
          .and(HOLDING.SOURCE.eq(source))
          .execute();
      for (Holding each : holdings) {
        var row = new HoldingRecord();
        row.setCentre(centre);
        row.setCustomer(customer);
        row.setSource(source);
        row.setId(each.id());
        row.setKind(each.kind());
        row.setTitle(each.title());
        row.setState(each.state());
        row.setAt(each.at());
        sql.insertInto(HOLDING).set(row).onConflictDoNothing().execute();
      }
      return true;
    });
  }
}
