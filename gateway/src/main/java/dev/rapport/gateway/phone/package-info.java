/// Calls as contacts: what happens on the phone becomes commands to the core, what the core decides
/// becomes commands to the switch.
///
/// ```
///  PhoneSwitch ──PhoneEvent──▶ PhoneCalls ──▶ Reception (a call is a contact, stored first)
///       ▲                         │   ▲  └──▶ RoutingUnit (Accept, Decline, Finish, CustomerLeft)
///       └───────PhoneCommand──────┘   │
///                                     └── events of the core; DeskHub: the screen pop has left
/// ```
///
/// - `PhoneCalls` hears both sides and hands on: `Rings` (agents' phones), `Menu` (keys),
///   `VoiceMessages`, `OutgoingCalls` (callbacks), `Transfers`, `Consultations`, `Farewell`,
///   `Talks` (recordings), `Listeners` (supervisors), `Holds` (desks). `CallBook` has every live
///   `Call`.
/// - A contact may go on without its call: to be called back, or as a message. `Orphans` ends the
///   others that nobody is on the line of, after a crash.
///
/// An agent's phone rings only when the network has taken the screen pop (`PopsSent` of the desks).
/// A ring belongs to an offer: its leg is named for it, so a late word of an older ring changes
/// nothing. Everything here runs on the unit's context.
@NullMarked
package dev.rapport.gateway.phone;

import org.jspecify.annotations.NullMarked;
