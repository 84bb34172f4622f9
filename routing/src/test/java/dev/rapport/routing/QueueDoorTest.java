package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is let into a queue, and what becomes of the others.
class QueueDoorTest {
  private static final Overflow REFUSE = new Overflow.Refuse("We are here from nine to five.");
  private static final Overflow TO_HELP = new Overflow.ToQueue(new QueueId("help"));

  /// Open on every day between two minutes counted from the floor's start.
  private static OpeningHours open(int from, int to) {
    int start =
        Instant.ofEpochMilli(Floor.START).atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay()
            / 60;
    List<OpeningHours.Period> week = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      week.add(new OpeningHours.Period(day, start + from, start + to));
    }
    return new OpeningHours("UTC", week, List.of());
  }

  private static Floor floor(QueueRules sales) {
    return floor(sales, QueueRules.DEFAULTS);
  }

  private static Floor floor(QueueRules sales, QueueRules help) {
    return new Floor()
        .queues(queue ->
            switch (queue.id().value()) {
              case "sales" -> queue.with(sales).withMaxSize(2);
              case "help" -> queue.with(help).withMaxSize(2);
              default -> queue;
            })
        .agent("ana", "sales")
        .agent("cem", "help");
  }

  private static Overflow overflow(String name) {
    return switch (name) {
      case "help" -> TO_HELP;
      case "callback" -> new Overflow.Callback();
      case "message" -> new Overflow.Message();
      default -> REFUSE;
    };
  }

  @ParameterizedTest(name = "outside the hours, {0}: {1} in {2}, {3}")
  @CsvSource({
    "refuse,   refused-by-policy, -,     -",
    "help,     waiting,           help,  LIVE",
    "callback, waiting,           sales, CALLBACK",
    "message,  waiting,           sales, MESSAGE"
  })
  void whoComesOutsideTheHours(String what, String where, String queue, String mode) {
    Floor floor = floor(QueueRules.DEFAULTS.open(open(10, 20), overflow(what))).call("c", "sales");
    assertThat(floor.where("c")).isEqualTo(where);
    if (!queue.equals("-")) {
      assertThat(floor.view("c").facts().queue().value()).isEqualTo(queue);
      assertThat(floor.view("c").way().mode()).isEqualTo(ContactMode.valueOf(mode));
    }
    assertThat(
            floor.does(Command.Arrive.now(Floor.contact("m", ChannelId.EMAIL, "sales"))).where("m"))
        .as("mail is let in at any hour")
        .isEqualTo("waiting");
  }

  @Test
  @DisplayName("P18: a queue opens and closes at its times, and says so once each")
  void opensAndClosesOnTime() {
    Floor floor = floor(QueueRules.DEFAULTS.open(open(10, 20), REFUSE));
    assertThat(floor.after(10 * 60 - 1).call("early", "sales").where("early"))
        .isEqualTo("refused-by-policy");
    assertThat(floor.after(1).call("inTime", "sales").where("inTime")).isEqualTo("waiting");
    assertThat(floor.after(10 * 60 - 1).call("last", "sales").where("last")).isEqualTo("waiting");
    assertThat(floor.after(1).call("late", "sales").where("late")).isEqualTo("refused-by-policy");
    assertThat(floor.available("ana").where("inTime"))
        .as("who is in is served")
        .startsWith("offer");
    List<Boolean> turns =
        floor.events().stream()
            .filter(Event.QueueTurned.class::isInstance)
            .map(event -> ((Event.QueueTurned) event).open())
            .skip(2)
            .toList();
    assertThat(turns).containsExactly(true, false);
  }

  @ParameterizedTest(name = "a third in a queue of two, {0}: {1}")
  @CsvSource({
    "refuse, refused-by-policy",
    "help, waiting",
    "callback, waiting",
    "message, waiting"
  })
  void whoComesWhenItIsFull(String what, String where) {
    Floor floor = floor(QueueRules.DEFAULTS.whenFull(overflow(what)));
    floor.call("a", "sales").call("b", "sales").call("c", "sales");
    assertThat(floor.where("c")).isEqualTo(where);
    if (what.equals("help")) {
      assertThat(floor.available("cem").where("c")).isEqualTo("offered cem");
    }
  }

  @Test
  void whoIsAbsentTakesNoPlaceInAFullQueue() {
    Floor floor = floor(QueueRules.DEFAULTS.whenFull(new Overflow.Message()));
    floor.call("a", "sales").call("b", "sales").call("c", "sales");
    floor.does(new Command.CustomerLeft(new ContactId("a"))).call("d", "sales");
    assertThat(floor.view("d").way().mode()).isEqualTo(ContactMode.LIVE);
  }

  @Test
  void theNextQueueIsAskedTheSame() {
    Floor floor =
        floor(
            QueueRules.DEFAULTS.open(open(10, 20), TO_HELP),
            QueueRules.DEFAULTS.whenFull(new Overflow.Message()));
    floor.call("a", "help").call("b", "help").call("c", "sales");
    assertThat(floor.view("c").facts().queue()).isEqualTo(new QueueId("help"));
    assertThat(floor.view("c").way().mode()).isEqualTo(ContactMode.MESSAGE);
  }

  @Test
  void contactsCannotBeSentInACircle() {
    Floor floor =
        floor(
            QueueRules.DEFAULTS.whenFull(TO_HELP),
            QueueRules.DEFAULTS.whenFull(new Overflow.ToQueue(new QueueId("sales"))));
    assertThat(floor.refusal()).isEqualTo("plan_invalid");
  }

  @ParameterizedTest(name = "after a minute of waiting, {0}: {1}")
  @CsvSource({
    "refuse, refused-by-policy",
    "help, waiting",
    "callback, waiting",
    "message, waiting"
  })
  void whoHasWaitedLong(String what, String where) {
    Floor floor =
        floor(QueueRules.DEFAULTS.after(new QueueRules.AfterWait(60_000, false, overflow(what))));
    floor.call("c", "sales").after(59);
    assertThat(floor.view("c").way().mode()).isEqualTo(ContactMode.LIVE);
    assertThat(floor.after(1).where("c")).isEqualTo(where);
    if (what.equals("help")) {
      assertThat(floor.available("cem").decision("c").waited())
          .as("with the wait it has")
          .isEqualTo(60_000);
    }
  }

  @Test
  void aFullQueueIsTriedAgainLater() {
    Floor floor =
        floor(QueueRules.DEFAULTS.after(new QueueRules.AfterWait(60_000, false, TO_HELP)));
    floor.call("a", "help").call("b", "help").call("c", "sales").after(60);
    assertThat(floor.view("c").facts().queue()).isEqualTo(new QueueId("sales"));
    floor.does(new Command.CustomerLeft(new ContactId("a"))).after(60);
    assertThat(floor.view("c").facts().queue()).isEqualTo(new QueueId("help"));
  }

  @ParameterizedTest(name = "nobody is signed in; skipped at once: {0}")
  @CsvSource({"true, help", "false, sales"})
  void aStepNobodyCouldServeIsSkipped(boolean skip, String queue) {
    Floor floor = floor(QueueRules.DEFAULTS.after(new QueueRules.AfterWait(60_000, skip, TO_HELP)));
    floor.call("c", "sales");
    assertThat(floor.view("c").facts().queue().value()).isEqualTo(queue);
  }

  @Test
  void whenTheLastAgentSignsOffWhoWaitsMovesOn() {
    Floor floor = floor(QueueRules.DEFAULTS.after(new QueueRules.AfterWait(60_000, true, TO_HELP)));
    floor.available("ana").away("ana").call("c", "sales");
    assertThat(floor.view("c").facts().queue()).isEqualTo(new QueueId("sales"));
    floor.does(new Command.SetPresence(new AgentId("ana"), Presence.offline()));
    assertThat(floor.view("c").facts().queue()).isEqualTo(new QueueId("help"));
  }

  @Test
  void aMessageOutlastsItsSender() {
    Floor floor = floor(QueueRules.DEFAULTS.open(open(10, 20), new Overflow.Message()));
    floor.chat("c", "sales").does(new Command.CustomerAway(new ContactId("c"))).after(3_600);
    floor.does(new Command.CustomerLeft(new ContactId("c")));
    assertThat(floor.available("ana").where("c")).isEqualTo("offered ana");
  }
}
