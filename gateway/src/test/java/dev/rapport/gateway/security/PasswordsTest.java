package dev.rapport.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordsTest {
  private final Passwords passwords = new Passwords(new SecureRandom());

  @Test
  void theRightPasswordMatchesItsHashAndAnotherDoesNot() {
    String hash = passwords.hash("correct horse");
    assertThat(passwords.matches("correct horse", hash)).isTrue();
    assertThat(passwords.matches("correct hors", hash)).isFalse();
    assertThat(passwords.matches("", hash)).isFalse();
  }

  @Test
  void onePasswordHasADifferentHashEachTime() {
    assertThat(passwords.hash("same")).isNotEqualTo(passwords.hash("same"));
  }

  @Test
  void theHashSaysHowItWasMade() {
    assertThat(passwords.hash("x")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void nobodysPasswordIsNoPassword() {
    assertThat(passwords.matchesNobody("nobody's password")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "$argon2id$v=19$m=1,t=1,p=1$!$!", "$argon2i$v=19$m=1,t=1,p=1$AA$AA"})
  void aHashThatCannotBeReadMatchesNothing(String stored) {
    assertThat(passwords.matches("x", stored)).isFalse();
  }
}
