package dev.rapport.channels;

import dev.rapport.channels.SenderIdentifier.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.NullUnmarked;

/// The store's ports in memory, with the rules their contract tests ask of the real one, and two
/// things no real one does when asked: refuse, and wait before it answers.
@NullUnmarked
public final class MemoryStore implements Inbox, Conversations {

  public static final long AT = 1_700_000_000_000L;

  private final Map<String, List<Message>> messages = new LinkedHashMap<>();
  private final Map<String, InboundContact> firsts = new HashMap<>();
  private final Map<String, Set<SenderIdentifier>> participants = new HashMap<>();
  private final Map<String, String> openContacts = new HashMap<>();
  private final Map<String, Message> byKey = new HashMap<>();
  private final Map<String, String> ours = new HashMap<>();
  private final List<InboundContact> received = new ArrayList<>();
  private final List<SetAside> setAside = new ArrayList<>();
  private Receipt.Refused refusal;
  private CompletableFuture<Boolean> gate = CompletableFuture.completedFuture(true);
  private int contacts;

  public synchronized void refuse(Receipt.Refused with) {
    refusal = with;
  }

  /// From now on nothing is answered, until the future given back completes.
  public synchronized CompletableFuture<Boolean> hold() {
    gate = new CompletableFuture<>();
    return gate;
  }

  public synchronized List<InboundContact> received() {
    return List.copyOf(received);
  }

  public synchronized List<SetAside> setAside() {
    return List.copyOf(setAside);
  }

  public synchronized void end(String conversation) {
    openContacts.remove(conversation);
  }

  /// A mail with this Message-ID went out in that conversation.
  public synchronized void sentMail(String messageId, String conversation) {
    ours.put(messageId, conversation);
  }

  @Override
  public CompletionStage<Receipt> receive(InboundContact contact) {
    Receipt receipt = store(contact);
    return gate().thenApply(_ -> receipt);
  }

  private synchronized CompletableFuture<Boolean> gate() {
    return gate;
  }

  private synchronized Receipt store(InboundContact inbound) {
    if (refusal != null) {
      return refusal;
    }
    String key = inbound.channel() + "|" + inbound.dedupeKey();
    if (inbound.dedupeKey() != null && byKey.containsKey(key)) {
      return new Receipt.Accepted(byKey.get(key), false, true);
    }
    String conversation = inbound.conversation();
    if (conversation == null && inbound.channel() == ChannelKind.CHAT) {
      conversation = openOf(inbound.sender().first(Kind.VISITOR).orElseThrow().value());
    }
    if (conversation == null) {
      conversation = "c" + (messages.size() + 1);
      messages.put(conversation, new ArrayList<>());
      participants.put(conversation, new HashSet<>());
      firsts.put(conversation, inbound);
    }
    boolean opened = !openContacts.containsKey(conversation);
    if (opened) {
      openContacts.put(conversation, "k" + ++contacts);
    }
    participants.get(conversation).addAll(inbound.sender().identifiers());
    Message message = add(conversation, inbound.channel(), Message.Author.CUSTOMER, inbound.text());
    byKey.put(key, message);
    received.add(inbound);
    return new Receipt.Accepted(message, opened, false);
  }

  private String openOf(String visitor) {
    return openContacts.keySet().stream()
        .filter(c -> participants.get(c).stream().anyMatch(p -> p.value().equals(visitor)))
        .findFirst()
        .orElse(null);
  }

  /// One more message of that conversation, as if appended by somebody.
  public synchronized Message add(
      String conversation, ChannelKind channel, Message.Author author, String text) {
    List<Message> all = messages.get(conversation);
    long seq = all.size() + 1L;
    Message message =
        new Message(
            firsts.get(conversation).centre(),
            conversation,
            seq,
            conversation + "-" + seq,
            openContacts.get(conversation),
            channel,
            author,
            null,
            null,
            text,
            AT + seq,
            List.of(),
            List.of());
    all.add(message);
    return message;
  }

  @Override
  public synchronized CompletionStage<Optional<Receipt.Refused>> setAside(SetAside item) {
    if (refusal == null) {
      setAside.add(item);
    }
    return CompletableFuture.completedStage(Optional.ofNullable(refusal));
  }

  @Override
  public CompletionStage<Receipt> append(OutboundMessage m) {
    Message message = add(m.conversation(), ChannelKind.CHAT, m.author(), m.text());
    return CompletableFuture.completedStage(new Receipt.Accepted(message, false, false));
  }

  @Override
  public synchronized CompletionStage<List<Message>> after(
      String centre, String conversation, long seq, int limit) {
    List<Message> all = messages.getOrDefault(conversation, List.of());
    return CompletableFuture.completedStage(
        all.stream().filter(m -> m.seq() > seq).limit(Math.min(limit, PAGE)).toList());
  }

  @Override
  public synchronized CompletionStage<List<Message>> newest(
      String centre, String conversation, int limit) {
    List<Message> all = messages.getOrDefault(conversation, List.of());
    return CompletableFuture.completedStage(
        List.copyOf(all.subList(Math.max(0, all.size() - limit), all.size())));
  }

  @Override
  public synchronized CompletionStage<Optional<ConversationCard>> find(
      String centre, String conversation) {
    InboundContact first = firsts.get(conversation);
    return CompletableFuture.completedStage(
        Optional.ofNullable(first)
            .filter(f -> f.centre().equals(centre))
            .map(f ->
                new ConversationCard(
                    centre,
                    conversation,
                    f.channel(),
                    f.subject(),
                    f.recipient(),
                    List.copyOf(participants.get(conversation)),
                    openContacts.get(conversation),
                    messages.get(conversation).size(),
                    f.related(),
                    AT)));
  }

  @Override
  public CompletionStage<Optional<ConversationCard>> ofVisitor(String centre, String visitor) {
    String open;
    synchronized (this) {
      open = openOf(visitor);
    }
    return open == null ? CompletableFuture.completedStage(Optional.empty()) : find(centre, open);
  }

  @Override
  public CompletionStage<Optional<ConversationCard>> ofMail(String centre, List<String> ids) {
    List<String> known;
    synchronized (this) {
      known = ids.stream().filter(ours::containsKey).map(ours::get).toList();
    }
    return known.isEmpty()
        ? CompletableFuture.completedStage(Optional.empty())
        : find(centre, known.getLast());
  }

  @Override
  public CompletionStage<Optional<StoredContact>> contact(String centre, String contact) {
    return CompletableFuture.completedStage(Optional.empty());
  }

  @Override
  public CompletionStage<List<StoredContact>> received(String centre) {
    return CompletableFuture.completedStage(List.of());
  }
}
