package dev.rapport.gateway.together;

import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.QueueId;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Somebody with a question, in a chat or by telephone: they say so until they are taken in, and
/// may lose patience. Whose gateway is gone comes to another, but for half of those who call: their
/// line is cut.
final class SimulatedVisitor {
  private static final int MOST_PAUSE_MS = 1_000;

  private final Simulation world;
  private final Random random;
  private final ContactId id;
  private final boolean calls;
  private @Nullable SimulatedGateway at;
  private boolean busy;
  private boolean taken;
  private boolean leaving;

  SimulatedVisitor(Simulation world, Random random, ContactId id, boolean calls) {
    this.world = world;
    this.random = random;
    this.id = id;
    this.calls = calls;
  }

  void act() {
    SimulatedGateway here = at;
    if (world.history.ended(id)) {
      if (here != null) {
        here.contacts.remove(id);
      }
      return;
    }
    if (here == null || here.process.ended()) {
      if (calls && taken && here != null && random.nextBoolean()) {
        return;
      }
      busy = false;
      comeTo(world.serving());
    } else if (!busy) {
      next(here);
    }
    world.time.in(50 + random.nextInt(MOST_PAUSE_MS), this::act);
  }

  private void comeTo(@Nullable SimulatedGateway gateway) {
    at = gateway;
    if (gateway != null) {
      gateway.contacts.add(id);
      if (taken) {
        gateway.submit(new Command.CustomerBack(id));
      } else {
        arrive(gateway);
      }
    }
  }

  private void next(SimulatedGateway here) {
    if (!taken) {
      arrive(here);
    } else if (leaving || random.nextInt(calls ? 30 : 80) == 0) {
      leaving = true;
      give(here, new Command.CustomerLeft(id));
    } else if (!calls && world.unsettled() && random.nextInt(40) == 0) {
      here.contacts.remove(id);
      comeTo(world.serving());
      if (at != here) {
        here.submit(new Command.CustomerAway(id));
      }
    }
  }

  /// What was not acknowledged is sent again.
  private void arrive(SimulatedGateway here) {
    busy = true;
    ChannelId channel = calls ? ChannelId.PHONE : ChannelId.CHAT;
    Contact facts = Contact.of(id, channel, new QueueId("all"));
    world.submit(
        here,
        Command.Arrive.now(facts),
        null,
        answered -> {
          busy = false;
          if (answered.succeeded()) {
            boolean known =
                answered.result() instanceof Outcome.Rejected(String code, String _)
                    && code.equals("contact_exists");
            if (known || answered.result() instanceof Outcome.Done) {
              taken = true;
              world.history.done(id);
            }
          }
        });
  }

  private void give(SimulatedGateway here, Command command) {
    busy = true;
    world.submit(here, command, null, _ -> busy = false);
  }
}
