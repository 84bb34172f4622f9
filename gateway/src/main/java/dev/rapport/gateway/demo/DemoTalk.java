package dev.rapport.gateway.demo;

import java.util.List;

/// One request as it usually goes: the opening, then by turns what the agent answers and what the
/// customer says to that.
///
/// @param language BCP 47
/// @param replies one at least
/// @param more fewer than or as many as the replies
record DemoTalk(
    String language,
    String subject,
    String opening,
    List<String> replies,
    List<String> more,
    String disposition) {
  DemoTalk {
    replies = List.copyOf(replies);
    more = List.copyOf(more);
  }
}
