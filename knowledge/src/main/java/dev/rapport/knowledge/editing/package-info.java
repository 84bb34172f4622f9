/// How articles come to be and change: by people, one at a time.
///
/// ```
///   EditorRoutes (gateway) ──▶ Editor ──▶ ArticleStore.saveIf: refused if somebody was faster
///                                │  └───▶ ArticleHistory (port): versions, care, what is due
///   Markdown or HTML ─▶ CleanForm┘
///   timer ─▶ Schedule: publishes and archives on the dates that were set
/// ```
///
/// - [Editor] knows who may do what: agents write drafts and hand them in, supervisors publish.
/// - [CleanForm] turns HTML from anywhere into the Markdown that is stored; [ArticleDiff] compares
///   two versions line by line.
@NullMarked
package dev.rapport.knowledge.editing;

import org.jspecify.annotations.NullMarked;
