package dev.rapport.customers.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rapport.customers.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppraisalTest {
  private static final long DAY = 86_400_000L;

  private static Worth worth(String currency, CostToServe cost) {
    PurchaseLedger ledger = null;
    for (int i = 0; i < 4; i++) {
      var bought =
          new Purchase(
              new Purchase.Key("c", "shop", "p" + i),
              DAY * 30 * i,
              new Money(90_000, currency),
              30_000L,
              "a lamp");
      ledger = PurchaseLedger.add(ledger, bought, 0);
    }
    return new Appraisal(ValueModels.starting(currency), Appraisal.Assumptions.USUAL)
        .of(ledger, new Appraisal.Knowledge(cost, null, false), 120 * DAY);
  }

  private static CostToServe tenMinutes(String currency) {
    return CostToServe.none(currency)
        .plus("phone", 600_000, false, CostToServe.Rates.of(currency, 90, 50));
  }

  @Test
  void amountsInWordsHaveTheDigitsOfTheirCurrency() {
    List<String> yen = worth("JPY", tenMinutes("JPY")).drivers();
    assertTrue(yen.stream().anyMatch(d -> d.endsWith("cost 900 JPY")), yen.toString());
    assertTrue(yen.stream().anyMatch(d -> d.contains(" JPY a time")), yen.toString());
    List<String> euro = worth("EUR", tenMinutes("EUR")).drivers();
    assertTrue(euro.stream().anyMatch(d -> d.endsWith("cost 9.00 EUR")), euro.toString());
  }

  @Test
  void costInAnotherCurrencyIsSaidAndNotSubtracted() {
    Worth same = worth("EUR", tenMinutes("EUR"));
    Worth other = worth("EUR", tenMinutes("GBP"));
    assertEquals(120_000 - 900, same.actual());
    assertEquals(120_000, other.actual());
    assertTrue(
        other.drivers().stream().anyMatch(d -> d.endsWith("cost 9.00 GBP")),
        other.drivers().toString());
  }
}
