/// Several gateways of one centre that serve at once, on one PostgreSQL.
///
/// ```
///   any gateway                                        the gateway that leads
///   ───────────                                        ──────────────────────
///   RoutingUnit (follows) ── command ─▶ Asking ══════▶ Deciding ─▶ RoutingUnit (decides)
///        ▲                                 ▲                            │
///        │                                 ╚═══════ what became of it   ▼
///        └────── reads on ◀═══ Grown ═════════════════════════════ the event log
/// ```
///
/// - [Together] puts it together: who leads ([Election]), who is here, what is said to whom.
/// - [Ground] is what the gateways have in common, [Hands] are in whose turns one works: the tests
///   have simulated ones.
/// - [Letter] is what they say; a [Carrier] brings it: [RedisCarrier] fast, [SqlCarrier] surely
///   ([Post]). [Hearing] knows whether Redis carries; when it does not, everything goes by the
///   store, and what may have been missed is read again.
/// - [Asking] and [Deciding] see to it that what is [Wanted] of the leader is done once: a command
///   of the core, or something of a call.
/// - [Tidings] are what happened at a gateway and is not in the log: messages, how calls stand.
/// - [Roster] knows which gateways are here; [RollCall] finds out who is still connected when one
///   is gone or another leads, and [StillHere] speaks for those who are.
/// - [ToldInbox], [ToldConversations] and [LeadersOutbox] stand before what is stored: of the first
///   two the other gateways hear, of the last the leader alone sends.
/// - Limits are counted together ([Letter.Counted]), by Redis alone: without it each counts for
///   itself.
/// - [Local] is this gateway as the others reach it; the wiring supplies it.
///
/// Nothing here is the truth. Who leads is a row with an epoch; what was decided is the log; what
/// was said is in its conversation.
@NullMarked
package dev.rapport.gateway.together;

import org.jspecify.annotations.NullMarked;
