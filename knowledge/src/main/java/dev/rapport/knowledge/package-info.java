/// What answers the question: articles, and finding the right one in a few milliseconds.
///
/// ```
///   imports, an editor ──▶ ArticleStore (port, kept in SQL by `storage`)
///                              │ changedAfter(revision)
///                              ▼
///   gateway's timer ──refresh─▶ ArticleIndex ◀─ LuceneArticleIndex: derived, rebuilt at will
///                              ▲
///   chat, form, GET answers ──▶ Answers ──▶ Answer: title, excerpt, confidence, offer or not
///                                             Confidence
/// ```
///
/// - [Article], [ArticleText], [Origin], [SaveArticle] are what is kept; [ArticleLimits] what is
///   let in; [ArticleRenderer] shows an article safely.
/// - A typed text goes through [QuestionTerms] and nowhere else: it becomes a bounded list of
///   terms, never query syntax. [ArticleSearch] puts the centre and the [Audience] beside them as
///   filters.
/// - [ArticleFields] has the weights, [Languages] the words of each language, [Excerpts] the piece
///   of the body that is shown, [IndexedHeads] how far the index has read.
/// - [Spelling] puts mistyped words right, [Synonyms] adds what means the same, [ArticleBrowsing]
///   completes what is typed and counts by category and product, each within what the asker may
///   see. [SearchBudget] bounds a search by its work.
/// - [dev.rapport.knowledge.imports] brings articles in from files.
///
/// Everything here blocks; the gateway calls it off the event loop.
@NullMarked
package dev.rapport.knowledge;

import org.jspecify.annotations.NullMarked;
