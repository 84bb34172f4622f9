/// Who is one person with whom: assertions, not mergers.
///
/// ```
/// record A ── same (agent, 12.4 bits, because ...) ── record B ── same ── record C      one person: A B C
///     └────── different (agent) ────── record D                                       never suggested again
/// ```
///
/// An assertion is never changed, only closed. A person is what open assertions join ([Person]),
/// worked out when asked; nothing is ever moved from one record to another, so closing an assertion
/// leaves both as if it had never been made, except that it can still be read here.
@NullMarked
package dev.rapport.customers.links;

import org.jspecify.annotations.NullMarked;
