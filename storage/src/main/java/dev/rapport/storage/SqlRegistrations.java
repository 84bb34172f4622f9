package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.REGISTERED_TELEPHONE;

import dev.rapport.channels.sip.Registrations;
import dev.rapport.storage.schema.tables.records.RegisteredTelephoneRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Registered telephones of one centre, in SQL.
public final class SqlRegistrations implements Registrations {
  private static final int MOST = 50_000;

  private final Store store;
  private final String centre;

  public SqlRegistrations(Store store, String centre) {
    this.store = store;
    this.centre = centre;
  }

  @Override
  public CompletionStage<List<Registration>> all() {
    // Among the writes, since there it blocks nobody's thread; essential, since a process must be
    // able to start on a full disk.
    return store.writeEssential(sql ->
        sql.selectFrom(REGISTERED_TELEPHONE)
            .where(REGISTERED_TELEPHONE.CENTRE.eq(centre))
            .orderBy(REGISTERED_TELEPHONE.AGENT, REGISTERED_TELEPHONE.PLACE)
            .limit(MOST)
            .fetch(SqlRegistrations::registration));
  }

  @Override
  public CompletionStage<?> keep(String agent, List<Registration> now) {
    return store.write(sql -> {
      List<RegisteredTelephoneRecord> rows = new ArrayList<>();
      for (Registration each : now) {
        rows.add(row(each, rows.size()));
      }
      sql.deleteFrom(REGISTERED_TELEPHONE)
          .where(REGISTERED_TELEPHONE.CENTRE.eq(centre), REGISTERED_TELEPHONE.AGENT.eq(agent))
          .execute();
      if (!rows.isEmpty()) {
        sql.insertInto(REGISTERED_TELEPHONE).set(rows).execute();
      }
      return rows.size();
    });
  }

  private RegisteredTelephoneRecord row(Registration each, int place) {
    var row = new RegisteredTelephoneRecord();
    row.setCentre(centre);
    row.setAgent(each.agent());
    row.setPlace(place);
    row.setContact(each.contact());
    row.setIp(each.ip());
    row.setPort(each.port());
    row.setCallId(each.callId());
    row.setCseq(each.cseq());
    row.setUntil(each.until());
    return row;
  }

  private static Registration registration(RegisteredTelephoneRecord row) {
    return new Registration(
        row.getAgent(),
        row.getContact(),
        row.getIp(),
        row.getPort(),
        row.getCallId(),
        row.getCseq(),
        row.getUntil());
  }
}
