package dev.rapport.storage;

import org.jspecify.annotations.Nullable;

/// Who may sign in to a centre.
///
/// @param login unique within the centre
/// @param name shown to others
/// @param agent the agent this person is, or null for who handles no contacts
/// @param passwordHash opaque here; whoever checks passwords made it
/// @param disabled can no longer sign in; sessions that were open count for nothing
/// @param createdAt epoch milliseconds
public record Account(
    String centre,
    String login,
    String name,
    Role role,
    @Nullable String agent,
    String passwordHash,
    boolean disabled,
    long createdAt) {

  /// What an account may do; which routes each may use is the gateway's.
  public enum Role {
    AGENT,
    SUPERVISOR,
    ADMIN
  }

  /// Leaves the password's hash out, so that it reaches no log.
  @Override
  public String toString() {
    return "Account[" + centre + "/" + login + ", " + role + (disabled ? ", disabled]" : "]");
  }
}
