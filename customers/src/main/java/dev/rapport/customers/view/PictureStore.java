package dev.rapport.customers.view;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Reads all that the relationship view shows. A port: storage implements it. Blocks.
public interface PictureStore {
  int MAX_TIMELINE = 100;
  int MAX_HOLDINGS = 50;

  /// @param agent who reads, or null when nobody speaks with them
  /// @param timeline how many entries, 0 to [#MAX_TIMELINE]
  record Wanted(String centre, String customer, @Nullable String agent, int timeline, long now) {}

  /// Empty when the centre has no such customer.
  Optional<Picture> picture(Wanted wanted);

  /// What was tried in one contact, on the way to it and from the same browser, newest first: of
  /// somebody whom nobody knows. At most [Step#SHOWN].
  List<Step> tried(String centre, String contact, long now);

  /// A page of the timeline, newest first.
  ///
  /// @param before the end of the page before, or null for the newest
  List<TimelineEntry> timeline(
      String centre, String customer, TimelineEntry.@Nullable Cursor before, int limit);

  /// An agent made sure who is there, in this contact.
  CompletionStage<Boolean> confirm(
      String centre, String contact, String customer, Confirmation confirmation);

  /// @param how in words: `asked for the last order`
  record Confirmation(String agent, String how, long at) {}

  boolean confirmed(String centre, String contact, String customer);

  /// Replaces what a source said of a customer's holdings. False when there is no such customer.
  CompletionStage<Boolean> hold(
      String centre, String customer, String source, List<Holding> holdings);
}
