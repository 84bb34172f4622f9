package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every state meets everything that can end a contact.
@DisplayName("P2: every contact meets exactly one fate")
class FateTest {

  private static Floor in(String state) {
    Floor floor = new Floor().agent("ana", "sales");
    return switch (state) {
      case "answering" ->
          floor.does(
              new Command.Arrive(
                  Floor.contact("c", ChannelId.CHAT, "sales"),
                  0,
                  new SelfService(floor.now() + 120_000, SelfService.After.EXPIRE)));
      case "waiting" -> floor.chat("c", "sales");
      case "offered" -> floor.available("ana").chat("c", "sales");
      case "assigned" -> floor.available("ana").chat("c", "sales").accepted("c");
      case "wrapup" ->
          floor
              .available("ana")
              .chat("c", "sales")
              .accepted("c")
              .does(new Command.Finish(new ContactId("c"), new AgentId("ana")));
      default -> throw new IllegalArgumentException(state);
    };
  }

  private static Command command(String name) {
    ContactId contact = new ContactId("c");
    AgentId ana = new AgentId("ana");
    return switch (name) {
      case "left" -> new Command.CustomerLeft(contact);
      case "self-served" -> new Command.MarkSelfServed(contact);
      case "end" -> new Command.EndContact(contact, ana, "solved", null);
      case "finish" -> new Command.Finish(contact, ana);
      case "complete" -> new Command.CompleteWrapUp(contact, ana, "solved", null);
      case "close" -> new Command.Close(contact, Fate.CLOSED_BY_RULE, null, "eva", "spam");
      case "quarantine" -> new Command.Close(contact, Fate.QUARANTINED, null, "rule", "virus");
      case "merge" ->
          new Command.Close(
              contact, Fate.MERGED_INTO, new ContactId("other"), "rule", "same matter");
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest(name = "{0} + {1} = {2} ({3})")
  @CsvSource(
      textBlock =
          """
          answering, left,        abandoned,      done
          answering, self-served, self-served,    done
          answering, end,         answering,      not_yours
          answering, close,       closed-by-rule, done
          waiting,   left,        abandoned,      done
          waiting,   self-served, self-served,    done
          waiting,   finish,      waiting,        not_yours
          waiting,   quarantine,  quarantined,    done
          waiting,   merge,       merged-into,    done
          offered,   left,        abandoned,      done
          offered,   self-served, self-served,    done
          offered,   end,         offered ana,    wrong_state
          offered,   close,       closed-by-rule, done
          assigned,  left,        wrapup ana,     done
          assigned,  self-served, assigned ana,   wrong_state
          assigned,  end,         handled,        done
          assigned,  finish,      wrapup ana,     done
          assigned,  complete,    assigned ana,   wrong_state
          assigned,  close,       closed-by-rule, done
          wrapup,    left,        wrapup ana,     done
          wrapup,    complete,    handled,        done
          wrapup,    end,         handled,        done
          wrapup,    finish,      wrapup ana,     done
          wrapup,    close,       closed-by-rule, done
          """)
  void endsAsTheTableSays(String state, String command, String then, String outcome) {
    Floor floor = in(state).does(command(command));
    assertThat(floor.refusal()).isEqualTo(outcome);
    assertThat(floor.where("c")).isEqualTo(then);
  }

  @ParameterizedTest(name = "{0} by itself: {2} after {1} s")
  @CsvSource(
      textBlock =
          """
          answering, 120,   expired
          waiting,   14400, expired
          assigned,  86400, expired
          wrapup,    60,    handled
          """)
  void nothingStaysForEver(String state, long seconds, String fate) {
    Floor floor = in(state).after(seconds - 1);
    assertThat(floor.core().fate(new ContactId("c"))).isNull();
    assertThat(floor.after(1).where("c")).isEqualTo(fate);
  }

  @Test
  void whatHasEndedStaysEnded() {
    Floor floor = in("assigned").ended("c");
    assertThat(floor.does(command("left")).refusal()).isEqualTo("contact_ended");
    assertThat(floor.chat("c", "sales").refusal()).isEqualTo("contact_exists");
    assertThat(floor.where("c")).isEqualTo("handled");
  }

  @Test
  void onlyAnAgentHandles() {
    Floor floor = in("waiting");
    floor.does(new Command.Close(new ContactId("c"), Fate.HANDLED, null, "eva", "tidy"));
    assertThat(floor.refusal()).isEqualTo("bad_fate");
  }
}
