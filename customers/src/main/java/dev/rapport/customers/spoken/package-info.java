/// Finding a caller by what was heard: postcode, name and birth date as a speech recogniser gives
/// them, several guesses for each attempt, most of them slightly wrong.
///
/// ```
/// guesses ("n 4 2 j e", "and 42 JE") ──▶ HeardCode ─┐
/// guesses ("page thing", "Paige sing") ─▶ HeardName ─┼─▶ Heard ──▶ CallerFinder ──▶ Findings
/// guesses ("2410 1995", "24 pence") ────▶ HeardDate ─┘               │
///                                                         the register: IdentityIndex
/// ```
///
/// Each of the three is compared, at a few levels, with the records that share a key with any
/// guess. What a level is worth depends on how many records of the register fit as well: that is
/// measured for each caller, not assumed.
@NullMarked
package dev.rapport.customers.spoken;

import org.jspecify.annotations.NullMarked;
