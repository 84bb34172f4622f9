package dev.rapport.loadtests.routing;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.CustomerKey;
import dev.rapport.routing.Errand;
import dev.rapport.routing.Event;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Plan;
import dev.rapport.routing.Presence;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.RoutingCore;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/// Lives one [Day] on a real core in simulated time. Agents accept at once; several chats at once
/// slow each other down; customers leave when their patience is over.
final class BusyDay {
  private static final long START = 1_800_000_000_000L;

  private final Instance instance;
  private final Day day;
  private final Told told;
  private boolean foretells;
  private final RoutingCore core;
  private final PriorityQueue<Happening> agenda = new PriorityQueue<>();
  private final List<List<Work>> desks = new ArrayList<>();
  private final DayFigures figures = new DayFigures();
  private long number;
  private double now;

  /// Something that happens at a time; what is outdated by then does nothing.
  private record Happening(double at, long number, Runnable what) implements Comparable<Happening> {
    @Override
    public int compareTo(Happening other) {
      int time = Double.compare(at, other.at);
      return time != 0 ? time : Long.compare(number, other.number);
    }
  }

  /// What an agent is doing for one customer.
  private static final class Work {
    private final int contact;
    private final double speed;
    private double left;
    private long finish;

    private Work(int contact, double left, double speed) {
      this.contact = contact;
      this.left = left;
      this.speed = speed;
    }
  }

  private final double[] changedAt = new double[Instance.AGENTS];

  /// What the core is told of the work in a contact.
  enum Told {
    NOTHING,
    /// The intent and the customer.
    REASONS,
    /// How long such contacts take on average, exactly.
    MEAN
  }

  private BusyDay(Instance instance, Day day, Told told, RoutingCore core) {
    this.instance = instance;
    this.day = day;
    this.told = told;
    this.core = core;
  }

  static DayFigures live(Instance instance, Day day, Plan plan) {
    return live(instance, day, plan, Told.NOTHING, new RoutingCore()).figures;
  }

  /// @param core in which nobody waits; what it has learnt may be from other days
  static BusyDay live(Instance instance, Day day, Plan plan, Told told, RoutingCore core) {
    BusyDay busy = new BusyDay(instance, day, told, core);
    busy.open(plan);
    busy.run();
    return busy;
  }

  /// A day on which whoever has to wait is told how long, to see how true that was.
  static RoutingCore foretell(Instance instance, Day day, Plan plan, RoutingCore core) {
    BusyDay busy = new BusyDay(instance, day, Told.NOTHING, core);
    busy.foretells = true;
    busy.open(plan);
    busy.run();
    return core;
  }

  DayFigures figures() {
    return figures;
  }

  RoutingCore core() {
    return core;
  }

  private void open(Plan plan) {
    handle(new Command.SavePlan(plan, "bench"));
    for (int a = 0; a < Instance.AGENTS; a++) {
      desks.add(new ArrayList<>());
      handle(new Command.Connect(new AgentId("a" + a)));
      handle(new Command.SetPresence(new AgentId("a" + a), Presence.available()));
    }
    for (int i = 0; i < day.customers().size(); i++) {
      int contact = i;
      at((double) day.customers().get(i).arrival(), () -> arrive(contact));
    }
  }

  private void at(double time, Runnable what) {
    agenda.add(new Happening(time, number++, what));
  }

  private void run() {
    while (!agenda.isEmpty()) {
      Happening next = agenda.peek();
      double timer =
          core.nextDeadline() == Long.MAX_VALUE
              ? Double.MAX_VALUE
              : (double) (core.nextDeadline() - START);
      if (timer <= next.at()) {
        now = Math.max(now, timer);
        handle(new Command.TimePassed());
      } else {
        agenda.remove();
        now = next.at();
        next.what().run();
      }
    }
  }

  private Outcome handle(Command command) {
    Outcome outcome = core.handle(command, START + (long) Math.ceil(now));
    if (outcome instanceof Outcome.Done(List<Event> events)) {
      for (Event event : events) {
        if (event instanceof Event.Offered offered) {
          begin(offered);
        }
      }
    }
    return outcome;
  }

  private void arrive(int number) {
    Day.Customer customer = day.customers().get(number);
    figures.arrived(customer);
    AgentId own = customer.own() < 0 ? null : new AgentId("a" + customer.own());
    Contact contact =
        Contact.of(
                new ContactId("c" + number),
                Instance.CHANNELS[customer.channel()],
                new QueueId("q" + customer.skill()))
            .of(new CustomerKey("k" + number), Instance.VALUES[customer.tier()], own);
    handle(Command.Arrive.now(tell(contact, customer)));
    if (customer.channel() != Instance.EMAIL) {
      at(now + customer.patience(), () -> lose(number));
      ContactView view = core.contact(contact.id());
      if (foretells && view != null && view.holder() == null) {
        handle(new Command.ForetellWait(contact.id()));
      }
    }
  }

  private Contact tell(Contact contact, Day.Customer customer) {
    Day.Reason reason = customer.reason();
    if (reason == null) {
      return contact;
    }
    return switch (told) {
      case NOTHING -> contact;
      case REASONS ->
          contact
              .of(
                  new CustomerKey("r" + reason.customer()),
                  contact.value(),
                  contact.preferredAgent())
              .with(Errand.about("i" + reason.intent()));
      case MEAN ->
          contact.with(
              Errand.taking(
                  Math.round(Instance.expectedHandle(customer.skill()) * reason.multiple())));
    };
  }

  private void lose(int number) {
    ContactId id = new ContactId("c" + number);
    var view = core.contact(id);
    if (view != null && view.holder() == null) {
      figures.abandoned(day.customers().get(number), now);
      handle(new Command.CustomerLeft(id));
    }
  }

  private void begin(Event.Offered offered) {
    core.handle(
        new Command.Accept(offered.offer(), offered.agent()), START + (long) Math.ceil(now));
    int number = Integer.parseInt(offered.contact().value().substring(1));
    int agent = Integer.parseInt(offered.agent().value().substring(1));
    Day.Customer customer = day.customers().get(number);
    figures.answered(customer, now);
    double speed =
        instance.proficiency[agent][customer.skill()]
            * (customer.own() == agent ? Instance.OWN_AGENT : 1);
    progress(agent);
    desks.get(agent).add(new Work(number, customer.work(), speed));
    reschedule(agent);
  }

  /// Takes off what has been done since the desk last changed.
  private void progress(int agent) {
    List<Work> desk = desks.get(agent);
    for (Work work : desk) {
      work.left -= (now - changedAt[agent]) * work.speed * shared(desk.size());
    }
    changedAt[agent] = now;
  }

  private static double shared(int contacts) {
    return Instance.CHAT_SPEEDS[Math.max(0, Math.min(contacts, Instance.CHAT_SPEEDS.length) - 1)];
  }

  private void reschedule(int agent) {
    List<Work> desk = desks.get(agent);
    for (Work work : desk) {
      double left = Math.max(0, work.left) / (work.speed * shared(desk.size()));
      long finish = number;
      work.finish = finish;
      at(now + left, () -> finish(agent, work, finish));
    }
  }

  private void finish(int agent, Work work, long finish) {
    if (work.finish != finish) {
      return;
    }
    progress(agent);
    desks.get(agent).remove(work);
    reschedule(agent);
    ContactId id = new ContactId("c" + work.contact);
    handle(new Command.EndContact(id, new AgentId("a" + agent), null, null));
  }
}
