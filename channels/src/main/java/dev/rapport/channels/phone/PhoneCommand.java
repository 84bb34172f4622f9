package dev.rapport.channels.phone;

import java.util.List;

/// What a switch is asked to do. Imperatives; ids of legs are chosen by who asks.
public sealed interface PhoneCommand {
  String call();

  /// Takes the call and lets the caller wait: the prompts once, then music.
  ///
  /// @param music the name of a piece; empty for the usual one
  record QueueHold(String call, String music, List<Prompt> prompts) implements PhoneCommand {
    public QueueHold {
      prompts = List.copyOf(prompts);
    }
  }

  /// Says something to a caller who waits, then goes on with the music; [PhoneEvent.Said] when it
  /// has been said, or will not be.
  ///
  /// @param id the same id again is not said again
  record Play(String call, String id, List<Prompt> prompts) implements PhoneCommand {
    public Play {
      prompts = List.copyOf(prompts);
    }
  }

  /// Lets an agent's phone ring.
  ///
  /// @param endpoint the agent's name at this switch, or a `sip:` address
  /// @param display what the phone shows
  /// @param timeoutMs after so long the ring fails with `NO_ANSWER`
  record Ring(String call, String leg, String endpoint, Display display, long timeoutMs)
      implements PhoneCommand {}

  /// Lets caller and agent talk. The leg must be answered.
  record Connect(String call, String leg) implements PhoneCommand {}

  /// Lets the agent who is connected and another who has answered talk, with music for the caller,
  /// until [Connect] of either. Told as [PhoneEvent.Held] and [PhoneEvent.Resumed].
  record Consult(String call, String leg) implements PhoneCommand {}

  /// Music for the caller, quiet for the agent, until [Resume].
  record Hold(String call) implements PhoneCommand {}

  record Resume(String call) implements PhoneCommand {}

  /// Answers [PhoneEvent.TransferAsked].
  record AnswerTransfer(String call, String leg, boolean accepted) implements PhoneCommand {}

  /// Ends one agent's leg; the caller stays, with music.
  record HangUpLeg(String call, String leg) implements PhoneCommand {}

  /// Ends the call. Before it was taken, the cause decides what the caller's network is told.
  record HangUp(String call, Cause cause) implements PhoneCommand {}

  /// Makes a call of ours in which agents' phones can ring before anybody is called.
  record Open(String call) implements PhoneCommand {}

  /// Calls somebody, once: a new call, or one that [Open] made, with them as its caller. A leg that
  /// is connected already talks to them as soon as they answer.
  ///
  /// @param number E.164 with `+`, or a `sip:` address
  /// @param callerId the number shown; empty for the switch's own
  record Dial(String call, String number, String callerId, long timeoutMs)
      implements PhoneCommand {}

  /// A tone; then keeps what the caller says, until a `#`, the caller's end, or the time.
  record RecordCaller(String call, int maxMillis) implements PhoneCommand {}

  /// About what caller and agent say to each other; `unsupported` at a switch that does not have
  /// their sound.
  sealed interface OfTalk extends PhoneCommand {}

  /// Keeps what both say until their talk ends, in parts: not while the caller is on hold, nor what
  /// agents say to each other. Each part is told as [PhoneEvent.TalkRecorded].
  ///
  /// @param id of letters, digits, `.`, `_` and `-`; the same id again is recorded once
  /// @param announcement said to both before; empty says nothing
  record RecordTalk(String call, String id, List<Prompt> announcement) implements OfTalk {
    public RecordTalk {
      announcement = List.copyOf(announcement);
    }
  }

  /// A part of a recording is stored elsewhere; what is not let go of is told again some day.
  record LetGoOfTalk(String call, String id, int part) implements OfTalk {}

  /// Lets a supervisor's phone ring, who then hears the talk for as long as it lasts; told as
  /// [PhoneEvent.ListenedIn]. The same leg again, in another way, changes the way. [HangUpLeg] ends
  /// it.
  ///
  /// @param endpoint as of [Ring]
  record ListenIn(
      String call, String leg, String endpoint, Display display, Way way, long timeoutMs)
      implements OfTalk {}

  /// How a talk is listened to.
  enum Way {
    /// Hears both, heard by nobody.
    LISTEN,
    /// Hears both, heard by the agent alone.
    WHISPER,
    /// Talks to both.
    BARGE
  }

  /// What an agent's phone shows: who calls.
  ///
  /// @param number empty when it is withheld
  record Display(String number, String name) {}

  /// Why the centre ends a call.
  enum Cause {
    NORMAL,
    BUSY,
    OVERLOADED,
    REFUSED,
    UNAVAILABLE
  }

  /// Something that can be said.
  ///
  /// Its language is a BCP 47 tag; one that the switch does not have is said in its usual one.
  sealed interface Prompt {
    String language();

    record Greeting(String language) implements Prompt {}

    /// @param position from 1
    record Position(String language, int position) implements Prompt {}

    /// @param minutes from 1, rounded up: an honest wait is not shortened
    record Wait(String language, int minutes) implements Prompt {}

    /// A sentence by its name: `menu`, `leave_message`, `call_back`, `no_callback`, `goodbye`,
    /// `sorry`, `recorded`.
    record Sentence(String language, String name) implements Prompt {}
  }
}
