/// Who may do what: passwords, sessions, roles, keys and limits.
///
/// [Logins] turns a login and password into a session, [Guard] stands before every route and socket
/// and asks for a role, [Keys] signs what we hand out, [Throttle] bounds what one address may ask.
/// Nothing is open unless a route says so.
@NullMarked
package dev.rapport.gateway.security;

import org.jspecify.annotations.NullMarked;
