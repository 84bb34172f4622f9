/// How a contact goes from the door to the core, and word of it back to the customer.
///
/// ```
/// channel ─▶ Reception.receive ─▶ Inbox (durable) ─▶ "accepted" to the sender
///                                   └─▶ Caller (who) ─▶ answers ─▶ Classifier (where) ─▶ RoutingUnit (Arrive)
/// unit ──event──▶ CustomerNotices ─▶ Channel.notify        chat's wishes ─▶ ChatWishes ─▶ RoutingUnit
/// ```
///
/// Whatever was acknowledged and has not reached the core, because the process stopped or the core
/// was being rebuilt, is taken up again from the store. What somebody wants of a contact that is
/// not there yet waits for it (`Arrivals`).
@NullMarked
package dev.rapport.gateway.flow;

import org.jspecify.annotations.NullMarked;
