package dev.rapport.gateway.phone;

import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneCommand.Prompt;
import dev.rapport.gateway.phone.Call.Choice;
import dev.rapport.gateway.settings.PhoneSettings;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.QueueId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What callers choose with keys: first a language and a reason, while the core lets the contact
/// rest; then, while they wait, to be called back or to leave a message.
///
/// ```
///   LANGUAGE ──▶ REASON ──▶ INSTEAD ──1──▶ called back
///       └───────────┴─ in time or not ─┘  └──2──▶ a message
/// ```
final class Menu {
  private static final Logger LOG = LoggerFactory.getLogger(Menu.class);

  /// A callback is not tried while the caller still hears that there will be one.
  private static final long CALLBACK_AFTER_MS = 10_000;

  private static final int MOST_EARLY = 8;
  private static final char CALLBACK = '1';
  private static final char MESSAGE = '2';

  private final PhoneSettings.Menu menu;
  private final RoutingUnit unit;
  private final SwitchLine line;
  private final InstantSource clock;
  private final Consumer<Call> message;

  /// @param message takes a message of a caller
  Menu(
      PhoneSettings.Menu menu,
      RoutingUnit unit,
      SwitchLine line,
      InstantSource clock,
      Consumer<Call> message) {
    this.menu = menu;
    this.unit = unit;
    this.line = line;
    this.clock = clock;
    this.message = message;
  }

  /// What a caller hears first.
  List<Prompt> opening(Call call) {
    List<Prompt> prompts = new ArrayList<>();
    prompts.add(new Prompt.Greeting(call.language));
    call.choice =
        !menu.languages().isEmpty()
            ? Choice.LANGUAGE
            : !menu.reasons().isEmpty() ? Choice.REASON : instead();
    question(call, prompts);
    return prompts;
  }

  private Choice instead() {
    return menu.callback() || menu.message() ? Choice.INSTEAD : Choice.NONE;
  }

  private static void question(Call call, List<Prompt> prompts) {
    String sentence =
        switch (call.choice) {
          case LANGUAGE -> "languages";
          case REASON -> "reasons";
          case INSTEAD -> "menu";
          case NONE -> "";
        };
    if (!sentence.isEmpty()) {
      prompts.add(new Prompt.Sentence(call.language, sentence));
    }
  }

  /// The core knows the contact: what was pressed before counts now.
  void known(Call call) {
    StringBuilder early = call.early;
    call.early = null;
    if (early != null) {
      early.chars().forEach(digit -> pressed(call, (char) digit));
    }
  }

  /// A key was pressed. Callers know the keys by heart, and may be quicker than the contact is
  /// durable: what the core would refuse then is kept for the moment it knows whose it is.
  void pressed(Call call, char digit) {
    StringBuilder early = call.early;
    if (early != null) {
      if (early.length() < MOST_EARLY) {
        early.append(digit);
      }
      return;
    }
    ContactId contact = call.contact;
    if (contact == null || call.connected != null || call.taking != Call.Taking.NO) {
      return;
    }
    switch (call.choice) {
      case LANGUAGE -> {
        String language = at(menu.languages(), digit);
        if (!language.isEmpty()) {
          call.language = language;
          if (menu.reasons().isEmpty()) {
            chosen(call, contact);
          } else {
            call.choice = Choice.REASON;
          }
        }
        ask(call);
      }
      case REASON -> {
        String queue = at(menu.reasons(), digit);
        if (!queue.isEmpty()) {
          submit(new Command.Move(contact, new QueueId(queue), "caller", "pressed " + digit));
          chosen(call, contact);
        }
        ask(call);
      }
      case INSTEAD -> instead(call, contact, digit);
      case NONE -> LOG.debug("{} pressed {}", call.id, digit);
    }
  }

  private static String at(List<String> choices, char digit) {
    int place = digit - '1';
    return place >= 0 && place < choices.size() ? choices.get(place) : "";
  }

  private void chosen(Call call, ContactId contact) {
    call.choice = instead();
    submit(new Command.AskForPerson(contact));
  }

  /// The time to choose is over, or the choice was made: the contact waits.
  void waits(Call call) {
    if (call.choice == Choice.LANGUAGE || call.choice == Choice.REASON) {
      call.choice = instead();
      ask(call);
    }
  }

  private void ask(Call call) {
    List<Prompt> prompts = new ArrayList<>();
    question(call, prompts);
    if (!prompts.isEmpty()) {
      line.send(new PhoneCommand.Play(call.id, "menu-" + ++call.announced, prompts));
    }
  }

  private void instead(Call call, ContactId contact, char digit) {
    if (digit == CALLBACK && menu.callback()) {
      if (call.caller.number().isEmpty()) {
        cannotCallBack(call);
        return;
      }
      unit.submit(new Command.AskForCallback(contact, clock.millis() + CALLBACK_AFTER_MS))
          .onComplete(done -> {
            if (!done.succeeded() || done.result() instanceof Outcome.Rejected) {
              line.context().runOnContext(_ -> cannotCallBack(call));
            }
          });
    } else if (digit == MESSAGE && menu.message()) {
      message.accept(call);
    }
  }

  /// They wait on: that they cannot be called back does not end the call.
  private void cannotCallBack(Call call) {
    Prompt words = new Prompt.Sentence(call.language, "no_callback");
    line.send(new PhoneCommand.Play(call.id, "no-callback-" + ++call.announced, List.of(words)));
  }

  private void submit(Command command) {
    unit.submit(command)
        .onFailure(e -> LOG.warn("{} did not reach the core: {}", command, e.getMessage()));
  }
}
