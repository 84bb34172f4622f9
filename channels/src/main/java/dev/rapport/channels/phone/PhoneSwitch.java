package dev.rapport.channels.phone;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// Something that can take and make calls. Commands and events are asynchronous; calls and legs are
/// named by ids, the legs' being ours, so that a repeated command changes nothing.
public interface PhoneSwitch {

  /// What this switch can do besides the minimum; the centre does without what is missing.
  Set<Capability> capabilities();

  /// Begins to take calls and tells the listener, in order. Once.
  CompletionStage<Void> start(PhoneListener listener);

  /// Carries a command out, or says why not. Completes when the command is on its way: what comes
  /// of it is told as an event. The same command again is answered `Done` and does nothing.
  CompletionStage<CommandAnswer> send(PhoneCommand command);

  /// The calls that live now, to be compared with the contacts that should have one.
  CompletionStage<List<LiveCall>> snapshot();

  /// Hangs everybody up and takes no more calls.
  CompletionStage<Void> close();

  /// What a switch may be able to do.
  enum Capability {
    MUSIC,
    PROMPTS,
    DIGITS,
    /// What a caller says who is alone.
    RECORD,
    /// What caller and agent say.
    RECORD_TALK,
    /// Supervisors hear a talk, and can join it.
    LISTEN,
    /// They can speak to the agent alone.
    WHISPER,
    TLS,
    SRTP,
    ATTESTATION
  }

  /// What became of a command.
  sealed interface CommandAnswer {
    record Done() implements CommandAnswer {}

    /// @param reason stable for programs: `no_call`, `no_leg`, `no_endpoint`, `unsupported`,
    ///   `overloaded`, `unavailable`
    record Refused(String reason, String detail) implements CommandAnswer {}
  }

  /// A call as the switch sees it.
  ///
  /// @param call the call's id
  /// @param connected the leg that is connected; empty when nobody is
  /// @param held we hold the caller, who hears music
  record LiveCall(String call, String connected, boolean held) {
    public LiveCall(String call, String connected) {
      this(call, connected, false);
    }
  }
}
