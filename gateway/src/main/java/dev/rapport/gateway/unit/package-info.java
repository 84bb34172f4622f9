/// The one place where a centre's core runs: commands in, durable events out.
///
/// ```
/// any thread ── submit(Command) ─▶ RoutingUnit's turns ───▶ core.handle ─▶ EventLog.append
///                                        ▲                                     │ durable
///                  one timer: TimePassed ┘           listeners, callers ◀──────┘
/// ```
///
/// The core runs ahead of the log; nobody hears of an event before it is durable. When an append
/// fails, the core is thrown away and rebuilt from what is durable.
///
/// Of several processes one leads. In the others the unit follows ([Following]): it applies what it
/// reads of the log ([LogReader]), tells its listeners as the leader does, and passes commands on
/// ([Elsewhere]); whoever gave one is answered when its events are here ([Decided]).
///
/// [Turns] is where it runs, and by which clock: a Vert.x context ([VertxTurns]), a thread
/// ([OwnThread]), or a simulation.
///
/// [RoutingWatch] sweeps for what is stuck, and counts what going first has cost others.
@NullMarked
package dev.rapport.gateway.unit;

import org.jspecify.annotations.NullMarked;
