package dev.rapport.channels.sip;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Verifies who signed a call (RFC 8224, RFC 8225, RFC 8588): the token of an `Identity` header
/// against the certificates that the operator believes. Nothing is fetched from an address that a
/// caller names.
final class Passport {
  /// A token is good for so many seconds around now.
  private static final long FRESH_SECONDS = 60;

  private static final int MAX_TOKEN = 4_096;
  private static final int MOST_SIGNERS = 100;

  private final List<X509Certificate> signers;

  Passport(List<X509Certificate> signers) {
    this.signers = List.copyOf(signers);
  }

  /// @param folder PEM files of certificates
  /// @throws IOException naming a file that is none
  static Passport load(Path folder) throws IOException {
    List<X509Certificate> signers = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pem")) {
      for (Path file : files) {
        try (InputStream in = Files.newInputStream(file)) {
          var factory = CertificateFactory.getInstance("X.509");
          if (signers.size() < MOST_SIGNERS) {
            signers.add((X509Certificate) factory.generateCertificate(in));
          }
        } catch (GeneralSecurityException e) {
          throw new IOException(file + " is no certificate: " + e.getMessage(), e);
        }
      }
    }
    return new Passport(signers);
  }

  /// The attestation, `A`, `B` or `C`, of the first token that holds for this call.
  ///
  /// @param identities the values of `Identity`
  /// @param caller the number that calls, as it is shown
  /// @param now epoch milliseconds
  Optional<String> attestation(List<String> identities, String caller, String dialled, long now) {
    for (String identity : identities) {
      String token = identity.replaceFirst(";.*", "").strip();
      if (token.length() <= MAX_TOKEN) {
        Optional<String> held = held(token.split("\\.", -1), caller, dialled, now);
        if (held.isPresent()) {
          return held;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> held(String[] parts, String caller, String dialled, long now) {
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      JsonObject header = json(parts[0]);
      JsonObject claims = json(parts[1]);
      String level = claims.getString("attest", "");
      boolean ours =
          "ES256".equals(header.getString("alg"))
              && "shaken".equals(header.getString("ppt"))
              && List.of("A", "B", "C").contains(level)
              && Math.abs(now / 1_000 - claims.getLong("iat", 0L)) <= FRESH_SECONDS
              && same(claims.getJsonObject("orig", new JsonObject()).getString("tn", ""), caller)
              && names(claims.getJsonObject("dest", new JsonObject()), dialled);
      return ours && signed(parts, now) ? Optional.of(level) : Optional.empty();
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static JsonObject json(String part) {
    return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }

  private static boolean names(JsonObject dest, String dialled) {
    JsonArray numbers = dest.getJsonArray("tn", new JsonArray());
    for (int i = 0; i < numbers.size(); i++) {
      if (same(numbers.getString(i), dialled)) {
        return true;
      }
    }
    return false;
  }

  /// Canonical numbers have no plus sign in a token.
  private static boolean same(String signed, String seen) {
    String digits = seen.replaceAll("[^0-9]", "");
    return !digits.isEmpty() && digits.equals(signed.replaceAll("[^0-9]", ""));
  }

  private boolean signed(String[] parts, long now) {
    byte[] text = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
    return signers.stream()
        .anyMatch(signer -> valid(signer, now) && by(signer.getPublicKey(), text, signature));
  }

  private static boolean valid(X509Certificate signer, long now) {
    Instant at = Instant.ofEpochMilli(now);
    return !at.isBefore(signer.getNotBefore().toInstant())
        && !at.isAfter(signer.getNotAfter().toInstant());
  }

  private static boolean by(PublicKey key, byte[] text, byte[] signature) {
    try {
      Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
      check.initVerify(key);
      check.update(text);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
