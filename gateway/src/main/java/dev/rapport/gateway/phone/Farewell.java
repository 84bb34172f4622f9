package dev.rapport.gateway.phone;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneCommand.Cause;
import dev.rapport.channels.phone.PhoneCommand.Prompt;
import java.util.List;

/// Ends calls with words.
final class Farewell {
  private static final String PLAY = "farewell";

  private final CallBook calls;
  private final SwitchLine line;

  Farewell(CallBook calls, SwitchLine line) {
    this.calls = calls;
    this.line = line;
  }

  /// The contact goes on, or is over, without the call: it is told so and hung up.
  void say(Call call, String sentence) {
    calls.part(call);
    call.waiting = false;
    call.choice = Call.Choice.NONE;
    Prompt words = new Prompt.Sentence(call.language, sentence);
    line.send(new PhoneCommand.Play(call.id, PLAY, List.of(words)));
  }

  /// Something was said.
  void said(Call call, String play) {
    if (play.equals(PLAY)) {
      line.send(new PhoneCommand.HangUp(call.id, Cause.NORMAL));
    }
  }
}
