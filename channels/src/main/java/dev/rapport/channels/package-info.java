/// # Channels: how contacts come in and how words go out
///
/// This package holds the shapes and the ports; each channel has a package of its own below it
/// (`chat`, `email`, `form`). A channel parses, limits and verifies what arrives and hands it to
/// the [Inbox]; it tells the sender "accepted" only when the inbox's stage says it is durable.
///
/// ```
///  SMTP, WebSocket, form ──▶ channels.<channel> ──InboundContact──▶ Inbox (storage implements)
///                                                                     │ Receipt: only now 250, ack, 202
///  customer ◀── Channel.deliver / notify ◀── gateway ◀────────────────┘
///                                              └── Conversations.append (storage implements)
/// ```
///
/// Nothing here knows customers, routing or knowledge: the gateway translates between them.
@NullMarked
package dev.rapport.channels;

import org.jspecify.annotations.NullMarked;
