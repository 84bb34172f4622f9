package dev.rapport.gateway.together;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentView;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.OfferId;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Presence;
import dev.rapport.routing.RoutingCore;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Somebody at a desk, who does what the desk shows; when their gateway is gone they go to another.
final class SimulatedAgent {
  private static final int MOST_PAUSE_MS = 500;

  private final Simulation world;
  private final Random random;
  private final AgentId id;
  private @Nullable SimulatedGateway at;
  private boolean busy;

  /// Lets the telephone ring until it stops.
  private @Nullable OfferId unanswered;

  SimulatedAgent(Simulation world, Random random, AgentId id) {
    this.world = world;
    this.random = random;
    this.id = id;
  }

  void act() {
    SimulatedGateway here = at;
    if (here == null || here.process.ended()) {
      busy = false;
      comeTo(world.serving());
    } else if (!busy && !here.process.stands()) {
      here.unit
          .ask(this::next)
          .onSuccess(command -> {
            if (command != null) {
              give(here, command);
            }
          });
      if (world.unsettled() && random.nextInt(60) == 0) {
        leave(here);
      }
    }
    world.time.in(20 + random.nextInt(MOST_PAUSE_MS), this::act);
  }

  private void comeTo(@Nullable SimulatedGateway gateway) {
    at = gateway;
    if (gateway != null) {
      gateway.agents.add(id);
      gateway.submit(new Command.Connect(id));
    }
  }

  /// The desk is opened somewhere else, and closed here.
  private void leave(SimulatedGateway here) {
    here.agents.remove(id);
    comeTo(world.serving());
    if (at != here) {
      here.submit(new Command.Disconnect(id));
    }
  }

  private void give(SimulatedGateway here, Command command) {
    busy = true;
    world.submit(
        here,
        command,
        token(command),
        answered -> {
          busy = false;
          if (command instanceof Command.Accept accept
              && answered.succeeded()
              && answered.result() instanceof Outcome.Done) {
            world.history.done(accept.offer());
          }
        });
  }

  private static @Nullable String token(Command command) {
    return switch (command) {
      case Command.EndContact end -> end.noteRef();
      case Command.CompleteWrapUp end -> end.noteRef();
      case Command.Decline decline -> decline.reason();
      case Command.ReportUnreachable unreachable -> unreachable.reason();
      case Command.SetPresence(AgentId _, Presence.Away(String reason)) -> reason;
      default -> null;
    };
  }

  private @Nullable Command next(RoutingCore core) {
    AgentView me = core.agent(id);
    if (me == null) {
      return null;
    }
    boolean calm = !world.unsettled();
    if (!me.presence().takesContacts()) {
      return calm || random.nextInt(3) == 0
          ? new Command.SetPresence(id, Presence.available())
          : null;
    }
    for (ContactId contact : me.contacts()) {
      ContactView view = core.contact(contact);
      Command next = view == null ? null : next(view, calm);
      if (next != null) {
        return next;
      }
    }
    return calm || random.nextInt(40) > 0
        ? null
        : new Command.SetPresence(id, Presence.away(world.token()));
  }

  private @Nullable Command next(ContactView view, boolean calm) {
    int mood = random.nextInt(10);
    ContactId contact = view.facts().id();
    return switch (view.state()) {
      case ContactState.Offered offered -> {
        ContactState.Rival mine = offered.to(id);
        if (mine == null || (!calm && mood == 9) || mine.offer().equals(unanswered)) {
          yield null;
        }
        if (!calm && mood == 8) {
          yield new Command.Decline(mine.offer(), id, world.token());
        }
        if (!calm && mood > 5 && view.facts().channel().equals(ChannelId.PHONE)) {
          unanswered = mood == 6 ? mine.offer() : unanswered;
          yield mood == 6 ? null : new Command.ReportUnreachable(mine.offer(), id, world.token());
        }
        yield new Command.Accept(mine.offer(), id);
      }
      case ContactState.Assigned _ ->
          switch (calm ? 0 : mood) {
            case 0, 1, 2 -> new Command.EndContact(contact, id, null, world.token());
            case 3 -> new Command.Finish(contact, id);
            default -> null;
          };
      case ContactState.WrapUp _ -> new Command.CompleteWrapUp(contact, id, null, world.token());
      case ContactState.Answering _, ContactState.Waiting _, ContactState.Ended _ -> null;
    };
  }
}
