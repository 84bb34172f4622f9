package dev.rapport.gateway.phone;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneSwitch;
import dev.rapport.channels.phone.PhoneSwitch.CommandAnswer;
import dev.rapport.channels.phone.PhoneSwitch.LiveCall;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commands to the switch; their answers come back on the unit's context.
final class SwitchLine {
  private static final Logger LOG = LoggerFactory.getLogger(SwitchLine.class);

  private final Context context;
  private final PhoneSwitch phone;

  SwitchLine(Context context, PhoneSwitch phone) {
    this.context = context;
    this.phone = phone;
  }

  /// The unit's.
  Context context() {
    return context;
  }

  /// The calls as the switch sees them; none when it cannot be asked.
  Future<List<LiveCall>> live() {
    return Future.fromCompletionStage(phone.snapshot(), context)
        .onFailure(e -> LOG.warn("the switch does not say what calls there are: {}", e.toString()))
        .otherwise(List.of());
  }

  void send(PhoneCommand command) {
    send(command, _ -> {});
  }

  void send(PhoneCommand command, Consumer<CommandAnswer> then) {
    var _ =
        phone
            .send(command)
            .whenComplete((answer, failure) ->
                context.runOnContext(_ -> {
                  if (failure != null) {
                    LOG.error("the switch failed on {}", command, failure);
                    then.accept(new CommandAnswer.Refused("fault", failure.toString()));
                  } else {
                    if (answer instanceof CommandAnswer.Refused refused) {
                      LOG.debug("the switch refused {}: {}", command, refused);
                    }
                    then.accept(answer);
                  }
                }));
  }
}
