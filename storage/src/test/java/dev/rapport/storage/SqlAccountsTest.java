package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.storage.schema.Tables;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class SqlAccountsTest {
  @Parameter TestEngine engine;
  private static final String TOKEN = "a-token-of-256-random-bits";
  private static final long NOW = 1_790_000_000_000L;
  private static final long LATER = NOW + 3_600_000;

  @TempDir Path directory;
  private Store store;
  private SqlAccounts accounts;
  private SqlSessions sessions;

  @BeforeEach
  void open() {
    store = engine.open(directory);
    accounts = new SqlAccounts(store);
    sessions = new SqlSessions(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Account ana(String centre) {
    return new Account(
        centre, "ana", "Ana Ruiz", Account.Role.AGENT, "agent-1", "$argon2id$...", false, NOW);
  }

  @Test
  void anAccountIsFoundInItsCentreOnly() {
    assertThat(accounts.add(ana("acme")).join()).isTrue();
    assertThat(accounts.find("acme", "ana")).contains(ana("acme"));
    assertThat(accounts.find("other", "ana")).isEmpty();
    assertThat(accounts.find("acme", "ANA")).isEmpty();
    assertThat(accounts.all("acme")).containsExactly(ana("acme"));
    assertThat(accounts.all("other")).isEmpty();
  }

  @Test
  void aLoginIsTakenOnceInACentre() {
    assertThat(accounts.add(ana("acme")).join()).isTrue();
    assertThat(accounts.add(ana("acme")).join()).isFalse();
    assertThat(accounts.add(ana("other")).join()).isTrue();
  }

  @Test
  void anAccountNeverPrintsItsPasswordHash() {
    assertThat(ana("acme").toString()).doesNotContain("argon");
  }

  @Test
  void aSessionHoldsUntilItExpires() {
    accounts.add(ana("acme")).join();
    sessions.open(TOKEN, "acme", "ana", NOW, LATER).join();
    assertThat(sessions.find(TOKEN, LATER - 1).orElseThrow().account()).isEqualTo(ana("acme"));
    assertThat(sessions.find(TOKEN, LATER)).isEmpty();
    assertThat(sessions.find(TOKEN + "x", NOW)).isEmpty();
    assertThat(sessions.sweep(LATER).join()).isEqualTo(1);
    assertThat(sessions.find(TOKEN, NOW)).isEmpty();
  }

  @Test
  void theTokenItselfIsNotStored() {
    accounts.add(ana("acme")).join();
    sessions.open(TOKEN, "acme", "ana", NOW, LATER).join();
    String stored = store.read(dsl -> dsl.fetchSingle(Tables.SESSION).toString());
    assertThat(stored).doesNotContain(TOKEN);
  }

  @Test
  void signingOutAndDisablingEndSessions() {
    accounts.add(ana("acme")).join();
    sessions.open("one", "acme", "ana", NOW, LATER).join();
    sessions.open("two", "acme", "ana", NOW, LATER).join();
    sessions.open("three", "acme", "ana", NOW, LATER).join();
    assertThat(sessions.close("one").join()).isTrue();
    assertThat(sessions.close("one").join()).isFalse();
    assertThat(sessions.find("one", NOW)).isEmpty();
    assertThat(sessions.find("two", NOW)).isPresent();
    assertThat(accounts.setDisabled("acme", "ana", true).join()).isTrue();
    assertThat(sessions.find("two", NOW)).isEmpty();
    sessions.open("four", "acme", "ana", NOW, LATER).join();
    assertThat(sessions.find("four", NOW)).as("a disabled account has no sessions").isEmpty();
    assertThat(accounts.find("acme", "ana").orElseThrow().disabled()).isTrue();
  }

  @Test
  void aNewPasswordEndsSessionsOfThatAccountAlone() {
    accounts.add(ana("acme")).join();
    accounts.add(ana("other")).join();
    sessions.open("one", "acme", "ana", NOW, LATER).join();
    sessions.open("two", "other", "ana", NOW, LATER).join();
    assertThat(accounts.setPassword("acme", "ana", "new").join()).isTrue();
    assertThat(accounts.setPassword("acme", "nobody", "new").join()).isFalse();
    assertThat(accounts.find("acme", "ana").orElseThrow().passwordHash()).isEqualTo("new");
    assertThat(accounts.find("other", "ana")).contains(ana("other"));
    assertThat(sessions.find("one", NOW)).isEmpty();
    assertThat(sessions.find("two", NOW)).isPresent();
  }

  @Test
  void aBusySessionIsNotWrittenWithEveryRequest() {
    accounts.add(ana("acme")).join();
    sessions.open(TOKEN, "acme", "ana", NOW, LATER).join();
    SqlSessions.SignedIn session = sessions.find(TOKEN, NOW).orElseThrow();
    assertThat(sessions.touch(TOKEN, session, NOW + 59_999).join()).isFalse();
    assertThat(sessions.touch(TOKEN, session, NOW + 60_000).join()).isTrue();
    assertThat(sessions.find(TOKEN, NOW).orElseThrow().lastUsed()).isEqualTo(NOW + 60_000);
  }

  @Test
  void aSessionNeedsAnAccount() {
    assertThatThrownBy(() -> sessions.open(TOKEN, "acme", "nobody", NOW, LATER).join())
        .satisfies(e -> assertThat(e).rootCause().message().containsIgnoringCase("foreign key"));
  }
}
