/// What happens by itself: where a contact goes, and when a customer wants a person.
///
/// ```
/// Request (channel, recipient, words, sender) ──▶ Classifier ──▶ Verdict
///                                                     ▲           Classified (action, rule, because)
/// Rulebook (rules, queues, skills) ── check() ────────┘           UnknownQueue
///                     └──▶ Faulty: every fault, naming its rule
///
/// text ──▶ PersonWish.in ──▶ skip the answers, route to an agent
/// ```
///
/// The gateway reads the rules from the settings, checks them when they change, and calls the
/// classifier for each contact. Nothing here waits, stores or knows the time.
@NullMarked
package dev.rapport.automation;

import org.jspecify.annotations.NullMarked;
