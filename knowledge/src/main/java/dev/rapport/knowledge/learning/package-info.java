/// What questions and judgements teach.
///
/// ```
///   every question asked ──▶ AnswerJournal (port) ◀── "helped", "did not, because", "was wrong"
///                                 │
///              Lessons ◀──────────┤ judgements ─▶ Confidence, AnswerPolicy ─▶ Answers.teach
///              Gaps    ◀──────────┤ questions nobody answered ─▶ what to write, and what it saves
///              Deflection ◀───────┘ what became of contacts that were shown answers, or were not
/// ```
@NullMarked
package dev.rapport.knowledge.learning;

import org.jspecify.annotations.NullMarked;
