package dev.rapport.channels.phone;

import dev.rapport.channels.phone.PhoneEvent.CallerIdentity;
import dev.rapport.channels.phone.PhoneEvent.Failure;
import dev.rapport.channels.phone.PhoneEvent.Party;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A switch without telephones: callers and agents' phones do what a script has them do, in
/// whatever time they are given. Passes the contract of every switch; makes no sound.
///
/// Everything runs on the thread that brings it about, one thing at a time; what comes of it is
/// told in order, never within the telling of something else.
public final class ScriptedSwitch implements PhoneSwitch {
  private final Timetable time;
  private final Map<String, Consumer<ScriptedLeg>> phones = new HashMap<>();
  private final Map<String, Consumer<ScriptedCall>> numbers = new HashMap<>();
  private final Map<String, ScriptedCall> calls = new LinkedHashMap<>();
  private final Deque<PhoneEvent> untold = new ArrayDeque<>();
  private PhoneListener listener = _ -> {};
  private boolean telling;
  private boolean closed;
  private long callers;

  /// Where waiting happens: a clock, or a simulated one.
  public interface Timetable {
    void after(long millis, Runnable action);
  }

  public ScriptedSwitch(Timetable time) {
    this.time = time;
  }

  // --- The script ---

  /// An agent has a phone.
  ///
  /// @param whenItRings what is done with each ring; nothing lets it ring
  public void phone(String endpoint, Consumer<ScriptedLeg> whenItRings) {
    within(() -> {
      phones.put(endpoint, whenItRings);
      tell(new PhoneEvent.EndpointChanged(endpoint, true));
      return true;
    });
  }

  /// Somebody can be called.
  ///
  /// @param whenItRings what they do with a call of ours
  public void number(String number, Consumer<ScriptedCall> whenItRings) {
    within(() -> numbers.put(number, whenItRings));
  }

  /// Somebody calls.
  public ScriptedCall call(CallerIdentity caller, String dialled) {
    return within(() -> {
      String id = "scripted-" + ++callers;
      ScriptedCall call = new ScriptedCall(this, id, false);
      if (closed) {
        call.refuse();
      } else {
        calls.put(id, call);
        tell(new PhoneEvent.Offered(id, "script:" + id, caller, dialled, Map.of()));
      }
      return call;
    });
  }

  // --- The port ---

  @Override
  public Set<Capability> capabilities() {
    return Set.of(
        Capability.MUSIC,
        Capability.PROMPTS,
        Capability.DIGITS,
        Capability.RECORD,
        Capability.RECORD_TALK,
        Capability.LISTEN,
        Capability.WHISPER);
  }

  @Override
  public CompletionStage<Void> start(PhoneListener listener) {
    return within(() -> {
      this.listener = listener;
      return CompletableFuture.completedFuture(null);
    });
  }

  @Override
  public CompletionStage<CommandAnswer> send(PhoneCommand command) {
    return CompletableFuture.completedFuture(within(() -> carryOut(command)));
  }

  @Override
  public CompletionStage<List<LiveCall>> snapshot() {
    return CompletableFuture.completedFuture(
        within(() -> calls.values().stream().map(ScriptedCall::live).toList()));
  }

  @Override
  public CompletionStage<Void> close() {
    within(() -> {
      closed = true;
      List.copyOf(calls.values()).forEach(call -> call.end(Party.CENTRE, "hangup"));
      return true;
    });
    return CompletableFuture.completedFuture(null);
  }

  private CommandAnswer carryOut(PhoneCommand command) {
    if (command instanceof PhoneCommand.LetGoOfTalk) {
      return new CommandAnswer.Done();
    }
    ScriptedCall call = calls.get(command.call());
    if (command instanceof PhoneCommand.Open || command instanceof PhoneCommand.Dial) {
      return ours(command, call);
    }
    if (call == null) {
      return new CommandAnswer.Refused("no_call", "there is no call " + command.call());
    }
    if (command instanceof PhoneCommand.Ring ring && !phones.containsKey(ring.endpoint())) {
      return new CommandAnswer.Refused("no_endpoint", ring.endpoint() + " has no phone");
    }
    if (command instanceof PhoneCommand.ListenIn listen && !phones.containsKey(listen.endpoint())) {
      return new CommandAnswer.Refused("no_endpoint", listen.endpoint() + " has no phone");
    }
    return call.carryOut(command)
        ? new CommandAnswer.Done()
        : new CommandAnswer.Refused("no_leg", "no such leg in that state");
  }

  /// A call of ours is made, or made to somebody.
  private CommandAnswer ours(PhoneCommand command, @Nullable ScriptedCall before) {
    if (closed) {
      return new CommandAnswer.Refused("overloaded", "no room for a call");
    }
    if (command instanceof PhoneCommand.Dial dial && !numbers.containsKey(dial.number())) {
      return new CommandAnswer.Refused("no_endpoint", "cannot call " + dial.number());
    }
    ScriptedCall call = before == null ? new ScriptedCall(this, command.call(), true) : before;
    calls.putIfAbsent(call.id(), call);
    if (command instanceof PhoneCommand.Dial dial && call.dial()) {
      time.after(dial.timeoutMs(), () -> call.unanswered(408));
      rings(() -> {
        Consumer<ScriptedCall> then = numbers.get(dial.number());
        if (then != null) {
          then.accept(call);
        }
      });
    }
    return new CommandAnswer.Done();
  }

  // --- For calls and legs ---

  /// A phone rings: soon, and not within the command.
  void ring(ScriptedLeg leg, String endpoint, long timeoutMs) {
    time.after(timeoutMs, () -> leg.fail(Failure.NO_ANSWER, 408));
    rings(() -> {
      Consumer<ScriptedLeg> then = phones.get(endpoint);
      if (then != null && leg.rings()) {
        then.accept(leg);
      }
    });
  }

  private void rings(Runnable action) {
    time.after(0, action);
  }

  void forget(ScriptedCall call) {
    calls.remove(call.id());
  }

  void tell(PhoneEvent event) {
    untold.add(event);
  }

  /// Does something, then tells what came of it.
  <T> T within(Supplier<T> action) {
    T done;
    synchronized (this) {
      done = action.get();
      if (telling) {
        return done;
      }
      telling = true;
    }
    while (true) {
      List<PhoneEvent> batch;
      synchronized (this) {
        batch = List.copyOf(untold);
        untold.clear();
        if (batch.isEmpty()) {
          telling = false;
          return done;
        }
      }
      batch.forEach(listener::happened);
    }
  }
}
