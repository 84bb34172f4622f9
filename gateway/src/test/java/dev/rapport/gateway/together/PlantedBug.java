package dev.rapport.gateway.together;

import dev.rapport.gateway.unit.Decided;
import dev.rapport.gateway.unit.LogReader;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ChannelRules;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.Event;
import dev.rapport.routing.EventLog;
import dev.rapport.routing.Fate;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Plan;
import dev.rapport.storage.LoggedEvent;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/// Mistakes that somebody could make, each in one of the parts that gateways work with.
enum PlantedBug {
  ACKNOWLEDGES_BEFORE_THE_COMMIT {
    @Override
    Plant plant() {
      return onLog((log, events, at) -> {
        log.append(events, at);
        return CompletableFuture.completedFuture(log.end());
      });
    }
  },
  IGNORES_THE_EPOCH {
    @Override
    Plant plant() {
      return onLog(SimulatedLog::appendUnderAny);
    }
  },
  KEEPS_HALF_OF_WHAT_IS_APPENDED {
    @Override
    Plant plant() {
      return onLog((log, events, at) ->
          log.append(events.size() < 2 ? events : events.subList(1, events.size()), at));
    }
  },
  BELIEVES_THE_EPOCH_IT_READS {
    @Override
    Plant plant() {
      return new Plant() {
        @Override
        long epoch(long taken, long present) {
          return present;
        }
      };
    }
  },
  CUTS_THE_TAIL_TOO_EAGERLY {
    @Override
    Plant plant() {
      return new Plant() {
        @Override
        EventLog log(SimulatedLog right) {
          return new WrongLogs.WithoutTail(right);
        }
      };
    }
  },
  COUNTS_ONE_EVENT_TOO_MANY_IN_A_SNAPSHOT {
    @Override
    Plant plant() {
      return new Plant() {
        @Override
        EventLog log(SimulatedLog right) {
          return new WrongLogs.SnapshotAhead(right);
        }
      };
    }
  },
  ANSWERS_BEFORE_IT_IS_DURABLE {
    @Override
    Plant plant() {
      return new Plant() {
        @Override
        Future<Decided> decide(RoutingUnit unit, Command command) {
          var _ = unit.decide(command);
          return Future.succeededFuture(new Decided(new Outcome.Done(List.of()), 0));
        }
      };
    }
  },
  SKIPS_AN_EVENT_THAT_IT_FOLLOWS {
    @Override
    Plant plant() {
      return reading(right ->
          (sequence, most) -> {
            List<LoggedEvent<Event>> found = right.after(sequence, most);
            return found.size() < 3 ? found : found.subList(1, found.size());
          });
    }
  },
  LEADS_BEFORE_IT_HAS_READ_TO_THE_END {
    @Override
    Plant plant() {
      return reading(LateReader::new);
    }
  },
  LEADS_BESIDE_ANOTHER {
    @Override
    Plant plant() {
      return grounded(right ->
          new Ground(
              right.redis(),
              right.letters(),
              right.gateways(),
              new WrongGround.Everybodys(right.lease())));
    }
  },
  DECIDES_TWICE_WHAT_COMES_TWICE {
    @Override
    Plant plant() {
      return grounded(right -> WrongGround.speaking(right, new WrongGround.Forgetful()));
    }
  },
  SAYS_DONE_WHEN_IT_DID_NOT_LAST {
    @Override
    Plant plant() {
      return grounded(right -> WrongGround.speaking(right, new WrongGround.Optimist()));
    }
  },
  FORGETS_WHO_IS_ON_A_CALL_WHEN_IT_TAKES_OVER {
    @Override
    Plant plant() {
      return new Plant() {
        @Override
        void leads(RoutingUnit unit) {
          unit.ask(core -> {
            core.contacts().stream()
                .filter(PlantedBug::isTalking)
                .forEach(call -> core.apply(ended(call), core.lastAt()));
            return true;
          });
        }
      };
    }

    @Override
    String finding() {
      return P8;
    }
  },
  TAKES_A_CALL_FOR_A_CHAT {
    @Override
    Plant plant() {
      return new Plant() {
        @Override
        Future<Decided> decide(RoutingUnit unit, Command command) {
          return unit.decide(
              command instanceof Command.SavePlan save
                  ? new Command.SavePlan(withoutExclusive(save.plan()), save.by())
                  : command);
        }
      };
    }

    @Override
    String finding() {
      return P8;
    }
  },
  IS_ALONE_AT_FIRST {
    @Override
    Plant plant() {
      return grounded(right ->
          new Ground(
              right.redis(),
              right.letters(),
              new WrongGround.EmptyAtFirst(right.gateways()),
              right.lease()));
    }
  };

  static final String P8 = "P8";

  abstract Plant plant();

  /// What it is found by; empty for anything.
  String finding() {
    return "";
  }

  private static boolean isTalking(ContactView contact) {
    return contact.facts().channel().equals(ChannelId.PHONE)
        && contact.state() instanceof ContactState.Assigned;
  }

  private static Event ended(ContactView call) {
    return new Event.Ended(
        call.facts().id(), Fate.HANDLED, call.holder(), null, null, null, "forgotten");
  }

  private static Plan withoutExclusive(Plan plan) {
    return plan.withChannels(
        plan.channels().stream()
            .map(channel ->
                new ChannelRules(
                    channel.channel(), channel.weight(), false, false, 0, channel.times()))
            .toList());
  }

  /// Appends in a way of its own.
  @FunctionalInterface
  interface Append {
    CompletionStage<Long> append(SimulatedLog log, List<Event> events, long at);
  }

  private static Plant onLog(Append append) {
    return new Plant() {
      @Override
      EventLog log(SimulatedLog right) {
        return new WrongLogs.Appending(right, append);
      }
    };
  }

  private static Plant reading(UnaryOperator<LogReader> wrong) {
    return new Plant() {
      @Override
      LogReader reader(LogReader right) {
        return wrong.apply(right);
      }
    };
  }

  private static Plant grounded(UnaryOperator<Ground> wrong) {
    return new Plant() {
      @Override
      Ground ground(Ground right) {
        return wrong.apply(right);
      }
    };
  }

  /// Finds what was there the last time: a replica that is behind.
  private static final class LateReader implements LogReader {
    private final LogReader right;
    private long before;

    LateReader(LogReader right) {
      this.right = right;
    }

    @Override
    public List<LoggedEvent<Event>> after(long sequence, int most) {
      List<LoggedEvent<Event>> found = right.after(sequence, most);
      long known = before;
      before = found.isEmpty() ? before : found.getLast().sequence();
      return found.stream().filter(event -> event.sequence() <= known).toList();
    }
  }
}
