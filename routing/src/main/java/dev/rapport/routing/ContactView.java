package dev.rapport.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A contact as it is now, for reading.
///
/// @param holder the agent who is offered it, has it, or wraps it up; null while it waits
/// @param offer the live offer, or the one it was accepted by
/// @param position 1 is next by age in its queue; 0 when it does not wait; beyond {@value
///   #POSITION_LIMIT} it stays there and means "more"
/// @param customerAway the customer's connection is gone
public record ContactView(
    Contact facts,
    ContactState state,
    long arrivedAt,
    long waitingSince,
    @Nullable AgentId holder,
    @Nullable OfferId offer,
    int position,
    boolean customerAway,
    Way way) {

  /// @param mode how the customer waits
  /// @param dueAt a callback is not offered before; 0 otherwise
  /// @param ring how far the search has widened; 0 at first
  /// @param planVersion under which plan it goes
  /// @param consult what makes it a question to a colleague; null for a customer's contact
  /// @param asked every agent who is being asked now
  public record Way(
      ContactMode mode,
      long dueAt,
      int ring,
      long planVersion,
      @Nullable Consult consult,
      List<ContactState.Rival> asked) {
    public Way {
      asked = List.copyOf(asked);
    }
  }
}
