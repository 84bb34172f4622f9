/// Agents' desks: what happens becomes numbered frames, what agents send becomes commands.
///
/// ```
/// unit ──event──▶ DeskHub ──frame──▶ DeskStream (numbers, keeps the last 1,000) ──▶ DeskSocket ×n
///                    │ reads                                                          │
///                    └─▶ ScreenPops (customer, relationship, messages)     commands ◀─┘ DeskCommands
/// ```
///
/// `Questions` are what colleagues are asked, `PassedOn` is what was said when a contact changed
/// hands; both stand on the screen pop of whoever has it next.
///
/// `CallStates` are how calls stand, which the gateway that has them tells to all.
///
/// `PopsSent` knows which screen pops have left, here or at another gateway: telephones wait for
/// it.
///
/// One stream an agent and process. Frames of a stream leave in order even when one of them has to
/// be read from the store first, so a screen pop is always before its offer. A desk that resumes
/// with a number the stream still has gets exactly the frames after it; any other desk gets a
/// snapshot.
@NullMarked
package dev.rapport.gateway.desk;

import org.jspecify.annotations.NullMarked;
