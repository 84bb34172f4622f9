/// The supervisors' board: queues, agents and today's fates, at most one frame a second.
///
/// [Board] is a projection: what stands now it reads off the core, what was counted today it counts
/// from events, starting from what the store says at start. [LiveHub] sends it.
@NullMarked
package dev.rapport.gateway.live;

import org.jspecify.annotations.NullMarked;
