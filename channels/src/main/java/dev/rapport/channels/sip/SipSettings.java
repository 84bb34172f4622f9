package dev.rapport.channels.sip;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the embedded switch is reached and what it admits.
///
/// @param host a literal address to listen at
/// @param port for UDP and TCP; 0 takes a free one
/// @param advertised the literal address others reach us at; the same as `host` unless NAT is
///   between
/// @param trunks where calls may come from besides agents' phones
/// @param via where calls are sent that we make, as `sip:10.0.0.1:5060`; null when we make none
/// @param number what is shown to those we call
/// @param signers a folder with the certificates of carriers whose signed calls are believed; null
///   for none
public record SipSettings(
    InetAddress host,
    int port,
    InetAddress advertised,
    @Nullable Tls tls,
    MediaPorts media,
    List<AddressRange> trunks,
    @Nullable String via,
    String number,
    List<AgentPhone> phones,
    Limits limits,
    Sound sound,
    @Nullable Path signers) {

  public SipSettings {
    trunks = List.copyOf(trunks);
    phones = List.copyOf(phones);
  }

  /// @param certificate PEM, with its chain
  /// @param key PEM, PKCS#8
  public record Tls(int port, Path certificate, Path key) {}

  /// @param first 0 takes whatever is free
  public record MediaPorts(int first, int last) {}

  /// One agent's phone: it registers with login and password, or stands at an address.
  ///
  /// @param agent the agent's id
  /// @param password empty when it cannot register
  /// @param address a `sip:` URI with a literal host; null when it registers
  public record AgentPhone(String agent, String password, @Nullable String address) {}

  /// @param calls at once
  /// @param callsPerSource at once from one address that is no trunk
  /// @param callsPerSecond new ones, from one address
  public record Limits(int calls, int callsPerSource, int callsPerSecond) {
    public static final Limits USUAL = new Limits(2_000, 20, 100);
  }

  /// @param language of prompts when a caller's is not known
  /// @param folder the operator's WAV files; null for ours alone
  public record Sound(String language, @Nullable Path folder) {}

  /// The same at another address.
  SipSettings at(InetAddress other) {
    return new SipSettings(
        other, port, other, tls, media, trunks, via, number, phones, limits, sound, signers);
  }

  /// On loopback, with nothing but what is said here.
  public static SipSettings loopback(List<AgentPhone> phones, Limits limits) {
    InetAddress own = InetAddress.ofLiteral("127.0.0.1");
    return new SipSettings(
        own,
        0,
        own,
        null,
        new MediaPorts(0, 0),
        List.of(AddressRange.parse("127.0.0.0/8")),
        null,
        "",
        phones,
        limits,
        new Sound("en", null),
        null);
  }
}
