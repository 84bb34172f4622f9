package dev.rapport.gateway.http;

/// One thing that must hold for the process to take contacts.
///
/// @param detail why it does not hold, or how it stands
public record HealthCheck(String name, boolean up, String detail) {}
