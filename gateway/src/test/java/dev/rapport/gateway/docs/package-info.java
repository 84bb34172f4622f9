/// The documents tell the truth: what they name exists, what they tell you to type can be typed.
///
/// ```
/// README, ARCHITECTURE, docs/** ──▶ Documents (blocks, links, names) ──▶ DocsTest
///                                        └── ShellWords                     │ against the commands, the
///                                                                           ▼ settings, the API, the sources
/// ```
@NullMarked
package dev.rapport.gateway.docs;

import org.jspecify.annotations.NullMarked;
