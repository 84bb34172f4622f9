package dev.rapport.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.Receipt;
import dev.rapport.channels.chat.OpenChat;
import dev.rapport.gateway.phone.RunningUnit;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.Event;
import dev.rapport.routing.Plan;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.SelfService;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What visitors want of a contact that is durable, and that the core learns of later.
final class ChatWishesTest {
  private static final OpenChat CHAT = new OpenChat("test", "v1", "c1", "c1");

  private RunningUnit running;
  private RunningUnit.Events<Event.PersonAskedFor> asked;
  private RunningUnit.Events<Event.Ended> ended;
  private ChatWishes wishes;

  @BeforeEach
  void aUnitRuns() {
    running =
        RunningUnit.start(
            Plan.of(
                1,
                List.of(),
                List.of(ContactQueue.of("support", "Support", Requirement.allOf())),
                List.of()));
    asked = running.events(Event.PersonAskedFor.class);
    ended = running.events(Event.Ended.class);
    Arrivals arrivals = new Arrivals(running.context, running.unit);
    running.unit.listen(arrivals);
    wishes =
        new ChatWishes(
            running.unit,
            arrivals,
            new OpenContacts(),
            () -> {
              throw new AssertionError("nobody is told");
            },
            () -> {
              throw new AssertionError("nobody is called");
            },
            (_, _, _) -> CompletableFuture.completedFuture(null));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private void arrives() {
    running.done(
        new Command.Arrive(
            Contact.of(new ContactId("c1"), ChannelId.CHAT, new QueueId("support")),
            0,
            new SelfService(System.currentTimeMillis() + 60_000, SelfService.After.WAIT)));
  }

  private static Optional<Receipt.Refused> answer(CompletableFuture<Optional<Receipt.Refused>> of) {
    return of.orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Test
  void aWishThatIsQuickerThanItsContactWaitsForIt() throws InterruptedException {
    var person = wishes.person(CHAT).toCompletableFuture();
    running.settled();
    assertThat(person).isNotDone();
    arrives();
    assertThat(answer(person)).isEmpty();
    asked.next();
    assertThat(asked.isEmpty()).as("once").isTrue();
  }

  @Test
  void wishesKeepTheirOrder() throws InterruptedException {
    var person = wishes.person(CHAT).toCompletableFuture();
    var left = wishes.left(CHAT).toCompletableFuture();
    arrives();
    assertThat(answer(person)).isEmpty();
    assertThat(answer(left)).isEmpty();
    asked.next();
    ended.next();
  }

  @Test
  void aWishForAContactThatIsOverIsRefusedAtOnce() throws InterruptedException {
    arrives();
    assertThat(answer(wishes.left(CHAT).toCompletableFuture())).isEmpty();
    ended.next();
    assertThat(answer(wishes.person(CHAT).toCompletableFuture())).isPresent();
  }
}
