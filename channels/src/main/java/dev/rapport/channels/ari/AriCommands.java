package dev.rapport.channels.ari;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneSwitch.CommandAnswer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What is asked of the switch, handed on to the call that it is about.
final class AriCommands {
  private final AriSwitch owner;
  private final AriLink link;
  private final AriSettings settings;
  private final AriPrompts prompts;

  AriCommands(AriSwitch owner, AriLink link, AriSettings settings) {
    this.owner = owner;
    this.link = link;
    this.settings = settings;
    prompts = new AriPrompts(settings.language());
  }

  private static CompletionStage<CommandAnswer> refused(String reason, String detail) {
    return CompletableFuture.completedFuture(new CommandAnswer.Refused(reason, detail));
  }

  CompletionStage<CommandAnswer> carryOut(PhoneCommand command) {
    if (!link.up()) {
      return refused("unavailable", "there is no link to Asterisk");
    }
    if (command instanceof PhoneCommand.Open || command instanceof PhoneCommand.Dial) {
      return ours(command);
    }
    if (command instanceof PhoneCommand.LetGoOfTalk(_, String id, int part)) {
      return link.delete(AriRecorder.stored(AriNames.talk(id, part)), Map.of())
          .thenApply(_ -> new CommandAnswer.Done());
    }
    AriCall call = owner.call(command.call());
    if (call == null) {
      return refused("no_call", "there is no call " + command.call());
    }
    if (command instanceof PhoneCommand.Ring ring) {
      return ring(call, ring);
    }
    if (command instanceof PhoneCommand.ListenIn listen && phone(listen.endpoint()).isEmpty()) {
      return refused("no_endpoint", listen.endpoint() + " has no phone");
    }
    if (command instanceof PhoneCommand.HangUp(_, PhoneCommand.Cause cause)) {
      call.hangUp(cause);
      return CompletableFuture.completedFuture(new CommandAnswer.Done());
    }
    return call.inOrder(() -> inCall(call, command))
        .thenApply(done ->
            done
                ? new CommandAnswer.Done()
                : new CommandAnswer.Refused("no_leg", "no such leg in that state"));
  }

  private CompletionStage<Boolean> inCall(AriCall call, PhoneCommand command) {
    return switch (command) {
      case PhoneCommand.QueueHold(_, _, var words) -> call.queueHold(prompts.media(words));
      case PhoneCommand.Play(_, String id, var words) -> call.play(id, prompts.media(words));
      case PhoneCommand.Connect(_, String leg) -> call.connect(leg);
      case PhoneCommand.Consult(_, String leg) -> call.consult(leg);
      case PhoneCommand.Hold _ -> call.hold(true);
      case PhoneCommand.Resume _ -> call.hold(false);
      case PhoneCommand.AnswerTransfer(_, String leg, boolean accepted) ->
          call.answerTransfer(leg, accepted);
      case PhoneCommand.HangUpLeg(_, String leg) -> call.hangUpLeg(leg);
      case PhoneCommand.RecordCaller(_, int most) -> call.record(most);
      case PhoneCommand.RecordTalk(_, String id, var words) ->
          call.recordTalk(id, prompts.media(words));
      case PhoneCommand.ListenIn listen -> call.ears().listen(listen, phone(listen.endpoint()));
      case PhoneCommand.Open _,
          PhoneCommand.Dial _,
          PhoneCommand.Ring _,
          PhoneCommand.HangUp _,
          PhoneCommand.LetGoOfTalk _ ->
          CompletableFuture.completedFuture(true);
    };
  }

  private CompletionStage<CommandAnswer> ring(AriCall call, PhoneCommand.Ring ring) {
    String endpoint = phone(ring.endpoint());
    if (endpoint.isEmpty()) {
      return refused("no_endpoint", ring.endpoint() + " has no phone");
    }
    return call.ring(ring, endpoint, AriNames.leg(call.id, ring.leg()))
        .thenApply(done ->
            done
                ? new CommandAnswer.Done()
                : new CommandAnswer.Refused("no_endpoint", endpoint + " cannot be reached"));
  }

  /// What somebody's phone is called at Asterisk; empty when they have none.
  private String phone(String whose) {
    String endpoint = settings.endpoints().getOrDefault(whose, whose);
    return endpoint.contains("/") ? endpoint : "";
  }

  /// A call of ours is made, or made to somebody.
  private CompletionStage<CommandAnswer> ours(PhoneCommand command) {
    AriCall call = owner.made(command.call());
    if (call == null) {
      return refused("overloaded", "no room for a call");
    }
    if (!(command instanceof PhoneCommand.Dial dial) || call.hasCaller()) {
      return CompletableFuture.completedFuture(new CommandAnswer.Done());
    }
    String endpoint = endpoint(dial.number());
    String shown = dial.callerId().isEmpty() ? settings.callerId() : dial.callerId();
    return (endpoint.isEmpty()
            ? CompletableFuture.completedFuture(false)
            : call.dial(endpoint, shown, dial.timeoutMs()))
        .thenApply(done ->
            done
                ? new CommandAnswer.Done()
                : new CommandAnswer.Refused("no_endpoint", "cannot call " + dial.number()));
  }

  private String endpoint(String number) {
    return number.contains("/")
        ? number
        : settings.trunk().replace("{number}", number.replaceAll("[^+0-9A-Za-z:@._-]", ""));
  }
}
