package dev.rapport.loadtests.customers;

import dev.rapport.storage.Store;
import dev.rapport.storage.schema.tables.records.ContactRecord;
import dev.rapport.storage.schema.tables.records.ConversationRecord;
import dev.rapport.storage.schema.tables.records.MessageRecord;
import java.util.ArrayList;
import java.util.List;

/// Contacts that customers had before the measurement: fifty each, of four messages.
final class Histories {
  static final int CONTACTS = 50;
  private static final int MESSAGES = 4;
  private static final long HOUR = 3_600_000L;

  private Histories() {}

  static void write(Store store, String centre, String customer, long now) {
    List<ConversationRecord> conversations = new ArrayList<>();
    List<ContactRecord> contacts = new ArrayList<>();
    List<MessageRecord> messages = new ArrayList<>();
    for (int i = 0; i < CONTACTS; i++) {
      String id = customer + "-" + i;
      long at = now - (CONTACTS - i) * 24L * HOUR;
      conversations.add(conversation(centre, id, at));
      contacts.add(contact(centre, id, customer, at));
      for (int m = 0; m < MESSAGES; m++) {
        messages.add(message(centre, id, m, at));
      }
    }
    store
        .write(sql -> {
          sql.batchInsert(conversations).execute();
          sql.batchInsert(contacts).execute();
          sql.batchInsert(messages).execute();
          return true;
        })
        .join();
  }

  private static ConversationRecord conversation(String centre, String id, long at) {
    ConversationRecord row = new ConversationRecord();
    row.setCentre(centre);
    row.setId(id);
    row.setChannel("chat");
    row.setLastSeq((long) MESSAGES);
    row.setStartedAt(at);
    return row;
  }

  private static ContactRecord contact(String centre, String id, String customer, long at) {
    ContactRecord row = new ContactRecord();
    row.setCentre(centre);
    row.setId(id);
    row.setConversation(id);
    row.setCustomer(customer);
    row.setChannel("chat");
    row.setSubject("Where is my order?");
    row.setCreatedAt(at);
    row.setState("ended");
    row.setFate("handled");
    row.setAgent("ben");
    row.setAcceptedAt(at + 20_000);
    row.setEndedAt(at + 320_000);
    return row;
  }

  private static MessageRecord message(String centre, String contact, int number, long at) {
    MessageRecord row = new MessageRecord();
    row.setCentre(centre);
    row.setConversation(contact);
    row.setSeq(number + 1L);
    row.setId(contact + "-" + number);
    row.setContact(contact);
    row.setChannel("chat");
    row.setAuthor(number % 2 == 0 ? "CUSTOMER" : "AGENT");
    row.setText("Message " + number + " of a conversation about an order that is late.");
    row.setAnswers("[]");
    row.setAttachments("[]");
    row.setAt(at + 10_000L * number);
    row.setAutomatic(false);
    return row;
  }
}
