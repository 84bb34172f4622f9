/// Sound: G.711 over RTP (RFC 3550, 3551), telephone events (RFC 4733), WAV files, the music that
/// callers hear while they wait, and the sentences said to them.
///
/// ```
///   Wav, Melody, Phrases ──▶ Clip (both laws, encoded once)
///                              │ play
///   MediaEngine (one thread, 20 ms) ──▶ MediaPort ⇄ RTP ⇄ the other side
///                                          └──▶ MediaListener: digits
/// ```
///
/// Nothing here knows SIP or calls. A port sends to the one literal address it was told, and to a
/// source port that this address was heard from; it never resolves a name.
@NullMarked
package dev.rapport.channels.media;

import org.jspecify.annotations.NullMarked;
