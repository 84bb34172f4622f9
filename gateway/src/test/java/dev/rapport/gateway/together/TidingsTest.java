package dev.rapport.gateway.together;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TidingsTest {
  private final List<String> stood = new ArrayList<>();

  /// Keeps how calls stand.
  private final Local here =
      (Local)
          Proxy.newProxyInstance(
              Local.class.getClassLoader(),
              new Class<?>[] {Local.class},
              (_, method, told) -> {
                assertThat(method.getName()).isEqualTo("callStood");
                stood.add(told[0] + " " + told[2]);
                return null;
              });

  private final Tidings tidings = new Tidings("here", _ -> {});

  private void told(long number, String agent, String state) {
    tidings.heard(new Letter.CallStood("there", number, agent, "c1", state), here);
  }

  @Test
  void howACallStandsIsToldToEachOfTwoAgents() {
    told(2, "ana", "talking");
    told(1, "ben", "held");
    told(1, "ana", "ringing");
    assertThat(stood).containsExactly("ana talking", "ben held");
  }
}
