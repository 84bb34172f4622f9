package dev.rapport.gateway.flow;

import dev.rapport.channels.StoredContact;
import dev.rapport.customers.Recognition;
import dev.rapport.routing.Contact;

/// Where a contact belongs and what it needs: recognition and the rules in routing's words.
public interface Placement {
  Contact of(StoredContact contact, Recognition recognition);
}
