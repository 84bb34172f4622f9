package dev.rapport.channels.ari;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneEvent.Failure;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// One ring of an agent's phone.
final class AriLeg {
  final String id;
  final String channel;
  State state = State.RINGING;

  /// That it rings has been told.
  boolean rang;

  /// It rang for as long as it was to.
  boolean expired;

  /// That it is connected has been told.
  boolean told;

  /// A transfer it asked for and that was not answered.
  boolean asking;

  @Nullable Future<?> noAnswer;

  enum State {
    RINGING,
    UP,
    OVER
  }

  AriLeg(String id, String channel) {
    this.id = id;
    this.channel = channel;
  }

  boolean up() {
    return state == State.UP;
  }

  /// The phone hears what became of its wish to hand over.
  CompletionStage<Boolean> answerTransfer(AriLink link, boolean accepted) {
    asking = false;
    String state = accepted ? "channel_answered" : "channel_declined";
    return link.post("/channels/" + channel + "/transfer_progress", Map.of("states", state))
        .thenApply(_ -> true);
  }

  void stopWaiting() {
    if (noAnswer != null) {
      noAnswer.cancel(false);
    }
  }

  /// The cause with which a caller who was not answered is sent away.
  static int cause(PhoneCommand.Cause why) {
    return switch (why) {
      case NORMAL -> 16;
      case BUSY -> 17;
      case REFUSED -> 21;
      case OVERLOADED, UNAVAILABLE -> 34;
    };
  }

  /// The cause with which a channel ended (Q.850), in our words.
  static Failure failure(int cause) {
    return switch (cause) {
      case 17 -> Failure.BUSY;
      case 18, 19 -> Failure.NO_ANSWER;
      case 21 -> Failure.REJECTED;
      case 26 -> Failure.CANCELLED;
      default -> Failure.UNREACHABLE;
    };
  }

  /// The SIP status that such a cause mostly comes from.
  static int status(int cause) {
    return switch (cause) {
      case 1 -> 404;
      case 17 -> 486;
      case 18 -> 408;
      case 19 -> 480;
      case 21 -> 603;
      case 26 -> 487;
      default -> 503;
    };
  }
}
