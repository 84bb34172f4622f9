/// Drives the routing core in simulated time, without the process around it: how fast it decides,
/// and how well. The one part of the load tests that knows a class of the product, because a day of
/// sixty agents cannot be lived through in real time.
///
/// ```
///  RoutingCommand ── LargeFloor ──┐                  10,000 agents, 200 skills, up to 100,000 waiting
///                    SmallFloor ──┤                  whole lives; DurableFloor: on the disk
///  PolicyCommand ─── BusyDay ─────┼──▶ RoutingCore   the same sixty days under each policy
///                    Variant ─────┤                  days on which work has reasons
///  ModelsCommand ─── ModelDay ────┤                  published models, held against their figures
///                    BankReplay ──┘                  a bank's calls under two rules
/// ```
@NullMarked
package dev.rapport.loadtests.routing;

import org.jspecify.annotations.NullMarked;
