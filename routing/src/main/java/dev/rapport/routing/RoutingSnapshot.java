package dev.rapport.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The whole state of a core, in a canonical order: equal states are equal records.
///
/// @param nextOffer the number the next offer gets
/// @param lastAt when the last event was applied
/// @param kept earlier plans, the oldest first, under which some contacts still go
/// @param doors how the queues with hours stand, by queue
/// @param contacts every contact that has not ended, by id
/// @param agents every agent of the plan, and those taken out of it who still hold contacts, by id
/// @param recentlyEnded the last contacts that ended, oldest first; a repeated arrival is known by
///   them
/// @param credits what customers who gave up had waited, the oldest first
/// @param scarcity how scarce each skill has been lately, by skill
/// @param scarcityTick the tick up to which `scarcity` has been brought
/// @param handleTimes what has been learnt about handle times; null for nothing
/// @param waits what has been learnt about waits; null for nothing
public record RoutingSnapshot(
    Plan plan,
    List<Plan> kept,
    long nextOffer,
    long lastAt,
    List<Door> doors,
    List<SavedContact> contacts,
    List<SavedAgent> agents,
    List<EndedContact> recentlyEnded,
    List<WaitCredit> credits,
    List<Scarcity> scarcity,
    long scarcityTick,
    @Nullable LearntHandleTimes handleTimes,
    @Nullable LearntWaits waits) {

  public RoutingSnapshot {
    kept = List.copyOf(kept);
    doors = List.copyOf(doors);
    contacts = List.copyOf(contacts);
    agents = List.copyOf(agents);
    recentlyEnded = List.copyOf(recentlyEnded);
    credits = List.copyOf(credits);
    scarcity = List.copyOf(scarcity);
  }

  /// SHA-256 over all of it, in lower-case hexadecimal: [RoutingCore#stateHash].
  public String hash() {
    return StateHash.of(this);
  }

  /// @param queuedAt when it last began to wait; a failed offer does not change it
  /// @param waitingSince from when its wait counts, and its place in line with it
  /// @param due false while a deferrable contact rests
  /// @param awayUntil until when the customer may come back; 0 when the customer is there
  /// @param foreseen what is foretold of it; null for nothing
  public record SavedContact(
      Contact facts,
      ContactState state,
      long arrivedAt,
      long queuedAt,
      long waitingSince,
      boolean due,
      long awayUntil,
      List<Bar> bars,
      @Nullable Foreseen foreseen,
      Way way) {
    public SavedContact {
      bars = List.copyOf(bars);
    }
  }

  /// By which rules a contact goes, and how far it has come.
  ///
  /// @param version of the plan
  /// @param ring how far the search has widened
  /// @param dueAt a callback is not offered before
  /// @param overflowAt when a blocked overflow is tried again; 0 while none was
  /// @param uncounted uses none of the capacity of who has it
  /// @param consult what makes it a question to a colleague
  public record Way(
      ContactMode mode,
      long version,
      int ring,
      long dueAt,
      long overflowAt,
      boolean uncounted,
      @Nullable Consult consult) {}

  /// @param until nothing changes before
  /// @param why in words
  public record Door(QueueId queue, boolean open, long until, String why) {}

  /// @param handleStep by how many steps of a quarter it is expected to take longer than an
  ///   ordinary contact
  /// @param told what its customer was told of the wait; null for nothing
  public record Foreseen(int handleStep, @Nullable Foretold told) {}

  /// The contact is not offered to this agent before then.
  public record Bar(AgentId agent, long until) {}

  /// @param next the presence to take when the last contact has ended; the present one for none
  /// @param disconnectedAt when the desktop went; 0 while it is connected, -1 when it never was
  /// @param restingSince since when the agent has had nothing new to do
  /// @param retired no longer in the plan
  /// @param asOf the skills are those that were valid then
  /// @param unreached the channels that did not reach the agent, in order
  public record SavedAgent(
      AgentProfile profile,
      Presence presence,
      Presence next,
      long disconnectedAt,
      long restingSince,
      boolean retired,
      long asOf,
      List<ChannelId> unreached) {
    public SavedAgent {
      unreached = List.copyOf(unreached);
    }
  }

  public record EndedContact(ContactId contact, Fate fate, long at) {}

  /// @param waited milliseconds
  /// @param until when it lapses
  public record WaitCredit(CustomerKey customer, long waited, long until) {}

  /// @param micros the moving average of waiting contacts per idle agent, in millionths
  public record Scarcity(String skill, long micros) {}
}
