package dev.rapport.knowledge.calibration;

/// What was said about one question, and whether it was right.
///
/// @param confidence 0 to 1
public record Judged(double confidence, boolean right) {}
