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
///
/// The gateway calls; storage implements the two ports. Nothing here knows HTTP, SQL or routing.
@NullMarked
package dev.rapport.customers;

import org.jspecify.annotations.NullMarked;
