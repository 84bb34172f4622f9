package dev.rapport.gateway.flow;

import dev.rapport.channels.ChannelKind;
import dev.rapport.storage.ContactPlace;
import dev.rapport.storage.SqlContacts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which conversation each open contact belongs to. Derived; bounded by the number of open
/// contacts.
public final class OpenContacts {
  private final Map<String, OpenContact> byId = new ConcurrentHashMap<>();

  /// @param conversation where its messages are
  public record OpenContact(String contact, String conversation, ChannelKind channel) {}

  /// The conversation of a contact that began elsewhere.
  void joined(OpenContact contact) {
    byId.putIfAbsent(contact.contact(), contact);
  }

  void opened(OpenContact contact) {
    byId.put(contact.contact(), contact);
  }

  /// Reads what is open from the store, at start. Blocks.
  ///
  /// @return how many
  public int load(SqlContacts contacts, String centre) {
    List<ContactPlace> places = contacts.open(centre);
    places.forEach(place ->
        opened(
            new OpenContact(
                place.contact(), place.conversation(), ChannelKind.ofWireName(place.channel()))));
    return places.size();
  }

  void ended(String contact) {
    byId.remove(contact);
  }

  public @Nullable OpenContact find(String contact) {
    return byId.get(contact);
  }

  Collection<OpenContact> all() {
    return List.copyOf(byId.values());
  }
}
