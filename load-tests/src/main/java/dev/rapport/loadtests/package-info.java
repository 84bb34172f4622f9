/// Drives a Rapport in a process of its own through its public interfaces: HTTP, the sockets, SMTP.
/// Knows no class of the product. Used by `rapport bench NAME` and by the tests of this module.
///
/// ```
///  FlowCommand ── BenchCentre ──▶ RapportProcess            settings, accounts, imports, start, kill
///      │
///      ▼                 ┌─ ChatVisitor ─┐
///   FlowRun ── Arrival ──┼─ FormSender  ─┼──▶ the process ──▶ AgentDesk (DeskStream)
///      │                 └─ MailSender  ─┘        │              MailSink
///      ▼                                          ▼                 │
///   FlowReport ◀────────── Supervisor ◀── lists, metrics      ContactLedger
/// ```
///
/// All simulated people share one event loop ([Loop]), so the load is light and needs no locks.
/// What they see goes to the [ContactLedger]; what the process itself says in the end is read by
/// the [Supervisor]; the [FlowReport] compares the two.
///
/// [TogetherCommand] drives two gateways instead ([GatewayPair]): [PairWork] has senders who try
/// again and come back, and the [History] says what of all that was seen cannot be true.
@NullMarked
package dev.rapport.loadtests;

import org.jspecify.annotations.NullMarked;
