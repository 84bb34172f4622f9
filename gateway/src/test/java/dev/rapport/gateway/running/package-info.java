/// The whole process, driven from outside: each test starts a centre in this JVM and talks to it
/// the way browsers, desks and mail servers do.
///
/// ```
/// *Test ──▶ RunningRapport ── starts ─▶ Rapport
///             ├─▶ Call        HTTP                        ▲
///             ├─▶ Visitor     a chat in a browser         │ public interfaces alone
///             ├─▶ Desk        an agent's screen           │
///             ├─▶ MailPeer    a mail server that sends    │
///             └─▶ MailRelay   the relay that replies leave by
/// ```
@NullMarked
package dev.rapport.gateway.running;

import org.jspecify.annotations.NullMarked;
