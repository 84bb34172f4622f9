package dev.rapport.routing;

import org.jspecify.annotations.Nullable;

/// What makes a contact a question to a colleague.
///
/// @param about the contact the question is about; it stays with who asks
/// @param asker who asks
/// @param only the one colleague who is asked; null for whoever is free in the queue
public record Consult(ContactId about, AgentId asker, @Nullable AgentId only) {}
