/// The HTTP interface, as `/openapi.yaml` describes it: one class for each group of routes,
/// [Problem] for everything that goes wrong, [Pages] for what is served from files.
///
/// ```
/// request ─▶ HttpServer ─▶ limits, headers ─▶ Guard (role) ─▶ CustomerRoutes | AgentRoutes | ... ─▶ JSON
///                                                                   └── Problem (RFC 9457)
/// ```
@NullMarked
package dev.rapport.gateway.http;

import org.jspecify.annotations.NullMarked;
