package dev.rapport.routing;

/// Names a channel. A record and not an enum: a new channel is a line in the [Plan], not a change
/// here.
///
/// @param value not blank, at most {@value Ids#MAX_LENGTH} characters
public record ChannelId(String value) implements Comparable<ChannelId> {
  public static final ChannelId PHONE = new ChannelId("phone");
  public static final ChannelId CHAT = new ChannelId("chat");
  public static final ChannelId EMAIL = new ChannelId("email");
  public static final ChannelId FORM = new ChannelId("form");

  public ChannelId {
    Ids.check("ChannelId", value);
  }

  @Override
  public int compareTo(ChannelId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
