/// Customers from CSV files: `./rapport import customers FILE.csv`.
///
/// ```
/// file ──▶ CsvFile (BOM, delimiter, rows as bytes) ──▶ HeaderMapping ──▶ DraftReader
///                                                          row: draft │ rejected with a reason
///                       CustomerImport: batches of 2,500 ◀──────────────┘
///                             │ drafts + checkpoint, one transaction
///                             ▼
///                       CustomerDirectory (port)            RejectFile (row + reason)
/// ```
///
/// Kill it anywhere and run it again: it goes on after the last batch that was committed, and the
/// reject file is cut back to that place first. Running it once more changes nothing (P4).
@NullMarked
package dev.rapport.customers.importing;

import org.jspecify.annotations.NullMarked;
