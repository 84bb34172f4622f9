/// Whose record is this, when no exact identifier says so: names, birth dates and addresses that
/// were misheard, misspelt or moved.
///
/// ```
/// records ──▶ Blocking: cheap keys, small blocks ──▶ pairs
///                                                      │ Likeness: how alike, field by field
///                  Estimation: u from random pairs,     ▼
///                  m by EM, one pass for each     ──▶ IdentityModel: bits, and why (MatchWeight)
///                  blocking rule                        │
///                                                       ├──▶ Clusters: who is who in a register
///                                                       └──▶ IdentityIndex: who could this caller be
/// ```
///
/// The method is Fellegi and Sunter's (1969): each field that agrees or differs adds or takes away
/// `log2(m/u)` bits, m being how often it does so for one person's two records and u for two
/// people's. An agreement on a rare value says more than on a common one (term frequencies). Two
/// thresholds: [IdentityModel#SUGGEST_BITS] for an agent to look at, [IdentityModel#LINK_BITS] to
/// be sure.
///
/// Pure and in memory; nothing here knows where customers are kept.
@NullMarked
package dev.rapport.customers.identity;

import org.jspecify.annotations.NullMarked;
