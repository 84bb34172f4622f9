/// The switch of sites that have Asterisk or FreePBX: its REST interface for commands, its event
/// WebSocket for what happens (ARI, Asterisk 16 and newer). The dial plan hands calls to us with
/// `Stasis(rapport)`; what becomes of them is not Asterisk's to decide.
///
/// ```
///   AriSwitch ──commands──▶ AriCall ──requests, one after the other──▶ AriLink ──REST──▶ Asterisk
///       ▲                      ▲                                          │
///       └────── events, by channel: caller or leg ◀──────── WebSocket ────┘
/// ```
///
/// - `AriLink`: requests, the socket, the watchdog; comes back after every break.
/// - `AriCall`, `AriLeg`: one call, and one ring of an agent's phone in it. Sound is Asterisk's.
/// - `AriRecorder`, `AriEars`: a talk that is kept, and supervisors who hear it.
/// - Our ids are in Asterisk's: a leg's channel is named for it, so a repeated request is refused
///   there and a restarted process finds its calls again ([AriNames]).
///
/// Everything but the requests themselves runs on one thread; there are no locks.
@NullMarked
package dev.rapport.channels.ari;

import org.jspecify.annotations.NullMarked;
