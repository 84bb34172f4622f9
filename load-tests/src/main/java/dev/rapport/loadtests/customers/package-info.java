/// What recognition, value and the relationship view achieve on published sets, each figure beside
/// the published one and the goal.
///
/// ```
///  IdentityCommand ── Registers: FEBRL, Chicago, fake_1000, RLdata ──┐
///                  ── Callers: EVI dialogues                        ├──▶ customers ──▶ Figures (JSON)
///  ValueCommand ───── CDNOW purchases                               │
///  RelationshipCommand ── a million made-up customers ── storage ───┘
/// ```
///
/// No set is part of the project: a set that is not there is said to be skipped.
@NullMarked
package dev.rapport.loadtests.customers;

import org.jspecify.annotations.NullMarked;
