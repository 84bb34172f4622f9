package dev.rapport.routing;

/// What an agent says about being there. Only [Available] agents are offered contacts.
public sealed interface Presence {
  /// The reason the core gives an agent who let an offer expire.
  String NOT_ANSWERING = "not answering";

  record Available() implements Presence {}

  /// @param reason shown to supervisors: "lunch", "training", "not answering"
  record Away(String reason) implements Presence {
    public Away {
      Ids.check("a reason for being away", reason);
    }
  }

  record Offline() implements Presence {}

  static Presence available() {
    return new Available();
  }

  static Presence away(String reason) {
    return new Away(reason);
  }

  static Presence offline() {
    return new Offline();
  }

  default boolean takesContacts() {
    return this instanceof Available;
  }
}
