package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A small floor for tests that read like a story: who is there, what happens, who is offered what.
///
/// Three queues: `sales` (skill sales), `help` (skill help), `all` (no skill). Time starts at 0:00
/// and moves only by [#after].
final class Floor {
  static final long START = 1_800_000_000_000L;
  static final List<String> SKILLS = List.of("sales", "help", "german");

  private final List<AgentProfile> agents = new ArrayList<>();
  private List<ContactQueue> queues =
      List.of(
          ContactQueue.of("sales", "Sales", Requirement.atLeast("sales", 1)),
          ContactQueue.of("help", "Help", Requirement.atLeast("help", 1)),
          ContactQueue.of("all", "Everybody", Requirement.anyone()));
  private List<ChannelRules> channels = ChannelRules.DEFAULTS;
  private PolicySettings policy = PolicySettings.DEFAULTS;
  private final RoutingCore core = new RoutingCore();
  private final List<Event> events = new ArrayList<>();
  private long version;
  private long now = START;
  private Outcome last = new Outcome.Done(List.of());

  // --- The plan ---

  Floor queues(ContactQueue... queues) {
    this.queues = List.of(queues);
    return this;
  }

  Floor queues(UnaryOperator<ContactQueue> change) {
    this.queues = queues.stream().map(change).toList();
    return this;
  }

  Floor channels(UnaryOperator<ChannelRules> change) {
    this.channels = channels.stream().map(change).toList();
    return this;
  }

  Floor policy(PolicySettings policy) {
    this.policy = policy;
    return this;
  }

  /// Adds an agent who can do these at level 80, to the plan in force as well.
  Floor agent(String id, String... skills) {
    SkillLevel[] levels = new SkillLevel[skills.length];
    for (int i = 0; i < skills.length; i++) {
      levels[i] = new SkillLevel(skills[i], 80);
    }
    return agent(AgentProfile.of(id, id, levels));
  }

  Floor agent(AgentProfile profile) {
    agents.removeIf(other -> other.id().equals(profile.id()));
    agents.add(profile);
    return save();
  }

  Floor without(String agent) {
    agents.removeIf(other -> other.id().value().equals(agent));
    return save();
  }

  Floor save() {
    return does(new Command.SavePlan(plan(++version), "eva"));
  }

  Plan plan(long version) {
    return new Plan(version, SKILLS, channels, queues, agents, policy);
  }

  // --- What happens ---

  Floor does(Command command) {
    last = core.handle(command, now);
    if (last instanceof Outcome.Done(List<Event> done)) {
      events.addAll(done);
    }
    return this;
  }

  /// Lets time pass, with everything that happens by itself on the way at its own moment.
  Floor after(long seconds) {
    long then = now + seconds * 1_000;
    while (core.nextDeadline() <= then) {
      now = Math.max(now, core.nextDeadline());
      does(new Command.TimePassed());
    }
    now = then;
    return this;
  }

  Floor available(String... agents) {
    for (String agent : agents) {
      does(new Command.Connect(new AgentId(agent)));
      does(new Command.SetPresence(new AgentId(agent), Presence.available()));
    }
    return this;
  }

  String holder(String contact) {
    return Check.present(view(contact).holder(), "someone to have " + contact).value();
  }

  Floor away(String agent) {
    return does(new Command.SetPresence(new AgentId(agent), Presence.away("lunch")));
  }

  Floor call(String id, String queue) {
    return arrives(contact(id, ChannelId.PHONE, queue));
  }

  Floor chat(String id, String queue) {
    return arrives(contact(id, ChannelId.CHAT, queue));
  }

  Floor email(String id, String queue) {
    return arrives(contact(id, ChannelId.EMAIL, queue));
  }

  Floor arrives(Contact contact) {
    return does(Command.Arrive.now(contact));
  }

  static Contact contact(String id, ChannelId channel, String queue) {
    return Contact.of(new ContactId(id), channel, new QueueId(queue));
  }

  static Contact call(String id, String queue, double value) {
    return contact(id, ChannelId.PHONE, queue).of(new CustomerKey("k-" + id), value, null);
  }

  /// Whoever is offered the contact accepts it.
  Floor accepted(String contact) {
    ContactState.Offered offer = offer(contact);
    return does(new Command.Accept(offer.offer(), offer.agent()));
  }

  Floor declined(String contact) {
    ContactState.Offered offer = offer(contact);
    return does(new Command.Decline(offer.offer(), offer.agent(), "busy"));
  }

  /// Whoever has the contact ends it, without wrap-up.
  Floor ended(String contact) {
    AgentId holder = Check.present(view(contact).holder(), "someone to have " + contact);
    return does(new Command.EndContact(new ContactId(contact), holder, "solved", null));
  }

  ContactState.Offered offer(String contact) {
    assertThat(state(contact)).isInstanceOf(ContactState.Offered.class);
    return (ContactState.Offered) state(contact);
  }

  // --- What is so ---

  RoutingCore core() {
    return core;
  }

  long now() {
    return now;
  }

  Outcome last() {
    return last;
  }

  String refusal() {
    return last instanceof Outcome.Rejected rejected ? rejected.code() : "done";
  }

  List<Event> events() {
    return events;
  }

  ContactView view(String contact) {
    return Check.present(core.contact(new ContactId(contact)), "contact " + contact);
  }

  ContactState state(String contact) {
    return view(contact).state();
  }

  AgentView agentView(String agent) {
    return Check.present(core.agent(new AgentId(agent)), "agent " + agent);
  }

  /// One word for where a contact is: `waiting`, `offered ana`, `assigned ana`, `wrapup ana`,
  /// `answering`, or its fate in lower case.
  String where(String contact) {
    ContactId id = new ContactId(contact);
    Fate fate = core.fate(id);
    if (fate != null) {
      return fate.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
    ContactView view = view(contact);
    String state = view.state().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    return view.holder() == null ? state : state + " " + view.holder();
  }

  Decision decision(String contact) {
    return events.stream()
        .filter(Event.Offered.class::isInstance)
        .map(Event.Offered.class::cast)
        .filter(offered -> offered.contact().value().equals(contact))
        .reduce((_, later) -> later)
        .orElseThrow()
        .decision();
  }
}
