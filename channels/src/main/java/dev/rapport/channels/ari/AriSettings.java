package dev.rapport.channels.ari;

import java.net.URI;
import java.util.Map;

/// Where Asterisk is, and what phones are called there.
///
/// @param address of its HTTP server, such as `http://10.0.0.2:8088`
/// @param app the name that the dial plan gives to `Stasis()`
/// @param endpoints agents' phones by the agent, such as `PJSIP/201`
/// @param trunk how a number is called, with `{number}` in it, such as `PJSIP/{number}@carrier`;
///   empty for not at all
/// @param callerId the number shown to those we call
/// @param music a class of music on hold; empty for the usual one
/// @param language of callers who have chosen none
public record AriSettings(
    URI address,
    String user,
    String password,
    String app,
    Map<String, String> endpoints,
    String trunk,
    String callerId,
    String music,
    String language) {
  public AriSettings {
    endpoints = Map.copyOf(endpoints);
  }
}
