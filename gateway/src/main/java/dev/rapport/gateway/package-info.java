/// The process: HTTP, sockets, screens, security, and the one file that puts everything together.
///
/// ```
/// Main ─▶ command (the command line) ─▶ Rapport (start, stop) ─▶ Wiring (what is made of what)
///
///   settings   the operator's file        security  passwords, sessions, roles, limits
///   unit       the core's one thread      flow      from the door to the core, word to customers
///   desk       agents' sockets            live      the supervisors' board
///   http       routes and pages           wire      records as JSON
///   together   several gateways at once
///   demo       a whole centre to try
/// ```
///
/// The gateway knows all modules and translates between them; it has no rules of its own.
@NullMarked
package dev.rapport.gateway;

import org.jspecify.annotations.NullMarked;
