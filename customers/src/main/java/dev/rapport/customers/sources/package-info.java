/// Products, orders and entitlements, from wherever they are kept: each source asked on its own, so
/// that none of them can hold up a screen.
///
/// ```
/// Whom ─▶ Sources ─┬▶ SourceShelf ─ fresh enough? ─▶ Held (fresh)
///                  │      │ no: ask, unless the Breaker is open, for so long and no longer
///                  │      ├─ in time ──────────────▶ Held (fresh)
///                  │      └─ late, failed, refused ▶ Held (what was known, as of then; or nothing)
///                  └▶ SourceShelf ...                    late answers are told: the screen is made anew
///                         │
///                  HoldingSource (port): HTTP, a CSV or JSON file
/// ```
@NullMarked
package dev.rapport.customers.sources;

import org.jspecify.annotations.NullMarked;
