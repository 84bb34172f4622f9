/// From scores to probabilities one can rely on, and from these to thresholds that keep a promise.
///
/// [Logistic] turns evidence into a probability, [Temperature] cools an over-confident one,
/// [CalibrationError] says how honest probabilities were, and [WantedError] finds the lowest
/// threshold whose error rate is, with confidence, no higher than wanted. Plain arithmetic, no
/// state.
@NullMarked
package dev.rapport.knowledge.calibration;

import org.jspecify.annotations.NullMarked;
