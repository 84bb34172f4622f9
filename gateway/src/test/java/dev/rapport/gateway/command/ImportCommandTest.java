package dev.rapport.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.customers.CustomerDraft;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// The command line as an operator types it. It prints to the process's own output, which each test
/// borrows.
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
final class ImportCommandTest {
  private static final String ANA = CustomerDraft.customerId("main", "crm", "17");

  @TempDir Path folder;

  /// What a command said, and its exit code.
  private record Said(int code, String text) {}

  @BeforeEach
  void customers() throws IOException {
    assertThat(
            rapport("import", "customers", file("c.csv", "id,name,email\n17,Ana,ana@x.example\n")))
        .satisfies(said -> assertThat(said.code()).as(said.text()).isZero());
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private Said rapport(String... words) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var heard = new ByteArrayOutputStream();
    var ear = new PrintStream(heard, true, StandardCharsets.UTF_8);
    System.setOut(ear);
    System.setErr(ear);
    try {
      int code =
          RapportCommand.run(
              Stream.concat(
                      Stream.of(words), Stream.of("--data", folder.resolve("data").toString()))
                  .toArray(String[]::new));
      return new Said(code, heard.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private JsonObject exported() {
    Said said = rapport("export", "customer", ANA);
    assertThat(said.code()).as(said.text()).isZero();
    return new JsonObject(said.text().substring(said.text().indexOf('{')));
  }

  @Test
  void transactionsAreAddedOnceHoweverOftenTheFileIsImported() throws IOException {
    String sales =
        file(
            "s.csv",
            """
            customer,id,at,amount,margin,currency,what
            17,1,2026-01-02,10.00,4.00,EUR,Boots
            17,2,2026-03-02T10:00:00Z,5.50,,EUR,Socks
            99,3,2026-03-02,5.50,,EUR,of nobody we know
            """);
    assertThat(rapport("import", "transactions", sales))
        .isEqualTo(
            new Said(
                0,
                """
                3 read: 2 added, 1 known already or of unknown customers, 0 rejected
                """));
    assertThat(rapport("import", "transactions", sales).text())
        .isEqualTo("3 read: 0 added, 3 known already or of unknown customers, 0 rejected\n");
    String more = Files.readString(Path.of(sales)) + "17,4,2026-04-01,1.00,,EUR,Laces\n";
    assertThat(rapport("import", "transactions", file("s.csv", more)).text())
        .as("what a broken-off run left out is added, the rest is known")
        .startsWith("4 read: 1 added");
    List<String> bought = timeline("purchase");
    assertThat(bought).containsExactly("1.00 EUR Laces", "5.50 EUR Socks", "10.00 EUR Boots");
  }

  private List<String> timeline(String kind) {
    JsonArray entries = exported().getJsonArray("timeline");
    return entries.stream()
        .map(JsonObject.class::cast)
        .filter(entry -> kind.equals(entry.getString("kind")))
        .map(entry -> entry.getString("text"))
        .toList();
  }

  @Test
  void aRowThatCannotBeReadIsRejectedWithItsLineAndTheOthersAreKept() throws IOException {
    String sales =
        file(
            "s.csv",
            """
            customer,id,at,amount,currency
            17,1,2026-01-02,ten,EUR
            17,2,yesterday,1.00,EUR
            17,,2026-01-02,1.00,EUR
            17,4,2026-01-02,1.00,EURO
            17,5,2026-01-02,99999999999999999999,EUR
            17,6,2026-01-02,1.00,EUR
            """);
    Said said = rapport("import", "transactions", sales);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text())
        .contains("rejected: line 2:", "line 3:", "line 4:", "line 5:", "line 6:")
        .doesNotContain("line 7:")
        .endsWith("6 read: 1 added, 0 known already or of unknown customers, 5 rejected\n");
  }

  @Test
  void aFileThatIsNoTableOrNotThereIsSaidToBe() throws IOException {
    assertThat(rapport("import", "transactions", folder.resolve("none.csv").toString()).code())
        .isEqualTo(1);
    Said open = rapport("import", "preferences", file("p.csv", "customer,topic,wish\n17,\"tone"));
    assertThat(open.code()).isEqualTo(1);
    assertThat(open.text()).contains("rejected");
  }

  @Test
  void preferencesAreTaughtOnceAndReadBackByTheExport() throws IOException {
    String wishes =
        file(
            "p.csv",
            """
            customer,topic,wish,avoid,source,until
            17,time,call after 17:00,false,told,
            17,tone,no jokes,true,observed,2030-01-01
            17,tone,no jokes,true,dreamt,
            """);
    Said said = rapport("import", "preferences", wishes);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text()).contains("line 4:").contains("3 read: 2 added");
    assertThat(rapport("import", "preferences", wishes).text()).contains("0 added");
    JsonObject details = exported().getJsonObject("relationship").getJsonObject("details");
    assertThat(
            details.getJsonArray("preferences").stream()
                .map(p -> ((JsonObject) p).getString("wish")))
        .containsExactlyInAnyOrder("call after 17:00", "no jokes");
  }

  @Test
  void whatWasSaidInAnEarlierSystemStandsInTheTimeline() throws IOException {
    String helpdesk =
        file(
            "h.csv",
            """
            customer,id,at,channel,text,direction,by
            17,1,2026-02-02T10:00:00Z,phone,Where is my parcel?,in,
            17,2,2026-02-02T10:05:00Z,phone,At the depot; tomorrow.,out,Ivo
            17,3,2026-02-02,fax,,in,
            17,4,2026-02-02,phone,Sideways,sideways,
            99,5,2026-02-02,phone,of nobody we know,in,
            """);
    Said said = rapport("import", "contacts", helpdesk);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text())
        .contains("line 4: nothing was said", "line 5:")
        .endsWith("5 read: 2 added, 1 known already or of unknown customers, 2 rejected\n");
    assertThat(rapport("import", "contacts", helpdesk).text()).contains("0 added");
    assertThat(timeline("earlier"))
        .containsExactly("At the depot; tomorrow.", "Where is my parcel?");
  }

  @Test
  void nobodyIsExportedWhoIsNotThere() {
    Said said = rapport("export", "customer", "nobody");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text()).contains("there is no customer nobody");
  }
}
