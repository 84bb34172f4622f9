/// Where products, orders and entitlements come from: the sources that Rapport brings.
///
/// ```
/// settings: sources ─▶ SourceSettings ─▶ HttpHoldings │ FileHoldings ─▶ customers' Sources
///                                              └─ HoldingJson reads both
/// ```
///
/// Another kind is a class that implements `HoldingSource` and a line in `SourceWiring`.
@NullMarked
package dev.rapport.gateway.sources;

import org.jspecify.annotations.NullMarked;
