/// # E-mail: SMTP in, SMTP out
///
/// ```
///  peers ─▶ SmtpListener ─ SmtpSession ─ DotTerminated ─▶ MailIntake ─┬─▶ Inbox.receive ─┐
///             bounds        commands       the bytes       MailParser └─▶ Inbox.setAside ─┴▶ 250
///
///  Conversations.append(byMail) ─▶ Outbox ─▶ SmtpSender ─▶ the relay ─▶ sent, postponed, failed
///     (one transaction, storage)                ▲ EmailChannel.deliver wakes it
/// ```
///
/// - Incoming mail is answered 250 only when it is durable, as a contact or set aside.
/// - [MailboxDirectory] says which addresses are ours; all others are refused, this is no relay.
/// - A mail joins a conversation by a Message-ID that we made and a sender who takes part, by
///   nothing else.
/// - The raw bytes are kept with the message; attachments are listed, and live in them.
@NullMarked
package dev.rapport.channels.email;

import org.jspecify.annotations.NullMarked;
