package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The relationship through the interfaces that agents, supervisors and customers use.
final class RelationshipTest {
  @TempDir private static Path data;
  private static RunningRapport rapport;
  private static String priya;
  private static String harriet;
  private static String contact;

  @BeforeAll
  static void aContactOfBenWithPriya() {
    rapport = RunningRapport.start(data);
    priya = customer("priya.raman@example.net");
    harriet = customer("harriet.boone@example.org");
    try (Desk ben = rapport.desk("ben")) {
      contact =
          rapport
              .form(
                  new JsonObject()
                      .put("message", "Goods")
                      .put("email", "priya.raman@example.net")
                      .put("person", true))
              .getString("contact");
      ben.accept(contact);
      ben.complete(contact);
    }
  }

  @AfterAll
  static void stop() {
    rapport.close();
  }

  private static String customer(String email) {
    return rapport
        .get("sofia", "/api/v1/customers?email=" + email)
        .getJsonArray("customers")
        .getJsonObject(0)
        .getString("id");
  }

  private static HttpResponse<String> post(String who, String path, JsonObject body) {
    Call call = rapport.call("POST", path).json(body);
    return (who.isEmpty() ? call : call.as(rapport.token(who))).send();
  }

  private static List<String> wishes(JsonArray preferences) {
    return preferences.stream().map(p -> ((JsonObject) p).getString("wish")).toList();
  }

  @Test
  @DisplayName(
      "P38: no words of the relationship leak to an agent before it is proven who is there")
  void theWordsStayClosedUntilTheAgentMadeSure() {
    String of = "/api/v1/customers/" + harriet;
    JsonObject wish = new JsonObject().put("topic", "tone").put("wish", "never mention Paris");
    assertThat(post("sofia", of + "/preferences", wish).statusCode()).isEqualTo(201);
    JsonObject answer = new JsonObject().put("question", "Frame size?").put("answer", "56 cm");
    assertThat(post("sofia", of + "/answers", answer).statusCode()).isEqualTo(201);
    for (String path : List.of("/preferences", "/promises", "/memberships", "/timeline")) {
      for (String in : List.of("", "?contact=" + contact)) {
        String text = rapport.get("ben", of + path + in).encode();
        assertThat(text).as(path + in).doesNotContain("Paris", "56 cm", "example.org");
      }
    }
    JsonObject view = rapport.get("ben", of + "/view?contact=" + contact);
    assertThat(view.encode()).doesNotContain("56 cm", "example.org");
    assertThat(view.getJsonObject("tiles").fieldNames())
        .doesNotContain("details", "timeline", "holdings");
    JsonObject question = new JsonObject().put("question", "frame size");
    JsonObject asked = new JsonObject(post("ben", of + "/questions", question).body());
    assertThat(asked.getBoolean("answered")).isTrue();
    assertThat(asked.getValue("known")).isNull();
    assertThat(rapport.get("sofia", of + "/preferences").encode()).contains("Paris");
  }

  @Test
  void anAgentWhoMadeSureReadsThem() {
    String of = "/api/v1/customers/" + priya;
    JsonObject wish = new JsonObject().put("topic", "tone").put("wish", "be brief");
    assertThat(post("ben", of + "/preferences", wish).statusCode()).isEqualTo(201);
    assertThat(rapport.get("ben", of + "/preferences?contact=" + contact).getBoolean("closed"))
        .isTrue();
    assertThat(post("ben", of + "/access?contact=" + contact, new JsonObject()).statusCode())
        .isEqualTo(409);
    JsonObject sure = new JsonObject().put("customer", priya).put("how", "named the last order");
    assertThat(post("ben", "/api/v1/contacts/" + contact + "/identity", sure).statusCode())
        .isEqualTo(204);
    JsonObject read = rapport.get("ben", of + "/preferences?contact=" + contact);
    assertThat(read.getBoolean("closed")).isFalse();
    assertThat(wishes(read.getJsonArray("preferences"))).contains("be brief");
    assertThat(post("ben", of + "/access?contact=" + contact, new JsonObject()).statusCode())
        .isEqualTo(201);
  }

  @Test
  void aCustomerReadsAndCorrectsHisOwnWithAKeyAndNothingWithout() {
    String of = "/api/v1/customers/" + harriet;
    post(
        "sofia", of + "/preferences", new JsonObject().put("topic", "time").put("wish", "at noon"));
    String key =
        new JsonObject(post("sofia", of + "/access", new JsonObject()).body()).getString("key");
    String mine = "/api/v1/my/preferences?key=" + key;
    JsonArray own =
        new JsonObject(rapport.call("GET", mine).send().body()).getJsonArray("preferences");
    assertThat(wishes(own)).contains("at noon");
    String noon =
        own.stream()
            .map(JsonObject.class::cast)
            .filter(p -> p.getString("wish").equals("at noon"))
            .findFirst()
            .orElseThrow()
            .getString("id");
    JsonObject better =
        new JsonObject().put("topic", "time").put("wish", "in the evening").put("instead", noon);
    HttpResponse<String> corrected = post("", mine, better);
    assertThat(corrected.statusCode()).as(corrected.body()).isEqualTo(201);
    JsonArray now = rapport.get("sofia", of + "/preferences").getJsonArray("preferences");
    assertThat(wishes(now)).contains("in the evening").doesNotContain("at noon");
    String said = new JsonObject(corrected.body()).getString("id");
    String path = "/api/v1/my/preferences/";
    assertThat(rapport.call("DELETE", path + said + "?key=" + key + "x").send().statusCode())
        .isEqualTo(404);
    assertThat(rapport.call("DELETE", path + said + "?key=" + key).send().statusCode())
        .isEqualTo(204);
    assertThat(rapport.call("GET", "/api/v1/my/preferences").send().statusCode()).isEqualTo(404);
  }

  @Test
  void aCallerIsFoundByWhatWasHeard() {
    JsonObject heard =
        new JsonObject().put("name", new JsonArray().add("harriet boon").add("harry at boone"));
    JsonArray found =
        new JsonObject(post("ben", "/api/v1/customer-search/heard", heard).body())
            .getJsonArray("customers");
    assertThat(found.getJsonObject(0).getString("id")).isEqualTo(harriet);
    assertThat(found.getJsonObject(0).getString("why")).contains("last name");
    for (JsonObject wrong :
        List.of(
            new JsonObject(),
            new JsonObject().put("name", "harriet"),
            new JsonObject().put("name", new JsonArray().add(7)),
            new JsonObject().put("name", new JsonArray().add("a")).put("limit", 0))) {
      assertThat(post("ben", "/api/v1/customer-search/heard", wrong).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void whoeverIsWrittenDownIsRecognisedAndHeardAtOnce() {
    JsonObject walkIn =
        new JsonObject()
            .put("number", "walk-in 7")
            .put("name", "Ottilie Vandenberg")
            .put("birthDate", "1961-02-17")
            .put("emails", new JsonArray().add("ottilie@example.com"));
    HttpResponse<String> kept = post("ben", "/api/v1/customers", walkIn);
    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
    String id = new JsonObject(kept.body()).getString("id");
    assertThat(customer("ottilie@example.com")).isEqualTo(id);
    JsonObject heard =
        new JsonObject()
            .put("name", new JsonArray().add("odd a lee van den burg").add("ottily vandenburg"))
            .put("birthDate", new JsonArray().add("17th of February 1961"));
    JsonObject answer = new JsonObject(post("ben", "/api/v1/customer-search/heard", heard).body());
    assertThat(answer.getBoolean("complete")).isTrue();
    assertThat(answer.getJsonArray("customers").getJsonObject(0).getString("id")).isEqualTo(id);
    assertThat(post("ben", "/api/v1/customers", walkIn.put("note", "rides a tandem")).statusCode())
        .isEqualTo(200);
    assertThat(
            rapport
                .get("ben", "/api/v1/customer-search?name=Otilie+Vandenburg&birthDate=1961-02-17")
                .getJsonArray("customers")
                .getJsonObject(0)
                .getString("id"))
        .isEqualTo(id);
    for (JsonObject wrong :
        List.of(
            new JsonObject(),
            new JsonObject().put("name", ""),
            new JsonObject().put("name", "O").put("phones", new JsonArray().add("no number")),
            new JsonObject().put("name", "O").put("attributes", new JsonArray()),
            new JsonObject().put("name", "O").put("band", "gold"))) {
      assertThat(post("ben", "/api/v1/customers", wrong).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void aBulkLinkSaysWhatBecameOfEachPairAndManyAreTakenBackAtOnce() {
    JsonObject preview = rapport.get("sofia", "/api/v1/link-preview?bits=3");
    assertThat(preview.getValue("pairs")).isInstanceOf(JsonArray.class);
    JsonObject pair = new JsonObject().put("customer", priya).put("other", harriet);
    JsonObject body =
        new JsonObject().put("why", "a test").put("pairs", new JsonArray().add(pair).add(pair));
    JsonArray results =
        new JsonObject(post("sofia", "/api/v1/links", body).body()).getJsonArray("results");
    String link = results.getJsonObject(0).getString("link");
    assertThat(link).isNotNull();
    assertThat(results.getJsonObject(1).getString("refused")).isEqualTo("they are one already");
    assertThat(post("ben", "/api/v1/links", body).statusCode()).isEqualTo(403);
    JsonObject back = new JsonObject().put("links", new JsonArray().add(link).add("none"));
    assertThat(post("ben", "/api/v1/links/taken-back", back).statusCode()).isEqualTo(403);
    JsonArray taken =
        new JsonObject(post("sofia", "/api/v1/links/taken-back", back).body())
            .getJsonArray("results");
    assertThat(taken.getJsonObject(0).getBoolean("closed")).isTrue();
    assertThat(taken.getJsonObject(1).getBoolean("closed")).isFalse();
    assertThat(
            rapport
                .get("sofia", "/api/v1/customers/" + priya + "/links")
                .getJsonArray("records")
                .stream())
        .containsExactly(priya);
  }
}
