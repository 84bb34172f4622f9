package dev.rapport.channels.sip;

import dev.rapport.channels.sip.SipSettings.AgentPhone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Calls from one agent's telephone to another's. No customer is in them, so they are no contacts:
/// the telephone that calls is sent to its colleague's (302; RFC 3261, section 21.3.3), and the two
/// talk without us.
final class InternalCalls {
  private final Registrar registrar;
  private final Map<String, Optional<Reach>> phones = new HashMap<>();

  InternalCalls(List<AgentPhone> phones, Registrar registrar) {
    this.registrar = registrar;
    phones.forEach(phone ->
        this.phones.put(
            phone.agent(),
            Optional.ofNullable(phone.address()).flatMap(address -> Reach.at(address))));
  }

  /// The agents whose telephone stands at a fixed address.
  List<String> fixed() {
    List<String> fixed = new ArrayList<>();
    phones.forEach((agent, reach) -> reach.ifPresent(_ -> fixed.add(agent)));
    return fixed;
  }

  /// The way to an agent's telephone: the one that registered last, or the one at a fixed address.
  Optional<Reach> reach(String agent) {
    Optional<Reach> registered = registrar.find(agent);
    return registered.isPresent() ? registered : phones.getOrDefault(agent, Optional.empty());
  }

  /// What the telephone is answered that calls a colleague; empty for every other call.
  Optional<SipResponse> answer(ServerTransaction invite, String tag) {
    SipRequest request = invite.request();
    String whom = CallerReader.dialled(request);
    if (!phones.containsKey(whom) || !isAgents(invite.source())) {
      return Optional.empty();
    }
    return Optional.of(
        reach(whom)
            .map(reach ->
                SipResponse.to(request, 302, tag).with("Contact", "<" + reach.target() + ">"))
            .orElseGet(() -> SipResponse.to(request, 480, tag)));
  }

  private boolean isAgents(Hop source) {
    return registrar.knows(source)
        || phones.values().stream()
            .flatMap(Optional::stream)
            .anyMatch(reach -> reach.hop().address().equals(source.address()));
  }
}
