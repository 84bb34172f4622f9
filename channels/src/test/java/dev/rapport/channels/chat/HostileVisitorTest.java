package dev.rapport.channels.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Message;
import dev.rapport.channels.Wait;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NullUnmarked
class HostileVisitorTest {

  private static final JsonObject NOBODY = new JsonObject();

  /// Short times, so that a test waits for the event and not for the clock.
  private static final ChatSettings QUICK =
      new ChatSettings(
          Duration.ofMillis(50),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofMillis(50),
          5,
          4,
          2,
          64 * 1024,
          3,
          Set.of("https://shop.example"));

  /// Few sockets, and all the time in the world.
  private static final ChatSettings NARROW =
      new ChatSettings(
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofMinutes(2),
          Duration.ofSeconds(10),
          5,
          4,
          2,
          64 * 1024,
          3,
          Set.of("https://shop.example"));

  private ChatServer server = new ChatServer(ChatSettings.defaults());

  @AfterEach
  void close() {
    server.close();
  }

  private void with(ChatSettings settings) {
    server.close();
    server = new ChatServer(settings);
  }

  private Visitor welcomed() {
    Visitor visitor = server.visit().hello(NOBODY);
    visitor.next("welcome");
    return visitor;
  }

  @Test
  void aFrameOfTwoMegabytesClosesWith1009() {
    Visitor visitor = welcomed();
    visitor.socket.writeFrame(WebSocketFrame.textFrame("x".repeat(2 * 1024 * 1024), true));
    assertThat(visitor.closeCode()).isEqualTo(1009);
    assertThat(welcomed().say("m", "still here").next("ack").getLong("seq")).isEqualTo(1);
  }

  @Test
  void aMessageOfManySmallFramesIsBoundedToo() {
    Visitor visitor = welcomed();
    visitor.socket.writeFrame(WebSocketFrame.textFrame("x".repeat(30_000), false));
    visitor.socket.writeFrame(
        WebSocketFrame.continuationFrame(Buffer.buffer("y".repeat(30_000)), false));
    visitor.socket.writeFrame(
        WebSocketFrame.continuationFrame(Buffer.buffer("z".repeat(30_000)), true));
    assertThat(visitor.closeCode()).isEqualTo(1009);
  }

  @Test
  void aMessageInSeveralFramesIsOneMessage() {
    Visitor visitor = welcomed();
    visitor.socket.writeFrame(WebSocketFrame.textFrame("{\"type\":\"say\",\"id\":\"1\",", false));
    visitor.socket.writeFrame(
        WebSocketFrame.continuationFrame(Buffer.buffer("\"text\":\"Grüße\"}"), true));
    visitor.next("ack");
    assertThat(server.store.received().getFirst().text()).isEqualTo("Grüße");
  }

  @Test
  void invalidUtf8ClosesWith1007() {
    Visitor visitor = welcomed();
    Buffer bytes =
        Buffer.buffer("{\"type\":\"say\",\"id\":\"1\",\"text\":\"").appendByte((byte) 0xff);
    visitor.socket.writeFrame(WebSocketFrame.textFrame("", false));
    visitor.socket.writeFrame(WebSocketFrame.continuationFrame(bytes.appendString("\"}"), true));
    assertThat(visitor.closeCode()).isEqualTo(1007);
  }

  @Test
  void aBinaryFrameClosesWith1003() {
    Visitor visitor = welcomed();
    visitor.socket.writeBinaryMessage(Buffer.buffer("{}"));
    assertThat(visitor.closeCode()).isEqualTo(1003);
  }

  @Test
  void malformedFramesAreAnsweredAndTheTwentiethCloses() {
    Visitor visitor = welcomed();
    String[] wrong = {
      "",
      "[]",
      "{",
      "{\"type\":\"say\"}",
      "{\"type\":\"say\",\"id\":\"1\",\"text\":\"\"}",
      "{\"type\":\"say\",\"id\":1,\"text\":\"x\"}",
      "{\"type\":\"person\",\"extra\":1}",
      "{\"type\":\"hello\"}",
      "{\"type\":\"say\",\"id\":\"1\",\"text\":\"x\",\"person\":1}",
      "null"
    };
    for (int i = 0; i < 20; i++) {
      visitor.socket.writeTextMessage(wrong[i % wrong.length]);
      assertThat(visitor.next("nack").getString("code")).isEqualTo("malformed");
    }
    assertThat(visitor.closeCode()).isEqualTo(1008);
    assertThat(server.store.received()).isEmpty();
  }

  @Test
  void aTextBeyondItsLimitIsTooLongAndNothingIsStored() {
    JsonObject nack = welcomed().say("m1", "x".repeat(8_001)).next("nack");
    assertThat(nack.getString("code")).isEqualTo("too_long");
    assertThat(nack.getString("id")).isEqualTo("m1");
    assertThat(server.store.received()).isEmpty();
  }

  @Test
  void nothingIsTakenBeforeHello() {
    Visitor visitor = server.visit().say("m1", "Hello");
    assertThat(visitor.next("nack").getString("code")).isEqualTo("malformed");
    assertThat(server.store.received()).isEmpty();
  }

  @Test
  void aSocketThatSaysNothingIsClosed() {
    with(QUICK);
    assertThat(server.visit().closeCode()).isEqualTo(1008);
  }

  @Test
  @DisplayName("P6: a link that went dead is noticed, and its visitor counts as away")
  void aSilentSocketIsClosed() {
    with(QUICK);
    Visitor visitor = welcomed();
    visitor.say("m1", "Hello").next("ack");
    assertThat(visitor.closeCode()).isEqualTo(1001);
    assertThat(server.heardNext()).isEqualTo("here k1");
    assertThat(server.heardNext()).isEqualTo("away k1");
  }

  @Test
  void tooManySocketsOfOneAddressAreTurnedAway() {
    with(NARROW);
    for (int i = 0; i < 4; i++) {
      server.visit();
    }
    assertThatThrownBy(server::visit)
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class, e -> assertThat(e.getStatus()).isEqualTo(429));
  }

  private int statusFor(String origin) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setPort(server.port)
            .setHost("localhost")
            .setURI("/api/v1/chat")
            .addHeader("Origin", origin);
    try {
      Wait.until(server.vertx.createWebSocketClient().connect(options));
      return 101;
    } catch (UpgradeRejectedException e) {
      return e.getStatus();
    }
  }

  @Test
  void onlyOwnAndAllowedPagesMayOpenAChat() {
    with(NARROW);
    assertThat(statusFor("http://localhost:" + server.port)).isEqualTo(101);
    assertThat(statusFor("https://shop.example")).isEqualTo(101);
    assertThat(statusFor("https://evil.example")).isEqualTo(403);
    assertThat(statusFor("null")).isEqualTo(403);
  }

  @Test
  @DisplayName("P25: a stalled socket holds up nobody, and misses nothing when it reads on")
  void aStalledSocketHoldsUpNobody() {
    Visitor visitor = server.visit().hello(NOBODY);
    JsonObject welcome = visitor.next("welcome");
    String conversation = visitor.say("m1", "Hello").next("ack").getString("conversation");
    visitor.socket.pause();
    Visitor other =
        server
            .visit()
            .hello(
                new JsonObject()
                    .put("token", welcome.getString("token"))
                    .put("conversation", conversation)
                    .put("after", 1));
    other.next("welcome");
    for (int i = 2; i <= 1_500; i++) {
      Message message =
          server.store.add(
              conversation, ChannelKind.CHAT, Message.Author.AGENT, i + "x".repeat(4_000));
      server.sockets.deliver(message);
    }
    for (long i = 2; i <= 1_500; i++) {
      assertThat(other.next("message").getJsonObject("message").getLong("seq")).isEqualTo(i);
    }
    visitor.socket.resume();
    for (long i = 2; i <= 1_500; i++) {
      assertThat(visitor.next("message").getJsonObject("message").getLong("seq")).isEqualTo(i);
    }
  }
}
