/// Everything an operator may set: one YAML file, every scalar also as an environment variable.
///
/// ```
/// rapport.yaml ─▶ SettingsFile ─▶ Section (typed, named, strict) ─▶ Settings (records)
/// RAPPORT_HTTP_PORT=… ──────────────▲
/// ```
///
/// Precedence: environment, then file, then default. A key that nobody asked for is an error that
/// suggests the nearest known one, because a setting that is silently ignored is found in
/// production.
@NullMarked
package dev.rapport.gateway.settings;

import org.jspecify.annotations.NullMarked;
