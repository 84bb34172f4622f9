/// What somebody wants, guessed from their words, and the honest "none of these".
///
/// ```
///   LabelledQuestion* ──IntentTraining──▶ IntentModel ──guess(text)──▶ Guess: intent or none,
///                          │                   │                            probability, runners-up
///            questions held out of it      TextFeatures + SentenceModel
///            calibrate what it says            Softmax, KnownGate
/// ```
///
/// A linear model over the words, word pairs and pieces of words of a text and its meaning as a
/// vector; what it says is calibrated on questions, and whole intents, that were held out while it
/// was trained. It is trained in seconds from a centre's own labelled questions and forgets nothing
/// by itself: train it anew when there are more. The sentence model is optional.
@NullMarked
package dev.rapport.knowledge.intents;

import org.jspecify.annotations.NullMarked;
