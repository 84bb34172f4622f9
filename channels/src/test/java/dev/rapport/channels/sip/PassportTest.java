package dev.rapport.channels.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signed calls, with a certificate made for the test by the JDK's own tool.
final class PassportTest {
  private static final String CALLER = "+441174960000";
  private static final String DIALLED = "+441174960099";

  @TempDir private static Path folder;
  private static PrivateKey key;
  private static Passport passport;
  private static long now;

  @BeforeAll
  static void aCarrier() throws Exception {
    Path store = folder.resolve("carrier.p12");
    keytool(
        "-genkeypair",
        "-alias",
        "carrier",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=SHAKEN",
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString());
    Path signers = Files.createDirectory(folder.resolve("signers"));
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "carrier",
        "-keystore",
        store.toString(),
        "-file",
        signers.resolve("carrier.pem").toString());
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    key = (PrivateKey) keys.getKey("carrier", "changeit".toCharArray());
    passport = Passport.load(signers);
    now = System.currentTimeMillis();
  }

  private static void keytool(String... words) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("-storepass", "changeit"));
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(tool.exitValue()).as(said).isZero();
  }

  private static JsonObject claims() {
    return new JsonObject()
        .put("attest", "A")
        .put("orig", new JsonObject().put("tn", "441174960000"))
        .put("dest", new JsonObject().put("tn", new JsonArray().add("441174960099")))
        .put("iat", now / 1_000)
        .put("origid", "6c8f5f2e-0000-4000-8000-000000000000");
  }

  private static String signed(JsonObject claims) throws Exception {
    JsonObject header =
        new JsonObject()
            .put("alg", "ES256")
            .put("ppt", "shaken")
            .put("typ", "passport")
            .put("x5u", "https://certificates.example/carrier.pem");
    String text = base64(header.encode()) + "." + base64(claims.encode());
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(key);
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return text
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign())
        + ";info=<https://certificates.example/carrier.pem>;alg=ES256;ppt=shaken";
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String level(String identity) {
    return passport.attestation(List.of(identity), CALLER, DIALLED, now).orElse("none");
  }

  @Test
  void aSignedCallHasItsAttestation() throws Exception {
    assertThat(level(signed(claims()))).isEqualTo("A");
    assertThat(level(signed(claims().put("attest", "B")))).isEqualTo("B");
  }

  @Test
  void aTokenOfAnotherCallIsNotBelieved() throws Exception {
    assertThat(level(signed(claims().put("orig", new JsonObject().put("tn", "441174960001")))))
        .isEqualTo("none");
    assertThat(level(signed(claims().put("dest", new JsonObject())))).isEqualTo("none");
    assertThat(level(signed(claims().put("iat", now / 1_000 - 61)))).isEqualTo("none");
  }

  @Test
  void aTokenThatWasTouchedIsNotBelieved() throws Exception {
    String[] parts = signed(claims().put("attest", "C")).split("\\.", -1);
    assertThat(level(parts[0] + "." + base64(claims().encode()) + "." + parts[2]))
        .isEqualTo("none");
    assertThat(level("rubbish")).isEqualTo("none");
    assertThat(level("a.b.c;info=<x>")).isEqualTo("none");
  }

  @Test
  void aStrangersSignatureIsNotBelieved() throws Exception {
    String token = signed(claims());
    assertThat(new Passport(List.of()).attestation(List.of(token), CALLER, DIALLED, now)).isEmpty();
  }
}
