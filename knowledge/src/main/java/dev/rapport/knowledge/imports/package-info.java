/// Brings articles in from files. Called by `rapport import articles` and by the gateway's upload.
///
/// ```
///   PATH ──▶ ArticleReader  one entry at a time: an article, or why it is none
///             MarkdownFolder   a folder of .md files with front matter, and of .html pages
///             Table            tab-separated values, with or without a header
///             JsonLines        one JSON object a line
///                │
///                ▼
///          ArticleImport ──▶ ArticleStore, in small batches
///                │
///                ▼
///          ImportReport   what was created, changed, as it was, rejected and why
/// ```
///
/// [ArticleExport] writes what these read. A bad file or row is listed and the next one read.
/// Importing the same again changes nothing.
@NullMarked
package dev.rapport.knowledge.imports;

import org.jspecify.annotations.NullMarked;
