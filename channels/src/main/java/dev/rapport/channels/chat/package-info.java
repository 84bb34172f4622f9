/// # Chat: visitors' WebSockets
///
/// ```
///  gateway's route ─▶ ChatSockets.upgrade ─▶ ChatSocket ◀── frames ── SocketWire ◀─▶ the page
///                        │  one a process        │  one a socket        bytes, heartbeat, bounds
///                        │                       ├── say ─▶ Inbox ─▶ durable ─▶ ack
///                        │                       ├── person, helped, leave ─▶ ChatListener
///  gateway ─ deliver, ───┘                       └── MissingSuffix ◀─ Conversations.after
///            notify                                  what this page lacks, in order, once
/// ```
///
/// - [ChatSockets] is what the gateway makes: it upgrades requests and is the channel's way out.
/// - [ChatListener] is what the gateway supplies: commands of visitors, and whether they are there.
/// - [VisitorTokens] make a visitor the same visitor again; they prove the visitor id, nothing
///   else.
@NullMarked
package dev.rapport.channels.chat;

import org.jspecify.annotations.NullMarked;
