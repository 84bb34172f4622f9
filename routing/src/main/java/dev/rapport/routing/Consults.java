package dev.rapport.routing;

import dev.rapport.routing.Outcome.Rejected;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Asking a colleague, and handing over to them.
///
/// ```
///   ana has c ──AskColleague──▶ the question q waits, is offered to ben, is accepted
///   ana has c, ben has q ──HandOver──▶ q ends (merged into c), ben has c        in one command
///                        ──EndConsult─▶ q ends, ana has c still
/// ```
///
/// The contact is with who asks until the moment of handing over. The question is a contact of its
/// own, so a colleague's capacity, skills and offers are looked after as with any other; it ends
/// whenever the contact it is about leaves who asked.
final class Consults {
  private Consults() {}

  static @Nullable Rejected ask(Step step, ContactLife about, Command.AskColleague command) {
    Centre centre = step.centre();
    Rejected refusal = refusal(centre, about, command);
    if (refusal != null) {
      return refusal;
    }
    AgentId only = command.of() instanceof Destination.ToAgent(AgentId id) ? id : null;
    QueueId queue =
        command.of() instanceof Destination.ToQueue(QueueId id) ? id : about.facts.queue();
    Contact facts = about.facts.asQuestion(command.question(), queue, only);
    AgentLife colleague = only == null ? null : centre.agent(only);
    if (colleague != null) {
      ContactKind kind =
          centre.rules.kind(
              facts, centre.rules.plan().version(), 0, centre.rules.handleStep(facts));
      if (colleague.unreached().contains(facts.channel())) {
        return new Rejected("agent_unreachable", "A call cannot reach agent " + only + " now.");
      }
      if (!colleague.hasRoom(kind) || !colleague.mayServe(kind)) {
        return new Rejected("agent_busy", "Agent " + only + " cannot take it now.");
      }
    }
    long barred = step.now() + about.kind.times().maxWait();
    step.emit(
        new Event.ConsultBegan(
            facts, new Consult(about.id(), command.agent(), only), command.why(), barred));
    if (colleague != null) {
      ContactLife question = centre.contact(facts.id());
      step.offer(centre.finder.direct(question, colleague, step.now()));
    }
    return null;
  }

  private static @Nullable Rejected refusal(
      Centre centre, ContactLife about, Command.AskColleague command) {
    if (about.consult != null) {
      return new Rejected("is_question", "A question is answered, and not passed on.");
    }
    if (of(centre, about) != null) {
      return new Rejected(
          "consult_open", "Contact " + about.id() + " has a question open already.");
    }
    ContactId id = command.question();
    if (centre.contacts.containsKey(id) || centre.ended.containsKey(id)) {
      return new Rejected("contact_exists", "Contact " + id + " has arrived before.");
    }
    return Transfers.refusal(centre, command.agent(), command.of());
  }

  /// The question that is open about a contact; null for none.
  static @Nullable ContactLife of(Centre centre, ContactLife about) {
    for (ContactLife question : centre.consults.values()) {
      if (about(question).equals(about.id())) {
        return question;
      }
    }
    return null;
  }

  private static ContactId about(ContactLife question) {
    return Check.present(question.consult, "a question").about();
  }

  static @Nullable Rejected handOver(Step step, ContactLife contact, AgentId from) {
    Centre centre = step.centre();
    ContactLife question = of(centre, contact);
    if (question == null || !(question.state instanceof ContactState.Assigned answered)) {
      return new Rejected("nobody_asked", "No colleague has accepted a question about it.");
    }
    AgentId to = answered.agent();
    if (centre.agent(to).retired) {
      return Refusals.noAgent(to);
    }
    Consult consult = Check.present(question.consult, "a question");
    QueueId queue = consult.only() == null ? question.facts.queue() : contact.facts.queue();
    step.emit(
        new Event.Ended(
            question.id(), Fate.MERGED_INTO, to, null, null, contact.id(), "handed_over"));
    step.emit(new Event.HandedOver(contact.id(), from, to, answered.offer(), queue));
    AgentMoves.released(step, from);
    return null;
  }

  static @Nullable Rejected takeBack(Step step, ContactLife contact) {
    ContactLife question = of(step.centre(), contact);
    if (question == null) {
      return new Rejected("nobody_asked", "There is no question about it.");
    }
    end(step, question, "consult_over");
    return null;
  }

  static void end(Step step, ContactLife question, String detail) {
    Endings.end(step, question, Fate.MERGED_INTO, about(question), detail, null);
  }

  /// Ends the questions that have lost their reason. After every command, before anything is
  /// matched.
  static void tidy(Step step) {
    Centre centre = step.centre();
    if (centre.consults.isEmpty()) {
      return;
    }
    for (ContactLife question : new ArrayList<>(centre.consults.values())) {
      Consult consult = Check.present(question.consult, "a question");
      ContactLife about = centre.contacts.get(consult.about());
      boolean asked =
          about != null
              && about.state instanceof ContactState.Assigned assigned
              && assigned.agent().equals(consult.asker());
      if (!asked) {
        end(step, question, "consult_over");
      } else if (consult.only() != null && question.state instanceof ContactState.Waiting) {
        end(step, question, "consult_declined");
      }
    }
  }
}
