package dev.rapport.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.knowledge.CategoryRights.Rule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CategoryRightsTest {
  private static final CategoryRights RIGHTS =
      new CategoryRights(
          List.of(
              new Rule("staff", Set.of("agent"), Set.of("supervisor")),
              new Rule("staff/pay", Set.of("login:ana"), Set.of()),
              new Rule("news", Set.of(), Set.of("login:ben"))));

  @Test
  void aCategoryWithReadersIsClosedToCustomersAndOneWithEditorsIsNot() {
    assertThat(RIGHTS.closedToCustomers()).containsExactlyInAnyOrder("staff", "staff/pay");
  }

  @Test
  void editorsReadAndAdminsDoEverything() {
    assertThat(RIGHTS.closedTo(Set.of("supervisor", "login:sofia"))).containsExactly("staff/pay");
    assertThat(RIGHTS.closedTo(Set.of("agent", "login:ana"))).isEmpty();
    assertThat(RIGHTS.lockedTo(Set.of("agent", "login:ana")))
        .containsExactlyInAnyOrder("staff", "news");
    assertThat(RIGHTS.lockedTo(Set.of("agent", "login:ben")))
        .containsExactlyInAnyOrder("staff", "staff/pay");
    assertThat(RIGHTS.lockedTo(Set.of("admin", "login:adam"))).isEmpty();
  }

  @Test
  void aPersonWhoseLoginIsTheNameOfARoleHasNotThatRole() {
    assertThat(RIGHTS.closedTo(Set.of("agent", "login:admin"))).containsExactly("staff/pay");
  }

  @Test
  void aRuleHoldsBelowItsCategoryAndNotBesideIt() {
    Set<String> closed = Set.of("staff");
    assertThat(CategoryRights.isIn("staff", closed)).isTrue();
    assertThat(CategoryRights.isIn("staff/pay/bonus", closed)).isTrue();
    assertThat(CategoryRights.isIn("staffing", closed)).isFalse();
    assertThat(CategoryRights.isIn("our/staff", closed)).isFalse();
    assertThat(CategoryRights.isIn(null, closed)).isFalse();
  }
}
