/// What a text means, as a direction in a space of few hundred dimensions: texts that mean the same
/// point the same way, even with no word in common.
///
/// ```
///   text ──▶ WordPieces ──▶ token ids ──▶ BgeSmall (ONNX) ──▶ 384 floats of length 1
/// ```
///
/// [SentenceModel] is the port; [BgeSmall] is made of a small English model that comes as a Maven
/// artifact and is loaded at its first use. Everything else works without one.
@NullMarked
package dev.rapport.knowledge.meaning;

import org.jspecify.annotations.NullMarked;
