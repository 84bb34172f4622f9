package dev.rapport.gateway.together;

import dev.rapport.storage.GatewayList;
import dev.rapport.storage.Lease;
import dev.rapport.storage.LetterBox;

/// What several gateways have in common, as one of them reaches it.
///
/// @param redis carries what is said while it can
record Ground(Carrier redis, LetterBox letters, GatewayList gateways, Lease lease) {}
