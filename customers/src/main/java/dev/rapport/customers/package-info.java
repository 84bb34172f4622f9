/// Who is calling, and what we are to each other.
///
/// ```
/// what the channel heard ──▶ Identifiers ──▶ PresentedIdentifier + Proof
///                                                   │
///                                   Recognizer ◀────┘──▶ CustomerDirectory (port)
///                                        │
///                    Known │ Ambiguous │ Unknown, with Evidence in words
///                                        │ Known
///                                   Relationships ──▶ RelationshipStore (port) ──▶ RelationshipView
///                                        └── ValueScale: what the customer's waiting weighs
/// ```
///
/// - *Reading*: [Identifiers] makes one form of many writings; bad input is a [Reading].
/// - *Recognising*: [Recognizer], [Recognition], [Proof]. Recognition never raises proof (P38).
/// - *Knowing*: [Customer], [CustomerValue], [RelationshipView].
/// - *Filling*: [CustomerDraft], [SaveBatch]; files come in through
///   `dev.rapport.customers.importing`.
/// - *Telling apart*: `identity` (Fellegi-Sunter, the index), `spoken` (callers by what was heard),
///   `links` (who is one with whom, taken back at any time).
/// - *Learning*: `learning` (preferences, promises, answers), `value`, and `view`, which puts the
///   tiles together and closes those that take more proof.
///
/// The gateway calls; storage implements the two ports. Nothing here knows HTTP, SQL or routing.
@NullMarked
package dev.rapport.customers;

import org.jspecify.annotations.NullMarked;
