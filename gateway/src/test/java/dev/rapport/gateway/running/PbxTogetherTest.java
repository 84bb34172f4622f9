package dev.rapport.gateway.running;

import static dev.rapport.gateway.running.PbxPeer.heard;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.Sender;
import dev.rapport.gateway.together.RealRedis;
import dev.rapport.storage.SqlInbox;
import dev.rapport.storage.SqlPbxCalls;
import dev.rapport.storage.Store;
import dev.rapport.storage.StoreSettings;
import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A PBX tells any of two gateways what becomes of its calls. Both have a telephone of their own,
/// so that a call nobody is on the line of would be ended.
@TestMethodOrder(MethodOrderer.MethodName.class)
final class PbxTogetherTest {
  private static final String HARRIET = "441174960000";
  private static final long SEED = Long.getLong("seed", 20_261_123L);
  private static final int CALLS = 12;

  @TempDir private static Path home;
  private static EmbeddedPostgres postgres;
  private static RealRedis redis;
  private static RunningRapport leader;
  private static RunningRapport other;

  @BeforeAll
  static void start() throws IOException {
    postgres = TogetherTest.postgres();
    redis = RealRedis.start();
    String more =
        """
        storage: %s
        carrier: {url: "%s"}
        %s
        """
            .formatted(storage(), redis.url(), PbxPeer.SETTINGS);
    UnaryOperator<String> changed = text -> text + more;
    leader = RunningRapport.calledTogether(home.resolve("a"), changed);
    other = RunningRapport.calledBeside(leader, home.resolve("b"), changed);
  }

  private static String storage() {
    return "postgresql://postgres:postgres@127.0.0.1:" + postgres.getPort() + "/postgres";
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable one : new AutoCloseable[] {other, leader, redis, postgres}) {
      if (one != null) {
        one.close();
      }
    }
  }

  private static void fate(String contact, String fate) {
    Patience.until(
        contact + " is " + fate, () -> fate.equals(leader.contact(contact).getString("fate")));
  }

  @Test
  @DisplayName("P4: every word of a call comes to another gateway, and it is one contact")
  void everyWordComesToAnotherGateway() {
    try (Desk ben = other.desk("ben");
        Desk ana = leader.desk("ana")) {
      String arrival = "event=newCall&callId=t1&from=" + HARRIET + "&to=support&user=201";
      String contact = heard(leader, arrival);
      assertThat(heard(other, arrival)).isEqualTo(contact);
      assertThat(ben.of("screen_pop", contact).encode()).contains("Harriet Boone");
      assertThat(ben.of("call", contact).getString("state")).isEqualTo("ringing");
      heard(other, "event=ringing&callId=t1&user=ana");
      ana.of("screen_pop", contact);

      heard(leader, "event=answer&callId=t1&user=ben");
      ben.of("assigned", contact);
      ben.await("talking", f -> "talking".equals(f.getString("state")));
      assertThat(ana.of("released", contact).getString("why")).contains("colleague");
      heard(other, "event=answer&callId=t1&user=ana");
      ana.of("assigned", contact);
      ana.await("talking", f -> "talking".equals(f.getString("state")));
      ben.of("released", contact);
      heard(leader, "event=hangup&callId=t1");
      ana.of("wrap_up", contact);
      ana.complete(contact);
      fate(contact, "handled");
      ana.away();
      ben.away();
    }
  }

  @Test
  void whoeverIsNotReachedSeesThatItRingsNoLonger() {
    try (Desk ben = other.desk("ben")) {
      String contact = heard(other, "event=newCall&callId=t2&from=1&to=support&user=ben");
      ben.of("screen_pop", contact);
      heard(leader, "event=hangup&callId=t2");
      assertThat(ben.of("released", contact).getString("why")).contains("hung up");
      fate(contact, "abandoned");
      ben.away();
    }
  }

  @Test
  void whatIsKnownNoMoreIsShownNoLonger() {
    try (Desk ben = other.desk("ben")) {
      String contact = heard(leader, "event=newCall&callId=t3&from=1&to=support&user=ben");
      ben.of("screen_pop", contact);
      try (Store store = Store.open(StoreSettings.in(home.resolve("d")).withPostgres(storage()))) {
        Patience.await(new SqlPbxCalls(store).sweep(RunningRapport.CENTRE, Long.MAX_VALUE));
      }
      redis.kill();
      try {
        assertThat(ben.of("released", contact).getString("why")).contains("no more");
      } finally {
        redis.run();
      }
      Patience.until(
          "Redis carries", () -> TogetherTest.carries(leader) && TogetherTest.carries(other));
      ben.away();
    }
  }

  @Test
  @DisplayName(
      "P4 P28: the words of many calls come twice, at once, in any order, without Redis too")
  void wordsComeAtOnceAndInAnyOrder() throws Exception {
    Random random = new Random(SEED);
    redis.kill();
    try {
      inAnyOrder("away", random);
    } finally {
      redis.run();
    }
    Patience.until(
        "Redis carries", () -> TogetherTest.carries(leader) && TogetherTest.carries(other));
    inAnyOrder("there", random);
  }

  private static void inAnyOrder(String name, Random random) throws Exception {
    List<Callable<String>> words = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      String call = "callId=" + name + i;
      List<String> ofCall =
          List.of(
              "event=newCall&from=" + HARRIET + "&to=support&user=ben&" + call,
              "event=ringing&user=ana&" + call,
              "event=answer&user=ben&at=1000&" + call,
              "event=answer&user=somebody&at=2000&" + call,
              "event=hangup&" + call);
      for (String word : ofCall) {
        words.add(() -> heard(leader, word));
        words.add(() -> heard(other, word));
      }
    }
    Collections.shuffle(words, random);
    try (ExecutorService both = Executors.newFixedThreadPool(8)) {
      for (Future<String> done : both.invokeAll(words)) {
        done.get();
      }
    }
    List<String> contacts = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      String again = "event=hangup&callId=" + name + i;
      String contact = heard(other, again);
      assertThat(heard(leader, again)).as("seed %d", SEED).isEqualTo(contact);
      contacts.add(contact);
    }
    assertThat(contacts).doesNotHaveDuplicates();
    for (String contact : contacts) {
      Patience.until("over, seed " + SEED, () -> leader.contact(contact).getString("fate") != null);
    }
  }

  /// Of a contact that nobody ever was on the line of it is known when such are ended.
  @Test
  @DisplayName("P2: a call of the PBX is not taken for one that nobody is on the line of")
  void aCallOfThePbxIsNotEndedAsLost() {
    try (Desk ben = leader.desk("ben")) {
      String kept = heard(other, "event=newCall&callId=t4&from=" + HARRIET + "&to=support");
      fate(stored(), "abandoned");
      assertThat(leader.contact(kept).getString("fate")).isNull();
      heard(leader, "event=answer&callId=t4&user=ben");
      ben.of("assigned", kept);
      heard(other, "event=hangup&callId=t4");
      ben.of("wrap_up", kept);
      ben.complete(kept);
      fate(kept, "handled");
      ben.away();
    }
  }

  /// A call that a process took in which is gone.
  private static String stored() {
    var call =
        new InboundContact(
            RunningRapport.CENTRE,
            ChannelKind.PHONE,
            new Sender(List.of(), null, null),
            null,
            "Call from a withheld number",
            null,
            true,
            null,
            "gone",
            "gone",
            null,
            null,
            false,
            List.of(),
            null);
    try (Store store = Store.open(StoreSettings.in(home.resolve("c")).withPostgres(storage()))) {
      var receipt =
          Patience.await(
              new SqlInbox(store, InstantSource.system()).receive(call).toCompletableFuture());
      return ((Receipt.Accepted) receipt).contact();
    }
  }

  /// The same answer wherever it is asked.
  @Test
  void anyGatewaySaysWhereACallBelongs() {
    JsonObject question = new JsonObject().put("from", HARRIET).put("to", "support");
    for (RunningRapport at : List.of(leader, other)) {
      var answer = at.call("POST", "/api/v1/pbx/route").as(PbxPeer.TOKEN).json(question).send();
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(new JsonObject(answer.body()).getString("queue")).isEqualTo("support");
    }
  }
}
