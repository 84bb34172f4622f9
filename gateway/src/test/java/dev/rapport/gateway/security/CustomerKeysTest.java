package dev.rapport.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CustomerKeysTest {
  @TempDir Path folder;

  @Test
  @DisplayName("P38: a key opens one customer's own for its hour, and no other's")
  void aKeyIsForOneCustomerAndItsHour() {
    CustomerKeys keys = new CustomerKeys(Keys.of(folder, new SecureRandom()));
    CustomerKeys.Access access = keys.give("c1", 1_000);
    assertThat(access.until()).isEqualTo(3_601_000);
    assertThat(keys.customer(access.key(), 3_600_999)).contains("c1");
    assertThat(keys.customer(access.key(), 3_601_000)).isEmpty();
    assertThat(keys.customer(access.key().replace("c1.", "c2."), 2_000)).isEmpty();
    assertThat(keys.customer(access.key().replace(".3601000.", ".9601000."), 2_000)).isEmpty();
    assertThat(keys.customer(access.key() + "x", 2_000)).isEmpty();
    assertThat(keys.customer("", 2_000)).isEmpty();
    assertThat(keys.customer("c1.99999999999999999999.x", 2_000)).isEmpty();
  }
}
