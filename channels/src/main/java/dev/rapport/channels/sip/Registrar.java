package dev.rapport.channels.sip;

import dev.rapport.channels.sip.Alarms.Alarm;
import dev.rapport.channels.sip.Registrations.Registration;
import dev.rapport.channels.sip.SipSettings.AgentPhone;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where agents' phones are (RFC 3261, section 10). A phone proves who it is by digest; it is then
/// reached where its REGISTER came from, whatever its Contact says, since that is the way through
/// NAT.
final class Registrar {
  private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);
  private static final int MAX_BINDINGS = 5;
  private static final long LEAST_SECONDS = 30;
  private static final long USUAL_SECONDS = 300;
  private static final long MOST_SECONDS = 3_600;

  /// Wrong passwords of one address before it has to wait.
  private static final int MOST_WRONG = 20;

  private static final long FORGIVEN_AFTER = 60_000;
  private static final int REMEMBERED = 10_000;

  private final SipStack stack;
  private final Digest digest = new Digest();
  private final Map<String, AgentPhone> phones = new HashMap<>();
  private final Map<String, List<Binding>> bindings = new HashMap<>();
  private final Map<String, Integer> wrong = new HashMap<>();
  private final Registrations kept;

  /// Who is asked by MD5 alone the next time: who was asked by every algorithm and has not
  /// answered, or has answered by MD5. Older phones (Debian 12's baresip is one) give up at the
  /// first that they do not know, instead of passing it over as RFC 7616 wants. Who does not answer
  /// that either is asked by every one again, and so in turn: there are phones without MD5 too.
  /// Nothing is lost by that: MD5 was taken before.
  private final Set<String> simple = new HashSet<>();

  private final BiConsumer<String, Boolean> changed;
  private long forgivenAt;

  /// @param contact the URI to call it by
  private record Binding(
      String contact, Hop hop, String callId, long cseq, long until, Alarm end) {}

  /// @param changed told an agent's id and whether they can be reached now
  Registrar(
      SipStack stack,
      List<AgentPhone> phones,
      Registrations kept,
      BiConsumer<String, Boolean> changed) {
    this.stack = stack;
    this.kept = kept;
    this.changed = changed;
    phones.forEach(p -> this.phones.put(p.agent(), p));
  }

  /// The telephones that were registered before; nobody keeps a switch from starting because they
  /// cannot be read.
  CompletionStage<List<Registration>> read() {
    return kept.all()
        .exceptionally(fault -> {
          LOG.warn("registered telephones are not known, until they register again", fault);
          return List.of();
        });
  }

  /// Telephones that were registered before this switch began.
  void restore(List<Registration> before) {
    long now = stack.alarms().millis();
    for (Registration each : before) {
      AgentPhone phone = phones.get(each.agent());
      if (phone != null && !phone.password().isEmpty() && each.until() > now) {
        boolean reached = find(each.agent()).isPresent();
        InetSocketAddress where = address(each);
        if (where == null) {
          continue;
        }
        Hop hop = Hop.of(Hop.Transport.UDP, where);
        add(each.agent(), each.contact(), hop, each.callId(), each.cseq(), each.until() - now);
        tell(each.agent(), reached);
      }
    }
  }

  /// Null when it is none here: an address with the name of an interface that is gone.
  private static @Nullable InetSocketAddress address(Registration registration) {
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(registration.ip()), registration.port());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// The way to a registered phone: the newest one.
  Optional<Reach> find(String agent) {
    List<Binding> known = bindings.getOrDefault(agent, List.of());
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(new Reach(known.getLast().contact(), known.getLast().hop()));
  }

  /// Whether a registered phone is at that address.
  boolean knows(Hop source) {
    return bindings.values().stream()
        .flatMap(List::stream)
        .anyMatch(b -> b.hop().address().equals(source.address()));
  }

  void register(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    String agent = request.to().uri().name();
    AgentPhone phone = phones.get(agent);
    String ip = transaction.source().ip();
    if (tooManyWrong(ip)) {
      transaction.respond(answer(transaction, 403));
      return;
    }
    long now = stack.alarms().millis();
    // An unknown name is asked for a password too, so that names cannot be tried out.
    var verdict =
        phone == null || phone.password().isEmpty()
            ? digest.check(request, agent, stack.token(), now)
            : digest.check(request, phone.agent(), phone.password(), now);
    switch (verdict) {
      case RIGHT -> {
        if (Digest.algorithm(request).equals(Digest.BEST)) {
          simple.remove(ip + " " + agent);
        } else {
          askSimply(ip + " " + agent);
        }
        bind(transaction, agent);
      }
      case STALE -> challenge(transaction, true, List.of(Digest.algorithm(request)));
      case NONE -> challenge(transaction, false, inTurn(ip + " " + agent));
      case WRONG -> {
        if (wrong.size() < REMEMBERED) {
          wrong.merge(ip, 1, Integer::sum);
        }
        challenge(transaction, false, inTurn(ip + " " + agent));
      }
    }
  }

  private boolean tooManyWrong(String ip) {
    long now = stack.alarms().millis();
    if (now - forgivenAt > FORGIVEN_AFTER) {
      wrong.clear();
      forgivenAt = now;
    }
    return wrong.getOrDefault(ip, 0) >= MOST_WRONG;
  }

  private List<String> inTurn(String who) {
    if (simple.remove(who)) {
      return List.of(Digest.SIMPLE);
    }
    askSimply(who);
    return List.of(Digest.BEST, Digest.SIMPLE);
  }

  private void askSimply(String who) {
    if (simple.size() == REMEMBERED) {
      simple.clear();
    }
    simple.add(who);
  }

  private void challenge(ServerTransaction transaction, boolean stale, List<String> algorithms) {
    SipResponse response = answer(transaction, 401);
    for (String value : digest.challenges(stack.alarms().millis(), stale, algorithms)) {
      response = response.with("WWW-Authenticate", value);
    }
    transaction.respond(response);
  }

  private SipResponse answer(ServerTransaction transaction, int status) {
    return SipResponse.to(transaction.request(), status, stack.tagOf(transaction));
  }

  private void bind(ServerTransaction transaction, String agent) {
    SipRequest request = transaction.request();
    boolean before = find(agent).isPresent();
    List<Binding> mine = bindings.computeIfAbsent(agent, _ -> new ArrayList<>());
    long cseq = request.cseq().number();
    boolean old =
        mine.stream().anyMatch(b -> b.callId().equals(request.callId()) && b.cseq() >= cseq);
    if (old) {
      transaction.respond(answer(transaction, 500));
      return;
    }
    long usual = expires(request.header("Expires").orElse(""), USUAL_SECONDS);
    if (request.headers().all("Contact").contains("*")) {
      mine.forEach(b -> b.end().cancel());
      mine.clear();
    }
    for (SipAddress contact : request.addresses("Contact")) {
      long seconds = expires(contact.params().get("expires").orElse(""), usual);
      if (seconds > 0 && seconds < LEAST_SECONDS) {
        transaction.respond(
            answer(transaction, 423).with("Min-Expires", String.valueOf(LEAST_SECONDS)));
        return;
      }
      remove(mine, b -> b.contact().equals(contact.uri().raw()));
      if (seconds > 0 && contact.uri().isSip()) {
        if (mine.size() == MAX_BINDINGS) {
          // A phone that was not turned off properly must not keep out the one on the table.
          mine.removeFirst().end().cancel();
        }
        add(
            agent,
            contact.uri().raw(),
            transaction.source(),
            request.callId(),
            cseq,
            seconds * 1_000);
      }
    }
    keep(agent);
    SipResponse ok = answer(transaction, 200);
    for (Binding binding : mine) {
      ok = ok.with("Contact", "<" + binding.contact() + ">;expires=" + usual);
    }
    transaction.respond(ok);
    tell(agent, before);
  }

  private void add(
      String agent, String contact, Hop hop, String callId, long cseq, long forMillis) {
    long until = stack.alarms().millis() + forMillis;
    Alarm end = stack.alarms().after(forMillis, () -> lapsed(agent, contact));
    bindings
        .computeIfAbsent(agent, _ -> new ArrayList<>())
        .add(new Binding(contact, hop, callId, cseq, until, end));
  }

  /// Who came by that connection cannot be reached any more: behind NAT there is no other way, and
  /// the port it came from is not one to call.
  void closed(long connection) {
    bindings.forEach((agent, mine) -> {
      boolean before = find(agent).isPresent();
      remove(mine, b -> b.hop().connection() == connection);
      tell(agent, before);
    });
  }

  private void lapsed(String agent, String contact) {
    boolean before = find(agent).isPresent();
    remove(bindings.getOrDefault(agent, new ArrayList<>()), b -> b.contact().equals(contact));
    keep(agent);
    tell(agent, before);
  }

  /// Nobody waits for it: of what a crash loses the telephone tells again.
  private void keep(String agent) {
    List<Registration> now = new ArrayList<>();
    for (Binding binding : bindings.getOrDefault(agent, List.of())) {
      Hop hop = binding.hop();
      if (hop.transport() == Hop.Transport.UDP) {
        now.add(
            new Registration(
                agent,
                binding.contact(),
                hop.ip(),
                hop.address().getPort(),
                binding.callId(),
                binding.cseq(),
                binding.until()));
      }
    }
    kept.keep(agent, now)
        .whenComplete((_, fault) -> {
          if (fault != null) {
            LOG.warn("the telephone of {} is not known after a restart", agent, fault);
          }
        });
  }

  private void tell(String agent, boolean before) {
    boolean now = find(agent).isPresent();
    if (now != before) {
      changed.accept(agent, now);
    }
  }

  private static void remove(List<Binding> mine, Predicate<Binding> which) {
    mine.stream().filter(which).forEach(b -> b.end().cancel());
    mine.removeIf(which);
  }

  /// A number that is none, or beyond all bounds, is the usual or the most.
  private static long expires(String text, long usual) {
    if (!SipText.isDigits(text)) {
      return usual;
    }
    return text.length() > 9 ? MOST_SECONDS : Math.min(MOST_SECONDS, Long.parseLong(text));
  }
}
