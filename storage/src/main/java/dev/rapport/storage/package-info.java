/// What must last: one database, one writer, and the ports of the other modules kept in it.
///
/// ```
///                    write(work)            read(work)
///   Sql... adapters ─────┬───────────────────────┐
///                        ▼                       ▼
///                  GroupCommitter          reader pool (cannot write)
///                        │ one thread, one commit for all that wait
///                        ▼                       │
///                  rapport.db (SQLite, WAL) ◀────┘     tables: db/migration/V*.sql
/// ```
///
/// - [Store] opens the database; the gateway makes one and hands it to the adapters.
/// - [StoreUnavailable] and its three cases say why a write was not taken.
/// - Adapters are named `Sql...` and implement the ports of `routing`, `customers`, `knowledge`,
///   `channels` and `automation`. An adapter takes a [Store] and a centre where the port has none.
/// - The table classes in `dev.rapport.storage.schema` are generated from the migrations.
@NullMarked
package dev.rapport.storage;

import org.jspecify.annotations.NullMarked;
