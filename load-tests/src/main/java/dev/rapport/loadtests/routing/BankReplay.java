package dev.rapport.loadtests.routing;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentProfile;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ChannelRules;
import dev.rapport.routing.ChannelTimes;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.CustomerKey;
import dev.rapport.routing.Errand;
import dev.rapport.routing.Event;
import dev.rapport.routing.HandleAccuracy;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Plan;
import dev.rapport.routing.PolicyName;
import dev.rapport.routing.PolicySettings;
import dev.rapport.routing.Presence;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.RoutingCore;
import dev.rapport.routing.SkillLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/// The bank's weeks once more, on a real core under another rule: the same calls, the same agents
/// at the same hours ([BankShifts]), each serving the types of calls they did serve.
final class BankReplay {
  private static final long FOR_EVER = 1L << 50;
  private static final long SECOND = 1_000;
  private static final long CREDIT = 90 * SECOND;
  private static final double PRIORITY_VALUE = 3;
  private static final int PRIORITY = 2;

  /// By which rule.
  enum Rule {
    /// By age; priority customers begin with 90 seconds of it.
    BANK,
    /// The product's default; priority customers are worth three times as much.
    OURS
  }

  private final List<BankCalls.Call> calls;
  private final Rule rule;
  private final RoutingCore core = new RoutingCore();
  private final PriorityQueue<Happening> agenda = new PriorityQueue<>();
  private final BankFigures figures = new BankFigures();
  private long number;
  private long now;

  private record Happening(long at, long number, Runnable what) implements Comparable<Happening> {
    @Override
    public int compareTo(Happening other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
    }
  }

  private BankReplay(BankCalls recorded, Rule rule) {
    this.calls = recorded.calls();
    this.rule = rule;
  }

  static BankReplay of(BankCalls recorded, Rule rule) {
    BankReplay replay = new BankReplay(recorded, rule);
    replay.open(BankShifts.of(recorded));
    while (!replay.agenda.isEmpty()) {
      Happening next = replay.agenda.remove();
      replay.now = next.at();
      next.what().run();
    }
    return replay;
  }

  BankFigures figures() {
    return figures;
  }

  List<HandleAccuracy> handleAccuracy() {
    return core.handleAccuracy();
  }

  private void at(long time, Runnable what) {
    agenda.add(new Happening(time, number++, what));
  }

  private void open(BankShifts shifts) {
    now = calls.getFirst().arrival() * SECOND - SECOND;
    handle(new Command.SavePlan(plan(shifts), "bench"));
    for (String server : shifts.types().keySet()) {
      handle(new Command.Connect(new AgentId(server)));
    }
    for (BankShifts.Shift shift : shifts.shifts()) {
      AgentId agent = new AgentId(shift.server());
      at(shift.from() * SECOND, () -> handle(new Command.SetPresence(agent, Presence.available())));
      at(shift.to() * SECOND, () -> handle(new Command.SetNextPresence(agent, Presence.offline())));
    }
    for (int i = 0; i < calls.size(); i++) {
      int call = i;
      at(calls.get(i).arrival() * SECOND, () -> arrive(call));
    }
  }

  private Plan plan(BankShifts shifts) {
    List<String> skills = new ArrayList<>();
    List<ContactQueue> queues = new ArrayList<>();
    shifts
        .means()
        .forEach((type, seconds) -> {
          skills.add(type);
          queues.add(
              ContactQueue.of(type, type, Requirement.atLeast(type, 1))
                  .with(rule == Rule.BANK ? PolicyName.FIFO : PolicyName.DEFAULT)
                  .withExpectedHandle(Math.round(seconds * SECOND)));
        });
    List<AgentProfile> agents = new ArrayList<>();
    shifts
        .types()
        .forEach((server, types) ->
            agents.add(
                AgentProfile.of(
                    server,
                    server,
                    types.stream()
                        .map(type -> new SkillLevel(type, 100))
                        .toArray(SkillLevel[]::new))));
    ChannelTimes times =
        new ChannelTimes(20 * SECOND, FOR_EVER, 0, FOR_EVER, -1, FOR_EVER, FOR_EVER);
    ChannelRules voice = new ChannelRules(ChannelId.PHONE, 6, true, false, 0, times);
    PolicySettings policy = PolicySettings.DEFAULTS;
    return new Plan(1, skills, List.of(voice), queues, agents, policy);
  }

  private void arrive(int index) {
    BankCalls.Call call = calls.get(index);
    boolean priority = call.priority() == PRIORITY;
    ContactId id = new ContactId("c" + index);
    CustomerKey customer = call.customer().equals("0") ? null : new CustomerKey(call.customer());
    Contact contact =
        Contact.of(id, ChannelId.PHONE, new QueueId(call.type()))
            .of(
                rule == Rule.OURS ? customer : null,
                rule == Rule.OURS && priority ? PRIORITY_VALUE : 1,
                null)
            .with(rule == Rule.OURS ? Errand.about(call.type()) : null);
    long credit = rule == Rule.BANK && priority ? CREDIT : 0;
    handle(new Command.Arrive(contact, now - credit, null));
    if (Double.isFinite(call.patience())) {
      at(now + Math.round(call.patience() * SECOND), () -> lose(index));
    }
  }

  private void lose(int index) {
    ContactId id = new ContactId("c" + index);
    var view = core.contact(id);
    if (view != null && view.holder() == null) {
      figures.add(calls.get(index), false, seconds(index));
      handle(new Command.CustomerLeft(id));
    }
  }

  private double seconds(int index) {
    return (now - calls.get(index).arrival() * SECOND) / (double) SECOND;
  }

  private void handle(Command command) {
    if (core.handle(command, now) instanceof Outcome.Done(List<Event> events)) {
      for (Event event : events) {
        if (event instanceof Event.Offered offered) {
          core.handle(new Command.Accept(offered.offer(), offered.agent()), now);
          begin(offered);
        }
      }
    }
  }

  private void begin(Event.Offered offered) {
    int index = Integer.parseInt(offered.contact().value().substring(1));
    BankCalls.Call call = calls.get(index);
    figures.add(call, true, seconds(index));
    at(
        now + Math.round(call.service() * SECOND),
        () -> handle(new Command.EndContact(offered.contact(), offered.agent(), null, null)));
  }
}
