/// Calls by phone: the one port through which they come and go. What a call is, who it is for and
/// how long it waits is decided elsewhere; a switch only answers, plays, rings, connects and hangs
/// up.
///
/// ```
///   gateway ──PhoneCommand──▶ PhoneSwitch ──▶ the network, or a script
///           ◀──PhoneEvent────
///
///     SipSwitch (channels.sip)       embedded: phones, PBXs and carriers by SIP
///     AriSwitch (channels.ari)       a site's Asterisk or FreePBX
///     ScriptedSwitch (here)          callers and agents' phones that follow a script
/// ```
///
/// A call has one caller and at most one agent connected; each ring of an agent's phone is a leg
/// with an id of ours, so that an event of a leg that is no longer wanted is told from the present
/// one. Every ring ends in exactly one of answered and failed; a call ends exactly once.
@NullMarked
package dev.rapport.channels.phone;

import org.jspecify.annotations.NullMarked;
