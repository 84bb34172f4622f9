/// How good answers are, on real questions that others have judged: `rapport bench knowledge`.
///
/// ```
///   KnowledgeCommand ─┬─▶ RankingSets   questions, articles, judgements ─▶ MAP, MRR, three rankings
///                     ├─▶ IntentSets    labelled questions ─▶ accuracy, none, calibration, coverage
///                     └─▶ Figure: ours beside what was published and what was wanted
/// ```
///
/// The sets are read from a folder and never part of the project. Nothing is fitted on what it is
/// measured on: rankings have fixed weights, intents are trained on the training part of a set or
/// on the other parts of a cross-validation.
@NullMarked
package dev.rapport.loadtests.knowledge;

import org.jspecify.annotations.NullMarked;
