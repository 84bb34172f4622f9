package dev.rapport.channels.phone;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened on the phone. Past participles.
public sealed interface PhoneEvent {

  /// Something happened to one call.
  sealed interface OfCall extends PhoneEvent {
    String call();
  }

  /// A call came in and waits to be taken; until then the caller's network hears "queued".
  ///
  /// @param dedupeKey the same for the same call, however often it is told
  /// @param headers what else was said of it, only names that are known to be of use
  record Offered(
      String call,
      String dedupeKey,
      CallerIdentity caller,
      String dialled,
      Map<String, String> headers)
      implements OfCall {
    public Offered {
      headers = Map.copyOf(headers);
    }
  }

  /// The customer of a [PhoneCommand.Dial] answered.
  record DialAnswered(String call) implements OfCall {}

  record Digit(String call, char digit) implements OfCall {}

  record LegRinging(String call, String leg) implements OfCall {}

  record LegAnswered(String call, String leg) implements OfCall {}

  /// A leg that never was answered came to its end.
  ///
  /// @param code the final SIP status, 0 when there was none
  record LegFailed(String call, String leg, Failure reason, int code) implements OfCall {}

  /// Both hear each other.
  record Connected(String call, String leg) implements OfCall {}

  record Held(String call, Party by) implements OfCall {}

  record Resumed(String call, Party by) implements OfCall {}

  /// The agent's phone asked to hand the caller over.
  ///
  /// @param target the user part of where to: an agent, a queue or a number
  /// @param leg who asked
  /// @param attended after having talked to the target
  record TransferAsked(String call, String leg, String target, boolean attended)
      implements OfCall {}

  /// An answered leg ended, and the call did not: the agent hung up.
  record LegEnded(String call, String leg) implements OfCall {}

  /// A [PhoneCommand.Play] is over: all was said, or something else came between.
  record Said(String call, String id) implements OfCall {}

  /// What a caller said, as a WAV file; before the call's end.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Recorded(String call, byte[] wav, long millis) implements OfCall {}

  /// A part of what caller and agent said, as a WAV file; perhaps after the call's end, and again
  /// until [PhoneCommand.LetGoOfTalk].
  ///
  /// @param id as of [PhoneCommand.RecordTalk]
  /// @param part from 1
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record TalkRecorded(String call, String id, int part, byte[] wav, long millis)
      implements PhoneEvent {}

  /// A supervisor hears the talk, in that way.
  record ListenedIn(String call, String leg, PhoneCommand.Way way) implements OfCall {}

  /// The one end of a call.
  record Ended(String call, Party by, String cause) implements OfCall {}

  /// An agent's phone came or went.
  record EndpointChanged(String endpoint, boolean reachable) implements PhoneEvent {}

  /// The switch cannot be reached, or has not been yet: its calls may or may not go on. One that
  /// never says so can be reached from its start.
  record LinkLost(String detail) implements PhoneEvent {}

  /// It can be again, and every call that goes on there has been told.
  record LinkRestored() implements PhoneEvent {}

  /// Who did it.
  enum Party {
    CALLER,
    AGENT,
    CENTRE
  }

  /// Why a leg was never answered.
  enum Failure {
    NO_ANSWER,
    BUSY,
    REJECTED,
    UNREACHABLE,
    CANCELLED
  }

  /// Who calls, as far as the network says. It identifies and never authenticates.
  ///
  /// @param number as sent; empty when withheld or not there
  /// @param name as sent
  /// @param source which header it is from, such as `From` or `P-Asserted-Identity`
  /// @param withheld the caller asked for privacy: the number is for recognition, not for show
  /// @param attestation `A`, `B` or `C` of a verified PASSporT or of the carrier's verdict
  /// @param diverted the number first called, when the call was forwarded to us
  record CallerIdentity(
      String number,
      String name,
      String source,
      boolean withheld,
      @Nullable String attestation,
      @Nullable String diverted) {}
}
