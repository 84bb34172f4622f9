package dev.rapport.gateway.flow;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.StoredContact;
import dev.rapport.customers.Recognition;
import dev.rapport.customers.ValueScale;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.CustomerKey;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.Urgency;

/// Places contacts by the rules of the settings.
public final class RulePlacement implements Placement {
  private final Settings.Staffing staffing;
  private final ValueScale scale;

  public RulePlacement(Settings.Staffing staffing, ValueScale scale) {
    this.staffing = staffing;
    this.scale = scale;
  }

  @Override
  public Contact of(StoredContact contact, Recognition recognition) {
    double value = Contact.MIN_VALUE < 1 ? 1 : Contact.MIN_VALUE;
    CustomerKey customer = null;
    if (recognition instanceof Recognition.Known known) {
      value = scale.weight(known.customer().value());
      customer = new CustomerKey(known.customer().id());
    }
    return new Contact(
        new ContactId(contact.id()),
        channel(contact.inbound().channel()),
        new QueueId(staffing.defaultQueue()),
        Requirement.anyone(),
        Urgency.NORMAL,
        value,
        customer,
        null);
  }

  static ChannelId channel(ChannelKind kind) {
    return switch (kind) {
      case PHONE -> ChannelId.VOICE;
      case EMAIL -> ChannelId.EMAIL;
      case CHAT -> ChannelId.CHAT;
      case FORM -> ChannelId.FORM;
    };
  }
}
