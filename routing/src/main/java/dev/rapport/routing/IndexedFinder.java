package dev.rapport.routing;

import dev.rapport.routing.Decision.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares heads of groups. Waiting contacts of a kind stand in one line, agents of a kind with
/// the same load in another; the best of a line is its head, so a decision costs as much as there
/// are kinds, however many wait.
///
/// Contacts whose own agent is asking, and the own agent of a contact that is asking, are looked at
/// one by one: being someone's own is the only thing in which members of a line differ besides age.
final class IndexedFinder implements Finder {
  private final Centre centre;
  private final Judge judge;
  private final List<AgentGroup> agentGroups = new ArrayList<>();
  private final List<@Nullable AgentGroup> groupsByKind = new ArrayList<>();
  private final List<@Nullable ContactGroup> contactGroups = new ArrayList<>();
  private final List<@Nullable NeedIndex> needs = new ArrayList<>();
  private final Map<AgentId, TreeSet<ContactLife>> preferring = new LinkedHashMap<>();
  private final Bits someWait = new Bits();
  private final Bits somePulled = new Bits();

  IndexedFinder(Centre centre) {
    this.centre = centre;
    this.judge = new Judge(centre);
    for (AgentLife agent : centre.agents.values()) {
      agentChanged(agent);
    }
  }

  private AgentGroup groupOf(AgentKind kind) {
    while (groupsByKind.size() <= kind.index()) {
      groupsByKind.add(null);
    }
    AgentGroup group = groupsByKind.get(kind.index());
    if (group == null) {
      group = new AgentGroup(kind, centre.rules.plan().channels());
      agentGroups.add(group);
      groupsByKind.set(kind.index(), group);
      introduce(group);
    }
    return group;
  }

  /// To everything that was worked out before there was anybody of that kind.
  private void introduce(AgentGroup group) {
    for (NeedIndex need : needs) {
      if (need != null) {
        need.add(group);
      }
    }
    for (ContactGroup waiting : contactGroups) {
      if (waiting != null && waiting.need.able.contains(group)) {
        mayServe(group, waiting.kind);
      }
    }
  }

  private static void mayServe(AgentGroup group, ContactKind kind) {
    if (group.kind.cap(kind.channel()) > 0) {
      group.mayServe.set(kind.index());
    }
  }

  private AgentGroup group(AgentLife agent) {
    return Check.present(groupsByKind.get(agent.kind.index()), "a group for every agent");
  }

  private ContactGroup group(ContactKind kind) {
    while (contactGroups.size() <= kind.index()) {
      contactGroups.add(null);
    }
    ContactGroup group = contactGroups.get(kind.index());
    if (group == null) {
      group = new ContactGroup(kind, need(kind.need()));
      contactGroups.set(kind.index(), group);
      for (AgentGroup able : group.need.able) {
        mayServe(able, kind);
      }
    }
    return group;
  }

  private NeedIndex need(Need need) {
    while (needs.size() <= need.index()) {
      needs.add(null);
    }
    NeedIndex index = needs.get(need.index());
    if (index == null) {
      index = new NeedIndex(need, agentGroups);
      needs.set(need.index(), index);
    }
    return index;
  }

  // --- What waits, who is there ---

  @Override
  public void contactWaits(ContactLife contact) {
    group(contact.kind).add(contact);
    waits(contact.kind).set(contact.kind.index());
    AgentId own = contact.facts.preferredAgent();
    if (own != null) {
      preferring.computeIfAbsent(own, _ -> new TreeSet<>(ContactLife.BY_AGE)).add(contact);
    }
  }

  @Override
  public void contactWaitsNoMore(ContactLife contact) {
    ContactGroup group = group(contact.kind);
    Check.that(group.remove(contact), "a waiting contact to be in its group");
    if (group.contacts.isEmpty()) {
      waits(contact.kind).clear(contact.kind.index());
    }
    AgentId own = contact.facts.preferredAgent();
    TreeSet<ContactLife> waiting = own == null ? null : preferring.get(own);
    if (own != null && waiting != null) {
      waiting.remove(contact);
      if (waiting.isEmpty()) {
        preferring.remove(own);
      }
    }
  }

  private Bits waits(ContactKind kind) {
    return kind.pulled() ? somePulled : someWait;
  }

  @Override
  public void agentChanges(AgentLife agent) {
    if (!agent.retired) {
      group(agent).out(agent);
    }
  }

  @Override
  public void agentChanged(AgentLife agent) {
    if (!agent.retired) {
      groupOf(agent.kind).in(agent);
    }
  }

  // --- An agent has room ---

  @Override
  public @Nullable Match contactFor(AgentLife agent, long now) {
    return best(agent, someWait, null, now);
  }

  @Override
  public @Nullable Match nextFor(AgentLife agent, @Nullable QueueId queue, long now) {
    return best(agent, somePulled, queue, now);
  }

  private @Nullable Match best(AgentLife agent, Bits some, @Nullable QueueId queue, long now) {
    if (!agent.takes() || agent.load.full(agent.kind)) {
      return null;
    }
    Turns turns = new Turns();
    AgentGroup own = group(agent);
    int room = room(agent);
    for (int i = own.mayServe.nextInBoth(some, 0);
        i >= 0;
        i = own.mayServe.nextInBoth(some, i + 1)) {
      ContactGroup group = Check.present(contactGroups.get(i), "a group for every kind waiting");
      if ((room >> group.channel & 1) == 1
          && (queue == null || queue.equals(group.kind.need().queue()))) {
        longest(turns, group, agent);
        heads(turns, group, agent, group.handleMillis(own), now);
      }
    }
    TreeSet<ContactLife> mine = preferring.get(agent.id());
    if (mine != null) {
      for (ContactLife contact : mine) {
        if (waits(contact.kind) == some
            && (queue == null || queue.equals(contact.facts.queue()))
            && agent.hasRoom(contact.kind)
            && agent.mayServe(contact.kind)
            && !contact.closedTo(agent.id())) {
          turns.add(contact, Judge.turn(contact, agent, now), now);
        }
      }
    }
    List<Ranking.Entry<ContactLife>> best = turns.best(now);
    if (best.isEmpty()) {
      return null;
    }
    ContactLife chosen = best.getFirst().item();
    List<Decision.Exclusion> excluded = excluded(chosen, 1, Reason.NOT_COMPARED);
    Decision decision = judge.ofContacts(agent, best, excluded, now);
    return new Match(chosen, agent, decision.over(turns.longest(), now));
  }

  /// The oldest of a line that is open to the agent, if it is the oldest so far.
  private static void longest(Turns turns, ContactGroup group, AgentLife agent) {
    long since = group.headSince;
    for (int i = 0; i < group.contacts.size(); i++) {
      since = i == 0 ? since : group.contacts.since(i);
      if (!turns.mayBeLongest(since)) {
        return;
      }
      ContactLife contact = group.contacts.get(i);
      if (!group.contacts.choosy(i) || !contact.barred(agent.id())) {
        turns.sees(contact);
        return;
      }
    }
  }

  /// A bit for each channel of which the agent has room for one more.
  private int room(AgentLife agent) {
    List<ChannelRules> channels = centre.rules.plan().channels();
    int room = 0;
    for (int i = 0; i < channels.size(); i++) {
      if (agent.load.hasRoom(agent.kind, i, channels.get(i))) {
        room |= 1 << i;
      }
    }
    return room;
  }

  /// Looks at the line itself only when its head can make it, and at no contact of it unless it
  /// cares which agent it gets: they lie far away in memory.
  private static void heads(
      Turns turns, ContactGroup group, AgentLife agent, long handle, long now) {
    Ranking<ContactLife> ranking = turns.of(group.policy);
    long since = group.headSince;
    for (int i = 0; i < group.contacts.size(); i++) {
      if (i > 0) {
        since = group.contacts.since(i);
      }
      boolean overdue = since <= now - group.bound;
      int band = overdue ? 1 : 0;
      long turn =
          overdue ? -(since + group.bound) : group.turn.at(Math.max(0, now - since), handle);
      if (!ranking.mayTake(band, turn, since)) {
        return;
      }
      ContactLife contact = group.contacts.get(i);
      boolean another =
          group.contacts.choosy(i) && (contact.prefers(agent) || contact.barred(agent.id()));
      if (!another && !ranking.add(contact, band, turn, since)) {
        return;
      }
    }
  }

  @Override
  public boolean anybodySignedIn(ContactKind kind) {
    for (AgentGroup group : need(kind.need()).able) {
      if (group.kind.cap(kind.channel()) > 0 && group.members > group.offline()) {
        return true;
      }
    }
    return false;
  }

  // --- A contact waits ---

  @Override
  public @Nullable Match agentFor(ContactLife contact, long now) {
    ContactKind kind = contact.kind;
    Ranking<AgentLife> ranking = new Ranking<>(Decision.KEPT + 1, AgentLife.BY_ID);
    NeedIndex need = need(kind.need());
    int withRoom = 0;
    for (AgentGroup group : need.able) {
      if (group.kind.cap(kind.channel()) == 0) {
        continue;
      }
      for (AgentGroup.Bucket bucket : group.buckets) {
        if (!bucket.agents.isEmpty()
            && bucket.load.hasRoom(group.kind, kind.channel(), kind.rules())) {
          withRoom += bucket.size();
          heads(ranking, bucket, contact, group.speed(need.index), group, now);
        }
      }
    }
    AgentLife own = own(contact);
    if (own != null && own.hasRoom(kind) && own.mayServe(kind) && !contact.closedTo(own.id())) {
      long fit = kind.policy().fit(judge.fit(contact, own, now));
      ranking.add(own, 0, fit, own.restingSince);
    }
    if (ranking.isEmpty()) {
      return null;
    }
    List<Ranking.Entry<AgentLife>> best = ranking.entries();
    List<Decision.Exclusion> excluded = excluded(contact, best.size(), Reason.LOWER_SCORE);
    Check.that(withRoom >= best.size(), "everyone ranked to have room");
    return new Match(contact, best.getFirst().item(), judge.ofAgents(contact, best, excluded, now));
  }

  private @Nullable AgentLife own(ContactLife contact) {
    AgentId own = contact.facts.preferredAgent();
    return own == null ? null : centre.agents.get(own);
  }

  private void heads(
      Ranking<AgentLife> ranking,
      AgentGroup.Bucket bucket,
      ContactLife contact,
      long speed,
      AgentGroup group,
      long now) {
    Policy policy = contact.kind.policy();
    long others =
        centre.scarcity.others(group.kind, contact.kind.need(), group.worth(centre.scarcity));
    for (AgentLife agent : bucket.agents) {
      if (contact.prefers(agent) || contact.closedTo(agent.id())) {
        continue;
      }
      long fit = policy.fit(Judge.fit(contact, agent, speed, others, now));
      if (!ranking.add(agent, 0, fit, agent.restingSince)) {
        return;
      }
    }
  }

  @Override
  public Match direct(ContactLife contact, AgentLife agent, long now) {
    List<Decision.Exclusion> excluded = excluded(contact, 1, Reason.NOT_COMPARED);
    return new Match(contact, agent, judge.direct(contact, agent, excluded, now));
  }

  @Override
  public @Nullable WaitEstimate estimate(ContactLife contact, long now) {
    return new WaitEstimator(contactGroups, centre.waits, now).of(contact, group(contact.kind));
  }

  // --- Who could not ---

  /// @param ranked how many agents the decision already speaks of
  /// @param others the reason for those who had room all the same
  private List<Decision.Exclusion> excluded(ContactLife contact, int ranked, Reason others) {
    return centre.rules.plan().agents().size() <= Decision.NAMED_AGENTS
        ? Exclusions.named(centre, contact, ranked, others)
        : counted(contact, ranked, others);
  }

  private List<Decision.Exclusion> counted(ContactLife contact, int ranked, Reason others) {
    ContactKind kind = contact.kind;
    NeedIndex need = need(kind.need());
    int channel = kind.channel();
    Exclusions exclusions = new Exclusions();
    exclusions.count(Reason.NOT_IN_QUEUE, need.notInQueue);
    exclusions.count(Reason.NOT_SKILLED, need.notSkilled);
    int withRoom = 0;
    for (AgentGroup group : need.able) {
      if (group.kind.cap(channel) == 0) {
        exclusions.count(Reason.CHANNEL_OFF, group.members);
        continue;
      }
      exclusions.count(Reason.OFFLINE, group.absent(Exclusions.Absence.OFFLINE));
      exclusions.count(Reason.DISCONNECTED, group.absent(Exclusions.Absence.DISCONNECTED));
      exclusions.count(Reason.AWAY, group.absent(Exclusions.Absence.AWAY));
      exclusions.count(Reason.AT_CAPACITY, group.atCapacity(channel));
      exclusions.count(Reason.CHANNEL_FULL, group.channelFull(channel));
      withRoom += group.withRoom(channel);
    }
    for (AgentId closed : contact.closedTo()) {
      AgentLife agent = centre.agents.get(closed);
      if (agent != null && !agent.retired && Exclusions.reason(agent, contact) == Reason.BARRED) {
        exclusions.count(Reason.BARRED, 1);
        Reason reason = Exclusions.room(agent.kind, agent.load, kind);
        if (reason == null) {
          withRoom--;
        } else {
          exclusions.count(reason, -1);
        }
      }
    }
    exclusions.count(others, withRoom - ranked);
    return exclusions.list();
  }
}
