package dev.rapport.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysTest {
  @TempDir private Path data;

  private Keys keys() {
    return Keys.of(data, new SecureRandom());
  }

  @Test
  void whatWasSignedBeforeARestartIsStillSigned() {
    String signature = keys().sign("follow-up", "contact-1");
    assertThat(keys().signed("follow-up", "contact-1", signature)).isTrue();
  }

  @Test
  void aSignatureHoldsForItsTextAndPurposeAlone() {
    Keys keys = keys();
    String signature = keys.sign("follow-up", "contact-1");
    assertThat(keys.signed("follow-up", "contact-2", signature)).isFalse();
    assertThat(keys.signed("visitor", "contact-1", signature)).isFalse();
    assertThat(keys.signed("follow-up", "contact-1", "")).isFalse();
  }

  @Test
  void theSecretIsForItsOwnerAlone() throws IOException {
    Assumptions.assumeTrue(Files.getFileStore(data).supportsFileAttributeView("posix"));
    keys();
    assertThat(Files.getPosixFilePermissions(data.resolve("secret.key")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void aShortSecretIsNotUsed() throws IOException {
    Files.writeString(data.resolve("secret.key"), "00ff");
    assertThatThrownBy(this::keys)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("256 bits");
  }

  @Test
  void tokensDiffer() {
    Keys keys = keys();
    assertThat(keys.token()).hasSize(43).isNotEqualTo(keys.token());
  }
}
