package dev.rapport.gateway.phone;

import dev.rapport.routing.ContactId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every live call, by its id and by its contact.
final class CallBook {
  private final Map<String, Call> byId = new HashMap<>();
  private final Map<ContactId, Call> byContact = new HashMap<>();

  void add(Call call) {
    byId.put(call.id, call);
    if (call.contact != null) {
      byContact.put(call.contact, call);
    }
  }

  /// The call is that contact.
  void bind(Call call, ContactId contact, String conversation) {
    call.contact = contact;
    call.conversation = conversation;
    byContact.put(contact, call);
  }

  /// The contact goes on without the call, which is said goodbye to.
  void part(Call call) {
    if (call.contact != null) {
      byContact.remove(call.contact, call);
      call.contact = null;
    }
  }

  void remove(Call call) {
    byId.remove(call.id);
    if (call.contact != null) {
      byContact.remove(call.contact, call);
    }
  }

  @Nullable Call call(String id) {
    return byId.get(id);
  }

  @Nullable Call of(ContactId contact) {
    return byContact.get(contact);
  }

  boolean has(ContactId contact) {
    return byContact.containsKey(contact);
  }

  Collection<Call> all() {
    return List.copyOf(byId.values());
  }

  int size() {
    return byId.size();
  }
}
