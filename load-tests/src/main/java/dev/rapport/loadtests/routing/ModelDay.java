package dev.rapport.loadtests.routing;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Presence;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.RoutingCore;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// One day of a [ReferenceModel] on a real core, in simulated time. Begins empty, and goes on after
/// the last period until everybody was served or has left.
final class ModelDay {
  private static final long START = 1_800_000_000_000L;
  private static final double MINUTE = 60_000;

  private final ReferenceModel model;
  private final SplittableRandom random;
  private final RoutingCore core = new RoutingCore();
  private final PriorityQueue<Happening> agenda = new PriorityQueue<>();
  private final List<Caller> callers = new ArrayList<>();
  private final ModelFigures figures;
  private final int[] busy;
  private final int[] there;
  private final int[] wanted;
  private final boolean[][] atWork;
  private final boolean[][] serving;
  private final double busyness;
  private double now;
  private long number;

  private record Happening(double at, long number, Runnable what) implements Comparable<Happening> {
    @Override
    public int compareTo(Happening other) {
      int time = Double.compare(at, other.at);
      return time != 0 ? time : Long.compare(number, other.number);
    }
  }

  private record Caller(int type, int period, double arrival, double service) {}

  private ModelDay(ReferenceModel model, double busyness, long seed) {
    this.model = model;
    this.busyness = busyness;
    this.random = new SplittableRandom(seed);
    this.figures = new ModelFigures(model);
    int groups = model.agents().size();
    busy = new int[groups];
    there = new int[groups];
    wanted = new int[groups];
    atWork = new boolean[groups][];
    serving = new boolean[groups][];
    for (int g = 0; g < groups; g++) {
      atWork[g] = new boolean[model.most(g)];
      serving[g] = new boolean[model.most(g)];
    }
  }

  /// @param busyness the day's common factor on all arrivals
  static ModelFigures live(ReferenceModel model, double busyness, long seed) {
    ModelDay day = new ModelDay(model, busyness, seed);
    day.open();
    day.run();
    return day.figures;
  }

  private void open() {
    handle(new Command.SavePlan(ModelPlan.of(model), "bench"));
    for (int g = 0; g < atWork.length; g++) {
      for (int i = 0; i < atWork[g].length; i++) {
        handle(new Command.Connect(ModelPlan.agent(g, i)));
      }
    }
    for (int p = 0; p < model.periods(); p++) {
      int period = p;
      at(p * model.periodLength(), () -> begin(period));
    }
    at(model.length(), () -> {});
  }

  private void at(double time, Runnable what) {
    agenda.add(new Happening(time, number++, what));
  }

  private void run() {
    while (!agenda.isEmpty()) {
      Happening next = agenda.remove();
      pass(next.at());
      now = next.at();
      next.what().run();
    }
  }

  /// How busy agents were is counted until the end of the last period, and in models that say so
  /// until the last contact has gone.
  private void pass(double then) {
    boolean counts = now < model.length() || (model.countsAfterHours() && core.contactCount() > 0);
    for (int g = 0; counts && g < busy.length; g++) {
      figures.pass(g, then - now, busy[g], there[g]);
    }
  }

  private void begin(int period) {
    for (int g = 0; g < atWork.length; g++) {
      staff(g, model.agents().get(g).get(period));
    }
    for (int type = 0; type < model.types(); type++) {
      next(type, period);
    }
  }

  /// Whoever has nothing to do goes at once. When that is not enough, whoever finishes first goes
  /// next, as in the published models: until enough have gone, nobody there takes another contact.
  private void staff(int group, int number) {
    wanted[group] = number;
    for (int i = 0; i < atWork[group].length; i++) {
      if (!atWork[group][i] && there[group] < number) {
        come(group, i);
      } else if (atWork[group][i] && !serving[group][i] && there[group] > number) {
        leave(group, i);
      }
    }
  }

  private void come(int group, int place) {
    atWork[group][place] = true;
    there[group]++;
    handle(new Command.SetPresence(ModelPlan.agent(group, place), Presence.available()));
  }

  /// Of somebody who still serves: with the end of that contact.
  private void leave(int group, int place) {
    atWork[group][place] = false;
    there[group]--;
    handle(new Command.SetNextPresence(ModelPlan.agent(group, place), Presence.offline()));
  }

  private void next(int type, int period) {
    double rate = model.arrivals().get(type).get(period) * busyness;
    double at = now + Chance.exponential(random) / rate;
    if (at < (period + 1) * model.periodLength()) {
      at(at, () -> arrive(type, period));
    }
  }

  private void arrive(int type, int period) {
    next(type, period);
    double service = Chance.exponential(random) / model.serviceRates().get(period);
    int id = callers.size();
    callers.add(new Caller(type, period, now, service));
    figures.arrived();
    ContactId contact = new ContactId("c" + id);
    handle(Command.Arrive.now(Contact.of(contact, ChannelId.PHONE, new QueueId("q" + type))));
    if (core.contact(contact) == null) {
      figures.blocked();
    } else if (model.patienceRates().get(period) > 0) {
      boolean atOnce = random.nextDouble() < model.impatient();
      double patience = atOnce ? 0 : Chance.exponential(random) / model.patienceRates().get(period);
      at(now + patience, () -> lose(id));
    }
  }

  private void lose(int id) {
    ContactId contact = new ContactId("c" + id);
    var view = core.contact(contact);
    if (view != null && view.holder() == null) {
      figures.abandoned(now - callers.get(id).arrival());
      handle(new Command.CustomerLeft(contact));
    }
  }

  private void handle(Command command) {
    long millis = START + (long) Math.ceil(now * MINUTE);
    if (!(core.handle(command, millis) instanceof Outcome.Done(List<Event> events))) {
      throw new IllegalStateException("refused: " + command);
    }
    for (Event event : events) {
      if (event instanceof Event.Offered offered) {
        core.handle(new Command.Accept(offered.offer(), offered.agent()), millis);
        begin(offered);
      }
    }
  }

  private void begin(Event.Offered offered) {
    Caller caller = callers.get(Integer.parseInt(offered.contact().value().substring(1)));
    AgentId agent = offered.agent();
    int group = ModelPlan.group(agent);
    int place = ModelPlan.place(agent);
    figures.answered(caller.type(), caller.period(), now - caller.arrival());
    busy[group]++;
    serving[group][place] = true;
    at(now + caller.service(), () -> finish(offered.contact(), agent, group, place));
  }

  private void finish(ContactId contact, AgentId agent, int group, int place) {
    busy[group]--;
    serving[group][place] = false;
    if (there[group] > wanted[group]) {
      leave(group, place);
    }
    handle(new Command.EndContact(contact, agent, null, null));
  }
}
