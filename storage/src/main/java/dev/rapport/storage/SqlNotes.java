package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT_NOTE;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/// What agents note about contacts.
public final class SqlNotes {
  private final Store store;
  private final InstantSource clock;

  public SqlNotes(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// One note, newest first in [#of].
  public record Note(String id, String contact, String agent, long at, String text) {}

  /// Completes with the note's id once it is durable.
  public CompletionStage<String> add(String centre, String contact, String agent, String text) {
    String id = UUID.randomUUID().toString();
    long at = clock.millis();
    return store.writeEssential(sql -> {
      sql.insertInto(CONTACT_NOTE)
          .set(CONTACT_NOTE.CENTRE, centre)
          .set(CONTACT_NOTE.ID, id)
          .set(CONTACT_NOTE.CONTACT, contact)
          .set(CONTACT_NOTE.AGENT, agent)
          .set(CONTACT_NOTE.CREATED_AT, at)
          .set(CONTACT_NOTE.TEXT, text)
          .execute();
      return id;
    });
  }

  /// The newest notes on any of these contacts. Blocks.
  public List<Note> of(String centre, List<String> contacts, int limit) {
    return store.read(sql ->
        sql.selectFrom(CONTACT_NOTE)
            .where(CONTACT_NOTE.CENTRE.eq(centre).and(CONTACT_NOTE.CONTACT.in(contacts)))
            .orderBy(CONTACT_NOTE.CREATED_AT.desc())
            .limit(limit)
            .fetch(r ->
                new Note(r.getId(), r.getContact(), r.getAgent(), r.getCreatedAt(), r.getText())));
  }
}
