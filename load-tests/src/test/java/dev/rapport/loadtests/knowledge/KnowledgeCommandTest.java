package dev.rapport.loadtests.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KnowledgeCommandTest {

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Path med = Files.createDirectories(folder.resolve("med"));
    Files.writeString(
        med.resolve("docs.tsv"),
        """
        d1\tRefunds\tMoney comes back within five days.
        d2\tDelivery\tA parcel takes two days.
        d3\tPasswords\tA forgotten password is set anew by mail.
        """);
    Files.writeString(med.resolve("queries.tsv"), "q1\trefund of money\nq2\tforgotten parcel\n");
    Files.writeString(med.resolve("qrels.tsv"), "q1\td1\t1\nq2\td2\t1\nq2\td3\t0\n");
    Path blns = Files.createDirectories(folder.resolve("blns"));
    Files.writeString(blns.resolve("blns.txt"), "# comment\nundefined\n\n<script>\n");
  }

  private JsonArray figures(String... arguments) throws IOException {
    Path json = folder.resolve("figures.json");
    var all = new String[arguments.length + 4];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = folder.toString();
    all[arguments.length + 2] = "--json";
    all[arguments.length + 3] = json.toString();
    assertThat(new CommandLine(new KnowledgeCommand()).execute(all)).isZero();
    return new JsonArray(Files.readString(json));
  }

  private static Map<String, JsonObject> byMeasure(JsonArray figures) {
    var byMeasure = new TreeMap<String, JsonObject>();
    figures.forEach(
        one -> byMeasure.put(((JsonObject) one).getString("measure"), (JsonObject) one));
    return byMeasure;
  }

  @Test
  void printsAListOfFiguresBesideWhatWasPublishedAndWanted() throws IOException {
    JsonArray figures = figures("--only", "med");
    for (Object one : figures) {
      var figure = (JsonObject) one;
      assertThat(figure.fieldNames())
          .containsExactly("set", "measure", "ours", "published", "goal", "reached");
      Double goal = figure.getDouble("goal");
      Boolean reached = goal == null ? null : Boolean.valueOf(figure.getDouble("ours") >= goal);
      assertThat(figure.getBoolean("reached")).isEqualTo(reached);
    }
    Map<String, JsonObject> byMeasure = byMeasure(figures);
    assertThat(byMeasure.keySet())
        .containsExactly("MAP BM25", "MAP fused", "MAP fused by rank", "MAP semantic");
    assertThat(byMeasure.get("MAP fused").getDouble("goal")).isEqualTo(0.55);
    assertThat(byMeasure.get("MAP BM25").getString("published")).isEqualTo("plain Lucene .526");
    // One question has its article first; of the other, two articles have a word each.
    assertThat(byMeasure.get("MAP BM25").getDouble("ours")).isBetween(0.75, 1.0);
  }

  @Test
  void fuzzedQuestionsNeitherErrNorLeak() throws IOException {
    var fuzz = new FuzzRun(300, 400, folder.resolve("blns/blns.txt"));
    var list = new JsonArray();
    fuzz.figures(folder.resolve("scratch")).forEach(figure -> list.add(figure.json()));
    Map<String, JsonObject> byMeasure = byMeasure(list);
    assertThat(byMeasure.get("errors of 400 queries").getDouble("ours")).isZero();
    JsonObject leaks = byMeasure.get("answers outside the permission filter");
    assertThat(leaks.getDouble("ours")).isZero();
    assertThat(leaks.getBoolean("reached")).isTrue();
    assertThat(byMeasure.get("slowest answer, ms").getDouble("goal")).isEqualTo(200);
  }

  @Test
  void whatIsLessIsBetterWhereThatIsSaid() {
    var wanted = new Figure("set", "error", 0.02, null, 0.03, true);
    assertThat(wanted.json().getBoolean("reached")).isTrue();
    var missed = new Figure("set", "error", 0.031, null, 0.03, true);
    assertThat(missed.json().getBoolean("reached")).isFalse();
    assertThat(missed.json().getDouble("ours")).isCloseTo(0.031, within(1e-9));
  }

  @Test
  void aFolderWithoutSetsGivesAnEmptyList() throws IOException {
    assertThat(figures("--only", "cranfield")).isEmpty();
  }
}
