/// A PBX that keeps its own queue: Rapport says where a call belongs and who it is from, and shows
/// it to the agent; who gets it is the PBX's to decide.
///
/// ```
///  PBX ── where to? ──▶ RouteDip   recognition and rules, as for a contact; nothing is stored
///      ── newCall  ──┐
///      ── answer   ──┼▶ PbxWord ──▶ PbxCalls ──▶ SqlPbxCalls   what is known of the call, merged
///      ── hangup   ──┘                 └──▶ Reception, RoutingUnit   the contact follows
/// ```
///
/// Both are asked over HTTP (`PbxRoutes`). Words come late, twice, and in any order.
@NullMarked
package dev.rapport.gateway.pbx;

import org.jspecify.annotations.NullMarked;
