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
/// An agent's phone rings only when his screen pop is on its way. A ring belongs to an offer: its
/// leg is named for it, so a late word of an older ring changes nothing. Everything here runs on
/// the unit's context.
@NullMarked
package dev.rapport.gateway.phone;

import org.jspecify.annotations.NullMarked;
