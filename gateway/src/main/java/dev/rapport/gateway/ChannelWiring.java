package dev.rapport.gateway;

import dev.rapport.channels.chat.ChatSettings;
import dev.rapport.channels.chat.ChatSockets;
import dev.rapport.channels.chat.VisitedPage;
import dev.rapport.channels.chat.VisitorTokens;
import dev.rapport.gateway.flow.ChatWishes;
import dev.rapport.gateway.flow.Librarian;
import dev.rapport.gateway.flow.Reception;
import dev.rapport.storage.SqlInbox;
import dev.rapport.storage.SqlVisits;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// Where everybody comes in, and the chat.
final class ChannelWiring {
  private ChannelWiring() {}

  static Reception reception(Wiring wiring, Librarian librarian) {
    var parts =
        new Reception.Parts(
            wiring.told(new SqlInbox(wiring.store, wiring.clock)),
            wiring.conversations,
            wiring.caller,
            librarian,
            wiring.placement,
            wiring.unit,
            wiring.readers);
    var limits = wiring.settings.limits();
    var phone = wiring.settings.phone();
    return new Reception(
        parts,
        wiring.open,
        new Reception.Answering(
            wiring.centre,
            1_000L * limits.answeringChatSeconds(),
            1_000L * limits.answeringFormSeconds(),
            1_000L * (phone == null ? 0 : phone.menu().seconds())),
        wiring.clock,
        new Reception.Outward(
            wiring::chatChannel, (contact, said) -> wiring.desks.said(contact, said)));
  }

  static ChatSockets chat(Wiring wiring) {
    ChatSettings usual = ChatSettings.defaults();
    var bounds =
        new ChatSettings(
            usual.pingEvery(),
            usual.silence(),
            usual.helloWithin(),
            usual.awayAfter(),
            wiring.settings.limits().chats(),
            wiring.settings.limits().visitorsPerAddress(),
            usual.maxUnanswered(),
            usual.maxPendingBytes(),
            usual.maxMalformed(),
            Set.copyOf(wiring.settings.http().origins()));
    var wishes =
        new ChatWishes(
            wiring.unit,
            wiring.arrivals,
            wiring.open,
            wiring::chatChannel,
            wiring::callbackBooking,
            (centre, visitor, page) -> visited(wiring, centre, visitor, page));
    return new ChatSockets(
        wiring.vertx,
        bounds,
        new ChatSockets.Ports(
            new VisitorTokens(centre -> wiring.keys.key("visitor/" + centre)),
            wiring.reception,
            wiring.conversations,
            wishes));
  }

  private static CompletionStage<?> visited(
      Wiring wiring, String centre, String visitor, VisitedPage page) {
    long at = wiring.clock.millis() - page.agoMs();
    return wiring.visits.note(
        centre, new SqlVisits.Visit(visitor, at, page.address(), page.title()));
  }
}
