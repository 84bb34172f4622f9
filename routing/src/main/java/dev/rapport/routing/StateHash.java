package dev.rapport.routing;

import dev.rapport.routing.RoutingSnapshot.SavedAgent;
import dev.rapport.routing.RoutingSnapshot.SavedContact;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// SHA-256 over the canonical text of a snapshot.
final class StateHash {
  private static final int PIECE = 4 << 10;

  private StateHash() {}

  static String of(RoutingSnapshot snapshot) {
    CanonicalText text = new CanonicalText();
    write(text, snapshot);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      // In pieces: of one long call only the slow, first-compiled form would ever run.
      for (int from = 0; from < bytes.length; from += PIECE) {
        digest.update(bytes, from, Math.min(PIECE, bytes.length - from));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void write(CanonicalText text, RoutingSnapshot snapshot) {
    PlanText.write(text, snapshot.plan());
    text.each(snapshot.kept(), PlanText::write);
    text.number(snapshot.nextOffer())
        .number(snapshot.lastAt())
        .each(
            snapshot.doors(),
            (out, door) ->
                out.text(door.queue().value())
                    .flag(door.open())
                    .number(door.until())
                    .text(door.why()))
        .each(snapshot.contacts(), StateHash::contact)
        .each(snapshot.agents(), StateHash::agent)
        .each(
            snapshot.recentlyEnded(),
            (out, ended) -> out.text(ended.contact().value()).name(ended.fate()).number(ended.at()))
        .each(
            snapshot.credits(),
            (out, credit) ->
                out.text(credit.customer().value()).number(credit.waited()).number(credit.until()))
        .each(
            snapshot.scarcity(),
            (out, scarcity) -> out.text(scarcity.skill()).number(scarcity.micros()))
        .number(snapshot.scarcityTick());
    LearntHandleTimes learnt = snapshot.handleTimes();
    if (learnt != null) {
      LearntText.write(text, learnt);
    }
    LearntWaits waits = snapshot.waits();
    if (waits != null) {
      LearntText.write(text, waits);
    }
  }

  private static void contact(CanonicalText text, SavedContact contact) {
    Contact facts = contact.facts();
    text.text(facts.id().value()).text(facts.channel().value()).text(facts.queue().value());
    PlanText.requirement(text, facts.requirement());
    CustomerKey customer = facts.customer();
    text.name(facts.urgency())
        .number(facts.value())
        .text(customer == null ? null : customer.value())
        .text(idOf(facts.preferredAgent()));
    Errand errand = facts.errand();
    if (errand != null) {
      text.text(errand.intent()).number(errand.expectedHandle());
    }
    RoutingSnapshot.Foreseen foreseen = contact.foreseen();
    text.number(foreseen == null ? 0 : foreseen.handleStep());
    Foretold told = foreseen == null ? null : foreseen.told();
    if (told != null) {
      LearntText.write(text, told);
    }
    state(text, contact.state());
    text.number(contact.arrivedAt())
        .number(contact.queuedAt())
        .number(contact.waitingSince())
        .flag(contact.due())
        .number(contact.awayUntil())
        .each(contact.bars(), (out, bar) -> out.text(bar.agent().value()).number(bar.until()));
    way(text, contact.way());
  }

  private static void way(CanonicalText text, RoutingSnapshot.Way way) {
    text.name(way.mode())
        .number(way.version())
        .number(way.ring())
        .number(way.dueAt())
        .number(way.overflowAt())
        .flag(way.uncounted());
    Consult consult = way.consult();
    if (consult == null) {
      text.text(null);
    } else {
      text.text(consult.about().value()).text(consult.asker().value()).text(idOf(consult.only()));
    }
  }

  private static @Nullable String idOf(@Nullable AgentId agent) {
    return agent == null ? null : agent.value();
  }

  private static void state(CanonicalText text, ContactState state) {
    switch (state) {
      case ContactState.Answering(long until, SelfService.After after) ->
          text.text("answering").number(until).name(after);
      case ContactState.Waiting _ -> text.text("waiting");
      case ContactState.Offered offered ->
          text.text("offered")
              .each(
                  offered.all(),
                  (out, asked) -> held(out, asked.offer(), asked.agent(), asked.expiresAt()));
      case ContactState.Assigned(OfferId offer, AgentId agent, long since) ->
          held(text.text("assigned"), offer, agent, since);
      case ContactState.WrapUp(OfferId offer, AgentId agent, long until) ->
          held(text.text("wrapUp"), offer, agent, until);
      case ContactState.Ended(Fate fate, long at) -> text.text("ended").name(fate).number(at);
    }
  }

  private static void held(CanonicalText text, OfferId offer, AgentId agent, long at) {
    text.number(offer.number()).text(agent.value()).number(at);
  }

  private static void agent(CanonicalText text, SavedAgent agent) {
    PlanText.agent(text, agent.profile());
    presence(text, agent.presence());
    presence(text, agent.next());
    text.number(agent.disconnectedAt()).number(agent.restingSince()).flag(agent.retired());
    text.number(agent.asOf());
    agent.unreached().forEach(channel -> text.text(channel.value()));
  }

  private static void presence(CanonicalText text, Presence presence) {
    switch (presence) {
      case Presence.Available _ -> text.text("available");
      case Presence.Away(String reason) -> text.text("away").text(reason);
      case Presence.Offline _ -> text.text("offline");
    }
  }
}
