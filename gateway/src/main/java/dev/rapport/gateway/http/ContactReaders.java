package dev.rapport.gateway.http;

import dev.rapport.customers.view.RelationshipTiles.Sureness;
import dev.rapport.gateway.desk.ScreenPops;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.storage.Account;
import dev.rapport.storage.Account.Role;
import dev.rapport.storage.ContactRow;
import dev.rapport.storage.SqlContacts;
import dev.rapport.storage.SqlEventLog;
import java.util.Optional;

/// Who may read a contact, and what of its customer: an agent what was offered or assigned to him.
/// Blocking.
public final class ContactReaders implements RelationshipRoutes.ContactAccess {
  private static final int MAX_OFFERS = 100;

  private final String centre;
  private final SqlContacts contacts;
  private final SqlEventLog log;
  private final ScreenPops pops;

  public ContactReaders(String centre, SqlContacts contacts, SqlEventLog log, ScreenPops pops) {
    this.centre = centre;
    this.contacts = contacts;
    this.log = log;
    this.pops = pops;
  }

  /// Empty when there is no such contact for this reader.
  Optional<ContactRow> mine(Account reader, String contact) {
    return contacts
        .find(centre, contact)
        .filter(found -> reader.role() != Role.AGENT || concerns(found, reader));
  }

  private boolean concerns(ContactRow contact, Account reader) {
    String agent = reader.agent();
    if (agent == null) {
      return false;
    }
    return agent.equals(contact.agent())
        || log.eventsOf(new ContactId(contact.id()), Event.Offered.class, MAX_OFFERS).stream()
            .anyMatch(offer -> offer.event().agent().value().equals(agent));
  }

  @Override
  public Optional<Sureness> sureness(Account reader, String contact, String customer) {
    return mine(reader, contact).map(found -> pops.sureness(found, customer));
  }
}
