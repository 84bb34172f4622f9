package dev.rapport.gateway.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.customers.Identifier;
import dev.rapport.customers.Identifier.Kind;
import dev.rapport.customers.sources.Whom;
import dev.rapport.customers.view.Holding;
import dev.rapport.gateway.settings.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileHoldingsTest {
  private static final Whom ANA =
      new Whom("main", "c1", List.of(new Identifier(Kind.EXTERNAL_ID, "crm:17")));

  @TempDir Path folder;

  private FileHoldings source(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return new FileHoldings(new SourceSettings.File("erp", file.toString(), "crm", 60));
  }

  @Test
  void aTableHasTheThingsOfEachCustomerNewestFirst() throws IOException {
    FileHoldings erp =
        source(
            "orders.csv",
            """
            customer,id,title,kind,state,at
            17,a,Boots,order,sent,2026-01-01
            18,b,Hat,order,open,2026-01-02
            17,c,Care plan,entitlement,valid,2026-02-01
            """);
    assertThat(erp.holdings(ANA)).extracting(Holding::title).containsExactly("Care plan", "Boots");
    assertThat(erp.holdings(new Whom("main", "c2", List.of()))).isEmpty();
  }

  @Test
  void aJsonFileIsReadAndReadAgainWhenItWasWrittenSince() throws IOException {
    FileHoldings erp =
        source("o.json", "[{\"customer\": 17, \"id\": \"a\", \"title\": \"Boots\"}]");
    assertThat(erp.holdings(ANA)).extracting(Holding::title).containsExactly("Boots");
    Path file = folder.resolve("o.json");
    Files.writeString(file, "[{\"customer\": 17, \"id\": \"a\", \"title\": \"Shoes\"}]");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    assertThat(erp.holdings(ANA)).extracting(Holding::title).containsExactly("Shoes");
  }

  @Test
  void aFileWithoutSenseIsAFailureWithItsReason() throws IOException {
    assertThatThrownBy(() -> source("x.csv", "id,title\n1,Boots\n").holdings(ANA))
        .hasMessageContaining("a customer is needed");
    assertThatThrownBy(() -> source("x.json", "nonsense").holdings(ANA)).hasMessage("gave no JSON");
    FileHoldings gone = source("gone.csv", "");
    Files.delete(folder.resolve("gone.csv"));
    assertThatThrownBy(() -> gone.holdings(ANA)).hasMessage("cannot be read");
  }
}
