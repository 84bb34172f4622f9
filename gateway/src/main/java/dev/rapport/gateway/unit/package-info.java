/// The one place where a centre's core runs: commands in, durable events out.
///
/// ```
/// any thread ── submit(Command) ─▶ RoutingUnit's context ─▶ core.handle ─▶ EventLog.append
///                                        ▲                                     │ durable
///                  one timer: TimePassed ┘           listeners, callers ◀──────┘
/// ```
///
/// The core runs ahead of the log; nobody hears of an event before it is durable. When an append
/// fails, the core is thrown away and rebuilt from what is durable. [RoutingWatch] sweeps for what
/// is stuck, and counts what going first has cost others.
@NullMarked
package dev.rapport.gateway.unit;

import org.jspecify.annotations.NullMarked;
