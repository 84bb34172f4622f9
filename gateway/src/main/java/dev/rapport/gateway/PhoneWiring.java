package dev.rapport.gateway;

import dev.rapport.channels.Message;
import dev.rapport.channels.ari.AriSettings;
import dev.rapport.channels.ari.AriSwitch;
import dev.rapport.channels.phone.PhoneSwitch;
import dev.rapport.channels.phone.PhoneSwitch.Capability;
import dev.rapport.channels.sip.AddressRange;
import dev.rapport.channels.sip.Registrations;
import dev.rapport.channels.sip.SipSettings;
import dev.rapport.channels.sip.SipSwitch;
import dev.rapport.customers.Identifiers;
import dev.rapport.gateway.desk.CallControl;
import dev.rapport.gateway.flow.CallbackBooking;
import dev.rapport.gateway.flow.Placement;
import dev.rapport.gateway.pbx.Directory;
import dev.rapport.gateway.pbx.PbxCalls;
import dev.rapport.gateway.pbx.RouteDip;
import dev.rapport.gateway.phone.CallIntake;
import dev.rapport.gateway.phone.PhoneCalls;
import dev.rapport.gateway.phone.Reachable;
import dev.rapport.gateway.phone.Talks;
import dev.rapport.gateway.phone.Ways;
import dev.rapport.gateway.settings.PbxSettings;
import dev.rapport.gateway.settings.PhoneSettings;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.together.Together;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.storage.LoggedEvent;
import dev.rapport.storage.SqlPbxCalls;
import dev.rapport.storage.SqlRecordings;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Calls, as the settings want them.
final class PhoneWiring {
  /// Of one contact, the newest that are looked at.
  private static final int HEARINGS = 200;

  private PhoneWiring() {}

  /// The ways in which supervisors can hear a call: `listen`, `whisper`, `barge`.
  static List<String> hearing(@Nullable PhoneSwitch phone) {
    if (phone == null || !phone.capabilities().contains(Capability.LISTEN)) {
      return List.of();
    }
    return phone.capabilities().contains(Capability.WHISPER)
        ? List.of("listen", "whisper", "barge")
        : List.of("listen", "barge");
  }

  static PhoneSwitch phone(PhoneSettings phone, String language, Registrations registrations) {
    PhoneSettings.Asterisk asterisk = phone.asterisk();
    return asterisk == null
        ? embedded(phone, language, registrations)
        : asterisk(phone, asterisk, language);
  }

  private static AriSwitch asterisk(
      PhoneSettings phone, PhoneSettings.Asterisk asterisk, String language) {
    Map<String, String> endpoints = new HashMap<>();
    for (PhoneSettings.Phone each : phone.phones()) {
      if (each.address() != null) {
        endpoints.put(each.agent(), each.address());
      }
    }
    return new AriSwitch(
        new AriSettings(
            URI.create(asterisk.url()),
            asterisk.user(),
            asterisk.password(),
            asterisk.app(),
            endpoints,
            asterisk.trunk(),
            phone.number(),
            asterisk.music(),
            language));
  }

  private static SipSwitch embedded(
      PhoneSettings phone, String language, Registrations registrations) {
    PhoneSettings.Tls tls = phone.tls();
    var settings =
        new SipSettings(
            InetAddress.ofLiteral(phone.host()),
            phone.port(),
            InetAddress.ofLiteral(phone.advertised()),
            tls == null
                ? null
                : new SipSettings.Tls(tls.port(), Path.of(tls.certificate()), Path.of(tls.key())),
            new SipSettings.MediaPorts(phone.firstMediaPort(), phone.lastMediaPort()),
            phone.trunks().stream().map(AddressRange::parse).toList(),
            phone.via().isEmpty() ? null : phone.via(),
            phone.number(),
            phone.phones().stream()
                .map(p -> new SipSettings.AgentPhone(p.agent(), p.password(), p.address()))
                .toList(),
            new SipSettings.Limits(
                phone.limits().calls(),
                phone.limits().callsPerSource(),
                phone.limits().callsPerSecond()),
            new SipSettings.Sound(
                language, phone.sounds().isEmpty() ? null : Path.of(phone.sounds())),
            phone.signers().isEmpty() ? null : Path.of(phone.signers()));
    try {
      return new SipSwitch(settings, registrations);
    } catch (IOException e) {
      throw new UncheckedIOException("the sounds or signers of the phone: " + e.getMessage(), e);
    }
  }

  /// Null when no PBX keeps a queue of its own.
  static @Nullable PbxCalls pbx(Wiring wiring) {
    PbxSettings pbx = wiring.settings.pbx();
    Together others = wiring.together;
    return pbx == null
        ? null
        : new PbxCalls(
            new SqlPbxCalls(wiring.store),
            new PbxCalls.Flow(wiring.reception, wiring.arrivals, wiring.readers),
            wiring.unit,
            wiring.desks,
            new Directory(wiring.centre, pbx.users(), wiring.clock),
            others == null ? _ -> {} : others.tidings()::pbxCall);
  }

  static RouteDip dip(Wiring wiring, Placement placement) {
    return new RouteDip(
        wiring.centre, wiring.caller, placement, wiring.unit, wiring.readers, wiring.clock);
  }

  static CallbackBooking callbacks(Wiring wiring) {
    var telephony =
        new CallbackBooking.Telephony(
            wiring.settings.phone() != null,
            new Identifiers(wiring.settings.centre().region()),
            wiring.clock);
    return new CallbackBooking(
        wiring.centre,
        wiring.conversations,
        wiring.reception,
        wiring.unit,
        telephony,
        message -> wiring.chat.deliver(message));
  }

  /// Calls, which hear the core from now on.
  static PhoneCalls calls(Wiring wiring, PhoneSwitch phone) {
    String language = wiring.settings.centre().language();
    PhoneSettings settings = wiring.settings.phone();
    PhoneSettings.Menu menu = settings == null ? PhoneSettings.Menu.NONE : settings.menu();
    var talks =
        new Talks(
            wiring.centre,
            settings == null ? PhoneSettings.Recording.NONE : settings.recording(),
            new SqlRecordings(wiring.store, wiring.clock),
            wiring.unit,
            kept -> said(wiring, kept));
    PbxCalls pbx = wiring.pbx;
    var calls =
        new PhoneCalls(
            wiring.unit,
            wiring.desks,
            new CallIntake(
                wiring.centre, language, menu.asks(), wiring.reception, wiring.conversations),
            phone,
            new Ways(
                menu,
                talks,
                contact -> heard(wiring, contact),
                contact ->
                    wiring.decides() && pbx != null
                        ? pbx.has(contact)
                        : Future.succeededFuture(!wiring.decides()),
                reached(wiring.settings)),
            wiring.clock);
    wiring.unit.listen(calls);
    return calls;
  }

  /// Whose telephone registers is there when it has. At a fixed address it is there as far as
  /// anybody knows, where a PBX rings all are, and who has none is no matter of it.
  private static Predicate<AgentId> reached(Settings settings) {
    PhoneSettings phone = settings.phone();
    if (phone == null || settings.pbx() != null) {
      return _ -> true;
    }
    Set<String> registers = new HashSet<>();
    for (PhoneSettings.Phone each : phone.phones()) {
      if (each.address() == null) {
        registers.add(each.agent());
      }
    }
    return agent -> !registers.contains(agent.value());
  }

  /// Without calls nobody is out of their reach, whatever was so before they were turned off.
  static Future<Void> withoutCalls(Wiring wiring) {
    var all = new Reachable(wiring.context, wiring.unit, reached(wiring.settings));
    return wiring
        .unit
        .ask(core -> {
          all.begin(core);
          return true;
        })
        .mapEmpty();
  }

  /// What desks here can do to calls, wherever those are.
  static CallControl control(Wiring wiring) {
    Together others = wiring.together;
    CallControl here = callsHere(wiring);
    return others == null
        ? here
        : (agent, contact, on) ->
            (wiring.decides() ? here : (CallControl) others::hold).hold(agent, contact, on);
  }

  /// What can be done to calls that are with this process.
  static CallControl callsHere(Wiring wiring) {
    return wiring.calls == null ? CallControl.NONE : wiring.calls.control();
  }

  private static void said(Wiring wiring, Message message) {
    wiring.desks.said(String.valueOf(message.contact()), message);
    Together others = wiring.together;
    if (others != null) {
      others.tidings().said(message);
    }
  }

  private static Future<List<Event.ListenedIn>> heard(Wiring wiring, ContactId contact) {
    return wiring
        .readers
        .executeBlocking(
            () ->
                wiring.log.eventsOf(contact, Event.ListenedIn.class, HEARINGS).stream()
                    .map(LoggedEvent::event)
                    .toList(),
            false)
        .map(Objects::requireNonNull);
  }
}
