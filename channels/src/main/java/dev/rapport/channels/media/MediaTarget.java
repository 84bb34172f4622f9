package dev.rapport.channels.media;

import java.net.InetSocketAddress;

/// Where a port sends, and how.
///
/// @param address a literal address and the port agreed on
/// @param law the law agreed on
/// @param events the payload type of telephone events, -1 for none
/// @param direct whether it may be sent to before anything was heard from there: false when the
///   address is not the one the signalling came from, so that nobody can aim our music at a third
public record MediaTarget(InetSocketAddress address, G711 law, int events, boolean direct) {}
