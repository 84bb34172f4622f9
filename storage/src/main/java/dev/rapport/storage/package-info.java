/// What must last: one database, one writer, and the ports of the other modules kept in it.
///
/// ```
///                    write(work)            read(work)
///   Sql... adapters ─────┬───────────────────────┐
///                        ▼                       ▼
///                  GroupCommitter          reader pool (cannot write)
///                        │ one thread, one commit for all that wait
///                        ▼                       │
///            Engine: rapport.db (SQLite, WAL) ◀──┘     tables: db/migration/V*.sql
///                    or a PostgreSQL
/// ```
///
/// - [Store] opens the database; the gateway makes one and hands it to the adapters.
///   [StoreSettings] holds its bounds, [Reserve] keeps disk space back, [Fault] reads SQLite's
///   errors.
/// - [Engine] is what differs between [SqliteEngine] and [PostgresEngine] ([PostgresAddress]);
///   [WriterSession] is the writer's connection while it holds, [Migrations] makes the tables.
///   [StoreMove] brings a centre from the one to the other.
/// - [Lease] says which of several gateways decides ([SqlLease]); [LeaseLost] is what the others
///   hear. [GatewayList] says which are here ([SqlGateways]), [LetterBox] carries what they have to
///   say to each other when nothing faster does ([SqlLetters]), [CommandText] is how commands are
///   written in it, and [LogTail] follows the leader's log.
/// - [StoreUnavailable] and its cases say why a write was not taken.
/// - [SqlEventLog] keeps the routing events: a [HashChain] over [EventRow]s, checked by
///   [EventChain], in the words of [RecordCodec]; [ContactChange] carries each event to its
///   contact's row, and [SqlSnapshots] bounds the replay. [DamagedLog] says where a log is not what
///   was written.
/// - [StoreCheck] finds damage ([WalFile], [LogCheck], [ContactProjection]) and [StoreRepair] sets
///   it aside ([EventMending], [LogCut], [Salvage]); [StoreBackup] copies a store and brings it
///   back.
/// - [SqlAccounts], [SqlSessions] and [SqlIdempotency] serve the gateway's edge; no other module
///   has a port for them.
/// - Adapters are named `Sql...` and implement the ports of `routing`, `customers`, `knowledge`,
///   `channels` and `automation`. An adapter takes a [Store] and a centre where the port has none.
/// - The table classes in `dev.rapport.storage.schema` are generated from the migrations.
@NullMarked
package dev.rapport.storage;

import org.jspecify.annotations.NullMarked;
