package dev.rapport.gateway.flow;

import dev.rapport.automation.PersonWish;
import dev.rapport.channels.CalledInstead;
import dev.rapport.channels.Channel;
import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Conversations;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.Inbox;
import dev.rapport.channels.Message;
import dev.rapport.channels.OfferedAnswer;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.SetAside;
import dev.rapport.channels.StoredContact;
import dev.rapport.customers.Recognition;
import dev.rapport.gateway.flow.OpenContacts.OpenContact;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.knowledge.learning.AnswerJournal;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.CustomerKey;
import dev.rapport.routing.Errand;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.SelfService;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes contacts in and brings them to the core. The sender is told "accepted" when the inbox says
/// it is durable; what follows can fail without losing anything, since [#takeUp] finds what did not
/// arrive.
public final class Reception implements Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  /// Recognition later than this comes too late: the contact goes on as unknown.
  private static final long RECOGNISE_WITHIN_MS = 50;

  /// How long a form's sender waits for answers before the page says "a person will answer".
  private static final long ANSWERS_WITHIN_MS = 2_000;

  /// How long a call in a PBX's queue may go on before its end counts as lost.
  private static final long KEPT_ELSEWHERE_MS = 4 * 3_600_000L;

  private final Parts parts;
  private final OpenContacts open;
  private final Answering answering;
  private final InstantSource clock;
  private final ChatOffers offers;
  private final BiConsumer<String, Message> said;
  private final Set<String> beginning = ConcurrentHashMap.newKeySet();
  private final LongAdder setAsides = new LongAdder();

  /// What a contact passes through, in order.
  public record Parts(
      Inbox inbox,
      Conversations conversations,
      Caller caller,
      Librarian librarian,
      Placement placement,
      RoutingUnit unit,
      WorkerExecutor readers) {}

  /// How long answers stand before a person takes over, in milliseconds.
  ///
  /// @param phone how long a caller may choose with keys
  public record Answering(String centre, long chat, long form, long phone) {}

  /// A form's receipt and the answers that come first.
  public record FormReceived(Receipt receipt, List<OfferedAnswer> answers) {}

  public Reception(
      Parts parts, OpenContacts open, Answering answering, InstantSource clock, Outward outward) {
    this.parts = parts;
    this.open = open;
    this.answering = answering;
    this.clock = clock;
    this.offers = new ChatOffers(parts.conversations(), outward.chat());
    this.said = outward.said();
  }

  /// Where word goes.
  ///
  /// @param chat asked for late: the channel and its inbox know each other
  /// @param said told of each further message of a contact that is open
  public record Outward(Supplier<Channel> chat, BiConsumer<String, Message> said) {}

  @Override
  public CompletionStage<Receipt> receive(InboundContact inbound) {
    return parts
        .inbox()
        .receive(inbound)
        .thenApply(receipt -> {
          if (receipt instanceof Receipt.Accepted accepted && !accepted.duplicate()) {
            goOn(inbound, accepted);
          }
          return receipt;
        });
  }

  @Override
  public CompletionStage<Optional<Receipt.Refused>> setAside(SetAside item) {
    return parts
        .inbox()
        .setAside(item)
        .thenApply(refused -> {
          if (refused.isEmpty()) {
            setAsides.increment();
            LOG.info("set aside from {}: {}", item.sender(), item.reason());
          }
          return refused;
        });
  }

  /// As [#receive], and waits a moment for the answers that come first.
  public Future<FormReceived> receiveForm(InboundContact form) {
    return Future.fromCompletionStage(parts.inbox().receive(form))
        .compose(receipt ->
            switch (receipt) {
              case Receipt.Refused _ ->
                  Future.succeededFuture(new FormReceived(receipt, List.of()));
              case Receipt.Accepted accepted when accepted.duplicate() ->
                  answersGiven(accepted).map(given -> new FormReceived(receipt, given));
              case Receipt.Accepted accepted ->
                  begin(stored(form, accepted))
                      .timeout(ANSWERS_WITHIN_MS, TimeUnit.MILLISECONDS)
                      .otherwise(List.of())
                      .map(answers -> new FormReceived(receipt, answers));
            });
  }

  /// How many were set aside since the start.
  public long setAsides() {
    return setAsides.sum();
  }

  /// Brings every acknowledged contact that the core does not have to the core. Answers how many.
  public Future<Integer> takeUp() {
    return Future.fromCompletionStage(parts.conversations().received(answering.centre()))
        .compose(found -> {
          found.forEach(this::begin);
          return Future.succeededFuture(found.size());
        });
  }

  private void goOn(InboundContact inbound, Receipt.Accepted accepted) {
    if (accepted.opened()) {
      begin(stored(inbound, accepted))
          .onFailure(e -> LOG.warn("{} is taken up later: {}", accepted.contact(), e.toString()));
    } else {
      further(inbound, accepted.message());
    }
  }

  private static StoredContact stored(InboundContact inbound, Receipt.Accepted accepted) {
    return new StoredContact(
        String.valueOf(accepted.contact()),
        accepted.conversation(),
        accepted.seq(),
        accepted.message().at(),
        inbound);
  }

  /// From durable to the core: who, what may answer it, where it belongs. Answers what was offered.
  private Future<List<OfferedAnswer>> begin(StoredContact contact) {
    if (!beginning.add(contact.id())) {
      return Future.succeededFuture(List.of());
    }
    boolean instead = CalledInstead.of(contact.inbound()) != null;
    // Whoever is called instead of chatting still has the chat to be told in.
    ChannelKind told = instead ? ChannelKind.CHAT : contact.inbound().channel();
    open.opened(new OpenContact(contact.id(), contact.conversation(), told));
    return recognised(contact)
        .compose(recognition ->
            parts
                .readers()
                .executeBlocking(() -> prepare(contact, recognition), false)
                .compose(prepared -> arrive(contact, prepared)))
        .onComplete(_ -> beginning.remove(contact.id()));
  }

  private Future<Recognition> recognised(StoredContact contact) {
    return parts
        .readers()
        .executeBlocking(
            () -> parts.caller().recognise(contact.inbound().sender().identifiers()), false)
        .map(Objects::requireNonNull)
        .timeout(RECOGNISE_WITHIN_MS, TimeUnit.MILLISECONDS)
        .otherwise(new Recognition.Unknown("recognition took too long", List.of()));
  }

  private record Prepared(Contact facts, Librarian.Offers offers) {}

  private Prepared prepare(StoredContact contact, Recognition recognition) {
    InboundContact inbound = contact.inbound();
    Contact facts = parts.placement().of(contact, recognition);
    return new Prepared(
        facts,
        answersFirst(inbound)
            ? parts
                .librarian()
                .offers(question(inbound), asker(facts), inbound.channel() == ChannelKind.CHAT)
            : Librarian.Offers.NONE);
  }

  private static AnswerJournal.Asker asker(Contact facts) {
    CustomerKey customer = facts.customer();
    Errand errand = facts.errand();
    return new AnswerJournal.Asker(
        facts.id().value(),
        customer == null ? null : customer.value(),
        errand == null ? null : errand.intent());
  }

  private static boolean answersFirst(InboundContact inbound) {
    boolean answerable =
        inbound.channel() == ChannelKind.CHAT || inbound.channel() == ChannelKind.FORM;
    String subject = inbound.subject();
    return answerable
        && !inbound.wantsPerson()
        && !PersonWish.in(inbound.text())
        && (subject == null || !PersonWish.in(subject));
  }

  private static String question(InboundContact inbound) {
    String subject = inbound.subject();
    return subject == null ? inbound.text() : subject + "\n" + inbound.text();
  }

  private Future<List<OfferedAnswer>> arrive(StoredContact contact, Prepared prepared) {
    CalledInstead instead = CalledInstead.of(contact.inbound());
    if (instead != null) {
      return parts
          .unit()
          .submit(
              new Command.CallInstead(
                  new ContactId(instead.contact()), prepared.facts(), instead.notBefore()))
          .map(List.of());
    }
    List<OfferedAnswer> answers = prepared.offers().answers();
    ChannelKind channel = contact.inbound().channel();
    boolean chooses = channel == ChannelKind.PHONE && !contact.inbound().wantsPerson();
    boolean elsewhere = contact.inbound().keptElsewhere();
    long standing = elsewhere ? KEPT_ELSEWHERE_MS : standing(channel);
    SelfService selfService =
        answers.isEmpty() && !chooses
            ? null
            : new SelfService(
                clock.millis() + standing,
                elsewhere ? SelfService.After.EXPIRE : SelfService.After.WAIT);
    return parts
        .unit()
        .submit(new Command.Arrive(prepared.facts(), contact.createdAt(), selfService))
        .compose(outcome ->
            outcome instanceof Outcome.Done && !answers.isEmpty()
                ? offers.first(contact, prepared.offers())
                : Future.succeededFuture(List.of()));
  }

  private long standing(ChannelKind channel) {
    return switch (channel) {
      case CHAT -> answering.chat();
      case PHONE -> answering.phone();
      case FORM, EMAIL -> answering.form();
    };
  }

  private Future<List<OfferedAnswer>> answersGiven(Receipt.Accepted first) {
    return Future.fromCompletionStage(
            parts
                .conversations()
                .after(first.message().centre(), first.conversation(), first.seq(), 1))
        .map(messages ->
            messages.isEmpty() ? List.<OfferedAnswer>of() : messages.getFirst().answers())
        .otherwise(List.of());
  }

  /// One more message of an open contact: the desks hear it; while answers stand, it says which of
  /// the choices was meant, or it is the wish for a person or says that the answers were not it.
  private void further(InboundContact inbound, Message message) {
    String contact = String.valueOf(message.contact());
    said.accept(contact, message);
    ContactId id = new ContactId(contact);
    parts
        .unit()
        .ask(core -> {
          var view = core.contact(id);
          return view != null && view.state() instanceof ContactState.Answering;
        })
        .compose(stillAnswering ->
            stillAnswering ? offers.chosen(message) : Future.succeededFuture(true))
        .compose(settled ->
            settled
                ? Future.succeededFuture()
                : parts.unit().submit(new Command.AskForPerson(id)).mapEmpty())
        .onFailure(e -> LOG.warn("{} went on unheard: {}", inbound.channel(), e.toString()));
  }
}
