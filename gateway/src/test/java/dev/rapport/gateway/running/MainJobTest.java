package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Rapport is for: a contact reaches the right agent's screen with the customer's story,
/// whichever way it came.
final class MainJobTest {
  @TempDir private static Path data;
  private static RunningRapport rapport;

  private final List<FrameSocket> sockets = new ArrayList<>();

  @BeforeAll
  static void start() {
    rapport = RunningRapport.start(data).answering();
  }

  @AfterAll
  static void stop() {
    rapport.close();
  }

  @AfterEach
  void everybodyLeaves() {
    for (FrameSocket socket : sockets) {
      if (socket instanceof Desk desk) {
        desk.away();
      }
      socket.close();
    }
  }

  private Desk desk(String login) {
    Desk desk = rapport.desk(login);
    sockets.add(desk);
    return desk;
  }

  private Visitor visitor(JsonObject who) {
    Visitor visitor = rapport.visitor();
    sockets.add(visitor);
    visitor.hello(who);
    return visitor;
  }

  private static JsonObject harriet() {
    return new JsonObject().put("name", "Harriet").put("email", "harriet.boone@example.org");
  }

  @Test
  @DisplayName("P2: a chat reaches an agent's screen, is answered, wrapped up and handled")
  void aChatIsHandled() {
    Desk ben = desk("ben");
    Visitor visitor = visitor(harriet());
    String contact = visitor.sayToPerson("My saddle came loose").getString("contact");

    JsonObject pop = ben.of("screen_pop", contact);
    JsonObject offer = ben.of("offer", contact);
    assertThat(pop.getLong("n"))
        .as("the story comes before the offer")
        .isLessThan(offer.getLong("n"));
    assertThat(offer.getString("channel")).isEqualTo("chat");
    assertThat(pop.getJsonObject("recognition").getString("kind")).isEqualTo("known");
    assertThat(pop.getJsonObject("recognition").getString("proof")).isEqualTo("claimed");
    assertThat(pop.getJsonObject("recognition").getJsonArray("evidence")).isNotEmpty();
    assertThat(pop.getJsonObject("customer").getString("name")).isEqualTo("Harriet Boone");
    assertThat(texts(pop.getJsonArray("messages"))).containsExactly("My saddle came loose");
    assertThat(pop.getString("reason")).isNotBlank();

    ben.accept(contact);
    assertThat(visitor.status("talking").getString("agentName")).isEqualTo("Ben Okoye");
    long seq = ben.reply(contact, "Which model is it?").getLong("seq");
    assertThat(visitor.message("agent", "Which model").getLong("seq")).isEqualTo(seq);
    visitor.say("A Heron");
    ben.await("the answer", f -> f.encode().contains("A Heron"));

    ben.finish(contact);
    assertThat(ben.complete(contact).getString("fate")).isEqualTo("handled");
    assertThat(visitor.status("ended").getString("fate")).isEqualTo("handled");
    assertThat(rapport.contact(contact).getString("fate")).isEqualTo("handled");
    assertThat(fatesOf(ben, contact)).as("exactly one fate").hasSize(1);
  }

  @Test
  void aMailReachesTheAgentWithTheSkillAndItsReplyLeavesByTheRelay() {
    Desk cleo = desk("cleo");
    Desk ben = desk("ben");
    String taken =
        rapport.mail(
            "callum.ashdown@example.com",
            """
            From: Callum Ashdown <callum.ashdown@example.com>
            To: help@alderfinch.example
            Message-ID: <where-is-it@example.com>
            Subject: My order

            The parcel has not come.
            """);
    assertThat(taken).startsWith("250");
    JsonObject pop = cleo.await("screen_pop");
    String contact = Desk.contact(pop);
    assertThat(pop.getJsonObject("contact").getString("subject")).isEqualTo("My order");
    assertThat(pop.getJsonObject("customer").getString("name")).isEqualTo("Callum Ashdown");
    assertThat(pop.getLong("n")).isLessThan(cleo.of("offer", contact).getLong("n"));

    cleo.accept(contact);
    cleo.reply(contact, "It is in Bath and comes tomorrow.");
    MailRelay.Taken reply = rapport.relay.next();
    assertThat(reply.to()).isEqualTo("callum.ashdown@example.com");
    assertThat(reply.data())
        .contains("In-Reply-To: <where-is-it@example.com>", "Re: My order")
        .contains("It is in Bath and comes tomorrow.");
    assertThat(cleo.complete(contact).getString("fate")).isEqualTo("handled");
    assertThat(ben.frames()).noneMatch(f -> Desk.contact(f).equals(contact));
  }

  @Test
  void aFormReachesAnAgentAndIsAnsweredByMail() {
    Desk ben = desk("ben");
    JsonObject accepted =
        rapport.form(
            new JsonObject()
                .put("message", "Please ring me about the goods I bought")
                .put("subject", "A question")
                .put("name", "Priya Raman")
                .put("email", "priya.raman@example.net")
                .put("topic", "support")
                .put("person", true));
    String contact = accepted.getString("contact");
    assertThat(accepted.getString("state")).isEqualTo("waiting");
    JsonObject pop = ben.of("screen_pop", contact);
    assertThat(pop.getJsonObject("customer").getString("name")).isEqualTo("Priya Raman");
    ben.accept(contact);
    ben.reply(contact, "We rang you at noon.");
    MailRelay.Taken reply = rapport.relay.next();
    assertThat(reply.to()).isEqualTo("priya.raman@example.net");
    assertThat(reply.data()).contains("We rang you at noon.");
    ben.complete(contact);
    JsonObject status =
        new JsonObject(
            rapport
                .call("GET", "/api/v1/forms/" + contact + "?key=" + accepted.getString("followUp"))
                .send()
                .body());
    assertThat(status.getString("state")).isEqualTo("ended");
    assertThat(status.getString("fate")).isEqualTo("handled");
  }

  @Test
  void aQuestionThatAnArticleAnswersEndsAsSelfServed() {
    Visitor visitor = visitor(new JsonObject());
    String contact = visitor.say("How high should my saddle be?").getString("contact");
    assertThat(visitor.status("answering").getString("contact")).isEqualTo(contact);
    JsonObject answers = visitor.message("assistant", "");
    assertThat(answers.getJsonArray("answers").getJsonObject(0).getString("title"))
        .isEqualTo("The right saddle height");
    visitor.send(new JsonObject().put("type", "helped"));
    assertThat(visitor.status("ended").getString("fate")).isEqualTo("self_served");
    assertThat(rapport.contact(contact).getString("fate")).isEqualTo("self_served");
  }

  @Test
  void whoAsksForAPersonInWordsGetsOne() {
    Desk ben = desk("ben");
    Visitor visitor = visitor(new JsonObject());
    String contact = visitor.say("How high should my saddle be?").getString("contact");
    visitor.status("answering");
    visitor.say("I would rather speak to a person please");
    ben.accept(contact);
    assertThat(ben.of("screen_pop", contact).getJsonObject("recognition").getString("kind"))
        .isEqualTo("unknown");
    ben.complete(contact);
    visitor.status("ended");
  }

  @Test
  void aFormThatAnAnswerHelpedNeedsNobody() {
    JsonObject accepted =
        rapport.form(new JsonObject().put("message", "How high should my saddle be?"));
    assertThat(accepted.getString("state")).isEqualTo("answering");
    assertThat(accepted.getJsonArray("answers")).isNotEmpty();
    String contact = accepted.getString("contact");
    int helped =
        rapport
            .call(
                "POST",
                "/api/v1/forms/" + contact + "/helped?key=" + accepted.getString("followUp"))
            .send()
            .statusCode();
    assertThat(helped).isEqualTo(204);
    assertThat(rapport.contact(contact).getString("fate")).isEqualTo("self_served");
  }

  @Test
  @DisplayName("P10, P11: a declined contact goes to the other agent, and the old offer is dead")
  void aDeclinedContactGoesToTheOtherAgent() {
    Desk ana = desk("ana");
    Desk ben = desk("ben");
    String contact = visitor(harriet()).sayToPerson("My saddle came loose").getString("contact");
    Desk first = firstOffered(contact, ana, ben);
    Desk second = first == ana ? ben : ana;
    long offer = first.of("offer", contact).getLong("offer");
    first.decline(contact);
    assertThat(first.of("offer_ended", contact).getString("outcome")).isEqualTo("declined");
    second.accept(contact);

    JsonObject late = first.command(new JsonObject().put("type", "accept").put("offer", offer));
    assertThat(late.getString("type")).as("the old offer").isEqualTo("refused");
    assertThat(rapport.contact(contact).getString("agent"))
        .isEqualTo(second == ana ? "ana" : "ben");
    JsonArray decisions = decisions(contact, "cleo");
    assertThat(decisions).hasSize(2);
    for (Object each : decisions) {
      JsonObject decision = (JsonObject) each;
      assertThat(decision.getString("reason")).isNotBlank();
      assertThat(decision.getString("whyNot")).isEqualTo("does not serve the queue");
      assertThat(decision.getJsonObject("record")).isNotEmpty();
    }
    second.complete(contact);
  }

  @Test
  @DisplayName("P10: of two desks of one agent that accept, the contact is assigned once")
  void twoDesksOfOneAgentSeeOneAssignment() {
    Desk one = desk("ben");
    Desk two = desk("ben");
    String contact = visitor(new JsonObject()).sayToPerson("Hello").getString("contact");
    long offer = one.of("offer", contact).getLong("offer");
    two.of("offer", contact);
    var accept = new JsonObject().put("type", "accept").put("offer", offer);
    List<String> answers =
        List.of(
            one.command(accept.copy()).getString("type"),
            two.command(accept.copy()).getString("type"));
    assertThat(answers).contains("done");
    one.of("assigned", contact);
    one.complete(contact);
    two.of("ended", contact);
    assertThat(one.frames().stream().filter(f -> is(f, "assigned", contact))).hasSize(1);
    assertThat(two.frames().stream().filter(f -> is(f, "assigned", contact))).hasSize(1);
  }

  @Test
  void theRelationshipShowsTheEarlierContactsOfEveryChannel() {
    Desk ben = desk("ben");
    String form =
        rapport
            .form(
                new JsonObject()
                    .put("message", "Goods")
                    .put("email", "priya.raman@example.net")
                    .put("person", true))
            .getString("contact");
    ben.accept(form);
    ben.complete(form);
    String chat =
        visitor(new JsonObject().put("email", "priya.raman@example.net"))
            .sayToPerson("Me again")
            .getString("contact");
    JsonObject customer = ben.of("screen_pop", chat).getJsonObject("customer");
    assertThat(customer.getJsonArray("closed")).contains("timeline", "details", "holdings");
    assertThat(customer.getJsonArray("last")).isEmpty();
    assertThat(customer.getJsonArray("identifiers")).isEmpty();
    ben.accept(chat);
    confirm(chat, customer.getString("id"));
    customer =
        rapport.get("ben", "/api/v1/contacts/" + chat + "/screen-pop").getJsonObject("customer");
    assertThat(ids(customer.getJsonArray("last"))).contains(form);
    assertThat(ids(customer.getJsonArray("open"))).contains(chat);
    ben.complete(chat);
    JsonObject found = rapport.get("ben", "/api/v1/customers?email=Priya.Raman@EXAMPLE.net");
    assertThat(found.getString("kind")).isEqualTo("known");
    String id = found.getJsonArray("customers").getJsonObject(0).getString("id");
    JsonObject view = rapport.get("sofia", "/api/v1/customers/" + id);
    assertThat(ids(view.getJsonArray("last"))).contains(form, chat);
    assertThat(view.getJsonArray("open")).isEmpty();
  }

  private void confirm(String contact, String customer) {
    var answer =
        rapport
            .call("POST", "/api/v1/contacts/" + contact + "/identity")
            .as(rapport.token("ben"))
            .json(new JsonObject().put("customer", customer).put("how", "named the last order"))
            .send();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }

  @Test
  void supervisorsSeeQueuesAndAgentsMove() {
    Desk ben = desk("ben");
    try (FrameSocket board = rapport.board("sofia")) {
      String contact = visitor(new JsonObject()).sayToPerson("Hello").getString("contact");
      ben.accept(contact);
      board.await("the contact on the board", f -> onBoard(f, "ben", contact, "assigned"));
      ben.finish(contact);
      board.await("its wrap-up", f -> onBoard(f, "ben", contact, "wrap_up"));
      ben.complete(contact);
      JsonObject now = rapport.get("sofia", "/api/v1/board");
      assertThat(now.getJsonObject("today").getJsonObject("fates").getInteger("handled"))
          .isPositive();
    }
  }

  private static boolean onBoard(JsonObject board, String agent, String contact, String state) {
    return board.getJsonArray("agents").stream()
        .map(JsonObject.class::cast)
        .filter(a -> agent.equals(a.getString("id")))
        .flatMap(a -> a.getJsonArray("contacts").stream())
        .map(JsonObject.class::cast)
        .anyMatch(
            c -> contact.equals(c.getString("contact")) && state.equals(c.getString("state")));
  }

  private static Desk firstOffered(String contact, Desk ana, Desk ben) {
    Patience.until("offered", () -> "offered".equals(rapport.contact(contact).getString("state")));
    String agent = decisions(contact, "cleo").getJsonObject(0).getString("agent");
    return agent.equals("ana") ? ana : ben;
  }

  private static JsonArray decisions(String contact, String whyNot) {
    return rapport
        .get("sofia", "/api/v1/contacts/" + contact + "/decisions?whyNot=" + whyNot)
        .getJsonArray("decisions");
  }

  private static boolean is(JsonObject frame, String type, String contact) {
    return type.equals(frame.getString("type")) && contact.equals(Desk.contact(frame));
  }

  private static List<JsonObject> fatesOf(Desk desk, String contact) {
    return desk.frames().stream().filter(f -> is(f, "ended", contact)).toList();
  }

  private static List<String> texts(JsonArray messages) {
    return messages.stream().map(m -> ((JsonObject) m).getString("text")).toList();
  }

  private static List<String> ids(JsonArray cards) {
    return cards.stream().map(c -> ((JsonObject) c).getString("id")).toList();
  }
}
