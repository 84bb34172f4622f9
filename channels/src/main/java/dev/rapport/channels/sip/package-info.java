/// The embedded switch: SIP (RFC 3261) and telephone sound, without a PBX.
///
/// ```
///   NettyWire (UDP, TCP, TLS) ──bytes──▶ SipStack ──▶ SipDoor ──▶ SipSwitch ──▶ PhoneListener
///        ▲                        │ transactions,      │ checks,     │ calls
///        └──────messages──────────┘ timers             │ dialogs     ▼
///                                                      └─────▶ Leg ◀── SipCall ──▶ MediaPort
///                                                               offer/answer, hold, transfer
/// ```
///
/// - `SipReader`, `SipCheck` and what they read (`SipUri`, `SipAddress`, `Via`, `Sdp`) take bytes
///   of strangers and can only say no.
/// - `ServerTransaction`, `ClientTransaction`: the timers of RFC 3261, section 17.
/// - `Leg`: one telephone's side of a call. `SipCall`: who hears whom. Neither decides anything.
/// - `Registrar`, `Digest`: agents' phones. `Admission`: who may call, and how much at once.
///
/// Everything but the sound runs on one event loop; there are no locks. Sound goes from us only
/// while a caller waits or is held; two who talk send to each other (RFC 3725).
@NullMarked
package dev.rapport.channels.sip;

import org.jspecify.annotations.NullMarked;
