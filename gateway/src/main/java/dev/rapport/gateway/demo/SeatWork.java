package dev.rapport.gateway.demo;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a simulated agent does with what his desk shows him.
///
/// ```
///  offer ──▶ accept ──▶ reply ⇄ customer says more ──▶ finish ──▶ complete
///     └────▶ decline, rarely         (or stays silent)
/// ```
final class SeatWork {
  private static final double SILENCE_SECONDS = 45;
  private static final List<String> BREAKS =
      List.of("coffee", "lunch", "training", "a word with the workshop");

  /// What is answered to what no talk of the demo begins with: somebody real is there.
  private static final DemoTalk ANYBODY =
      new DemoTalk(
          "en",
          "",
          "",
          List.of(
              "Hello, and thank you for writing to Alder & Finch. I am looking into it right now.",
              "I have talked to the workshop: we can do that. Is there anything else?",
              "Then I note it down like that. Thank you, and have a good ride!"),
          List.of("", ""),
          "answered");

  private final Vertx vertx;
  private final List<DemoTalk> talks;
  private final Pace pace;
  private final Random random;
  private final Map<String, Handled> open = new HashMap<>();
  private @Nullable Consumer<JsonObject> desk;
  private boolean onBreak;
  private boolean steppedBack;
  private long commands;
  private long sitting;

  SeatWork(Vertx vertx, List<DemoTalk> talks, Pace pace, long seed) {
    this.vertx = vertx;
    this.talks = talks;
    this.pace = pace;
    this.random = new Random(seed);
  }

  /// One contact at this desk.
  private static final class Handled {
    private final String contact;
    private final DemoTalk talk;
    private final boolean chat;
    private final boolean call;
    private int replies;
    private long turn;

    Handled(String contact, DemoTalk talk, String channel) {
      this.contact = contact;
      this.talk = talk;
      this.chat = channel.equals("chat");
      this.call = channel.equals("phone");
    }
  }

  /// A socket is there; what goes out goes to `desk`.
  void sitDown(Consumer<JsonObject> desk) {
    this.desk = desk;
    sitting++;
    commands = 0;
  }

  /// The socket is gone.
  void leave() {
    desk = null;
    sitting++;
    onBreak = false;
    open.clear();
  }

  void frame(JsonObject frame) {
    switch (frame.getString("type", "")) {
      case "ping" -> send(new JsonObject().put("type", "pong"));
      case "welcome" -> {
        present();
        later(240, 900, this::takeBreak);
      }
      case "snapshot" -> snapshot(frame);
      case "screen_pop" -> popped(frame);
      case "offer" -> offered(frame);
      case "assigned" -> replyTo(frame.getString("contact"));
      case "message" -> message(frame);
      case "wrap_up" -> {
        Handled handled = open.get(frame.getString("contact"));
        if (handled != null) {
          later(2, 8, () -> complete(handled));
        }
      }
      case "ended" -> open.remove(frame.getString("contact"));
      case "offer_ended" -> {
        if (!"accepted".equals(frame.getString("outcome"))) {
          open.remove(frame.getString("contact"));
        }
      }
      default -> {}
    }
  }

  private void snapshot(JsonObject snapshot) {
    for (Object each : snapshot.getJsonArray("contacts", new JsonArray())) {
      JsonObject pop = (JsonObject) each;
      popped(pop);
      JsonObject card = pop.getJsonObject("contact");
      Handled handled = open.get(card.getString("id"));
      if (handled != null && "wrap_up".equals(card.getString("state"))) {
        later(1, 4, () -> complete(handled));
      } else {
        replyTo(card.getString("id"));
      }
    }
    for (Object each : snapshot.getJsonArray("offers", new JsonArray())) {
      offered((JsonObject) each);
    }
  }

  private void popped(JsonObject pop) {
    JsonObject card = pop.getJsonObject("contact");
    String text = "";
    for (Object each : pop.getJsonArray("messages", new JsonArray())) {
      JsonObject message = (JsonObject) each;
      if ("customer".equals(message.getString("author"))) {
        text = text + message.getString("text", "") + "\n";
      }
    }
    String contact = card.getString("id");
    open.put(contact, new Handled(contact, talkAbout(text), card.getString("channel", "")));
  }

  private DemoTalk talkAbout(String text) {
    return talks.stream().filter(t -> text.contains(t.opening())).findFirst().orElse(ANYBODY);
  }

  private void offered(JsonObject offer) {
    String what = random.nextInt(40) == 0 ? "decline" : "accept";
    var body = new JsonObject().put("offer", offer.getValue("offer"));
    later(1, 4, () -> command(what, body));
  }

  private void replyTo(String contact) {
    Handled handled = open.get(contact);
    if (handled == null) {
      return;
    }
    if (handled.call) {
      // Words are said, not written; the call ends when all is said.
      later(15, 45, () -> finish(handled));
      return;
    }
    long turn = ++handled.turn;
    int number = handled.replies++;
    if (number >= handled.talk.replies().size()) {
      later(2, 5, () -> finish(handled));
      return;
    }
    later(
        4,
        11,
        () -> {
          var reply = new JsonObject().put("contact", contact);
          command("reply", reply.put("text", handled.talk.replies().get(number)));
          boolean more = handled.chat && number < handled.talk.more().size();
          double wait = more ? SILENCE_SECONDS : 3;
          later(
              wait,
              wait + 2,
              () -> {
                if (handled.turn == turn) {
                  finish(handled);
                }
              });
        });
  }

  private void message(JsonObject frame) {
    JsonObject message = frame.getJsonObject("message", new JsonObject());
    if ("customer".equals(message.getString("author"))) {
      replyTo(frame.getString("contact"));
    }
  }

  private void finish(Handled handled) {
    if (open.containsKey(handled.contact)) {
      command("finish", new JsonObject().put("contact", handled.contact));
    }
  }

  private void complete(Handled handled) {
    if (open.containsKey(handled.contact)) {
      command(
          "complete",
          new JsonObject()
              .put("contact", handled.contact)
              .put("disposition", handled.talk.disposition()));
    }
  }

  private void takeBreak() {
    onBreak = true;
    present();
    later(
        30,
        120,
        () -> {
          onBreak = false;
          present();
          later(240, 900, this::takeBreak);
        });
  }

  /// Lets somebody real go first, or comes back.
  void stepBack(boolean back) {
    if (steppedBack != back) {
      steppedBack = back;
      present();
    }
  }

  private void present() {
    String reason = BREAKS.get(random.nextInt(BREAKS.size()));
    command(
        "presence",
        onBreak || steppedBack
            ? new JsonObject().put("presence", "away").put("reason", reason)
            : new JsonObject().put("presence", "available"));
  }

  private void command(String type, JsonObject body) {
    send(body.put("type", type).put("id", sitting + "-" + ++commands));
  }

  private void send(JsonObject frame) {
    if (desk != null) {
      desk.accept(frame);
    }
  }

  /// Does it later, unless the socket it was meant for has gone by then.
  private void later(double least, double most, Runnable what) {
    long now = sitting;
    vertx.setTimer(
        pace.millis(random, least, most),
        _ -> {
          if (now == sitting) {
            what.run();
          }
        });
  }
}
