/// The relationship as an agent sees it, in one call: tiles, each with its own age, each closed
/// below the level of proof that it takes.
///
/// ```
/// PictureStore (port) ─ one read ─▶ Picture ─▶ Tiles ─▶ open tiles, names of the closed ones
/// HoldingSource (port) ─ orders, products, entitlements, with its own age ─┘
/// ```
///
/// | tile | takes |
/// | --- | --- |
/// | who, standing, owed, reason, taught, changes | a claim |
/// | details, timeline, holdings; the words of what they tried (reason) | proof, or an agent who made sure |
@NullMarked
package dev.rapport.customers.view;

import org.jspecify.annotations.NullMarked;
