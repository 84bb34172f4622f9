package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides who is offered which contact. A deterministic state machine: no clock, no thread, no
/// randomness, no I/O. One thread at a time.
///
/// ```
///  command, now ──▶ handle ──▶ events ──▶ (the caller makes them durable, then publishes them)
///                     │ applies each as it is decided
///  event, at ─────▶ apply                        on recovery: the same door, nothing is decided anew
/// ```
///
/// A fault (any exception) means that the core has lost count: throw it away, and rebuild it from
/// the newest snapshot and the events after it. The same goes when the events could not be made
/// durable.
public final class RoutingCore {
  private final Centre centre;

  /// An empty core; a [Command.SavePlan] gives it queues and agents.
  public RoutingCore() {
    this(new Centre(Plan.EMPTY, IndexedFinder::new));
  }

  /// A core in the state of a snapshot.
  public RoutingCore(RoutingSnapshot snapshot) {
    this(Snapshots.restore(snapshot, IndexedFinder::new));
  }

  RoutingCore(Centre centre) {
    this.centre = centre;
  }

  /// Decides and applies.
  ///
  /// @param now epoch milliseconds; a clock that went backwards is taken to stand still
  /// @return the events to make durable, all or none, or a refusal that changed nothing
  public Outcome handle(Command command, long now) {
    Step step = new Step(centre, Math.max(now, centre.lastAt));
    Outcome.@Nullable Rejected refusal =
        switch (command) {
          case Command.OfCustomer ofCustomer -> CustomerCommands.handle(step, ofCustomer);
          case Command.OfAgent ofAgent -> AgentCommands.handle(step, ofAgent);
          case Command.OfCentre ofCentre -> CentreCommands.handle(step, ofCentre);
        };
    if (refusal != null) {
      Check.that(step.events().isEmpty(), "a refusal to change nothing");
      return refusal;
    }
    Consults.tidy(step);
    Widening.skipDeadSteps(step);
    Matcher.match(step);
    return new Outcome.Done(step.events());
  }

  /// Applies one event of the log. Decides nothing.
  public void apply(Event event, long at) {
    Changes.apply(centre, event, at);
    centre.forgetTriggers();
  }

  /// When the next [Command.TimePassed] has something to do; [Long#MAX_VALUE] for never. A time in
  /// the past means now.
  public long nextDeadline() {
    return Math.min(centre.timers.next(), centre.alarms.next());
  }

  /// Epoch milliseconds of the last event: nothing is decided as if it were earlier.
  public long lastAt() {
    return centre.lastAt;
  }

  public RoutingSnapshot snapshot() {
    return Snapshots.take(centre);
  }

  /// SHA-256 over the whole state, in lower-case hexadecimal. Equal states have equal hashes.
  public String stateHash() {
    return snapshot().hash();
  }

  public Plan plan() {
    return centre.rules.plan();
  }

  /// Null when there is no such contact, or it has ended.
  public @Nullable ContactView contact(ContactId id) {
    ContactLife contact = centre.contacts.get(id);
    return contact == null ? null : Views.contact(centre, contact);
  }

  /// How much longer a waiting contact will wait; null when it does not wait, or when nobody who
  /// could take it is there. Looks at what waits and who works now, so ask again every half minute.
  public @Nullable WaitEstimate estimate(ContactId id, long now) {
    ContactLife contact = centre.contacts.get(id);
    return contact == null || !(contact.state instanceof ContactState.Waiting)
        ? null
        : centre.finder.estimate(contact, Math.max(now, centre.lastAt));
  }

  /// What the customer of a waiting contact has been told of the wait; null for nothing.
  public @Nullable Foretold foretold(ContactId id) {
    ContactLife contact = centre.contacts.get(id);
    return contact == null ? null : contact.foretold;
  }

  /// How honest the waits foretold have been, by queue.
  public List<WaitAccuracy> waitAccuracy() {
    return centre.waits.accuracy();
  }

  /// How good the predictions of handle times have been, by queue.
  public List<HandleAccuracy> handleAccuracy() {
    return centre.handleTimes.accuracy();
  }

  /// How a contact ended, while that is remembered; null otherwise.
  public @Nullable Fate fate(ContactId id) {
    RoutingSnapshot.EndedContact ended = centre.ended.get(id);
    return ended == null ? null : ended.fate();
  }

  /// Null when there is no such agent.
  public @Nullable AgentView agent(AgentId id) {
    AgentLife agent = centre.agents.get(id);
    return agent == null ? null : Views.agent(agent);
  }

  public List<AgentView> agents() {
    List<AgentView> views = new ArrayList<>();
    centre.agents.values().forEach(agent -> views.add(Views.agent(agent)));
    return views;
  }

  public List<QueueView> queues() {
    return Views.queues(centre);
  }

  /// Every contact that has not ended, in order of arrival.
  public List<ContactView> contacts() {
    List<ContactView> views = new ArrayList<>();
    centre.contacts.values().forEach(contact -> views.add(Views.contact(centre, contact)));
    return views;
  }

  /// As [#contacts], and cheaper: of 100,000 contacts the views take longer than the rest of a
  /// start.
  public List<ContactBrief> briefs() {
    List<ContactBrief> briefs = new ArrayList<>();
    centre
        .contacts
        .values()
        .forEach(contact ->
            briefs.add(
                new ContactBrief(
                    contact.facts,
                    contact.state,
                    contact.arrivedAt,
                    contact.waitingSince,
                    contact.consult)));
    return briefs;
  }

  /// What should not be so, at most 100 of it; empty when all is well. Looks at every contact: for
  /// once a minute, not for every command.
  public List<Stuck> stuck(long now) {
    return Watchdog.sweep(centre, Math.max(now, centre.lastAt));
  }

  /// How many contacts have not ended.
  public int contactCount() {
    return centre.contacts.size();
  }
}
