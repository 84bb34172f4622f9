package dev.rapport.storage;

import dev.rapport.storage.schema.tables.records.EventRecord;
import org.jspecify.annotations.Nullable;

/// One row of the table `event`. Its hash covers everything else in it, the hash before it
/// included.
record EventRow(
    String centre,
    long sequence,
    long at,
    String type,
    int version,
    @Nullable String contact,
    @Nullable String agent,
    String payload,
    String previousHash,
    String hash) {

  static EventRow of(EventRecord row) {
    return new EventRow(
        row.getCentre(),
        row.getSeq(),
        row.getAt(),
        row.getType(),
        row.getVersion(),
        row.getContact(),
        row.getAgent(),
        row.getPayload(),
        row.getPrevHash(),
        row.getHash());
  }

  /// The same with the hash it should have.
  EventRow sealed() {
    String right =
        new HashChain()
            .add(previousHash)
            .add(centre)
            .add(sequence)
            .add(at)
            .add(type)
            .add(version)
            .add(contact)
            .add(agent)
            .add(payload)
            .hash();
    return new EventRow(
        centre, sequence, at, type, version, contact, agent, payload, previousHash, right);
  }
}
