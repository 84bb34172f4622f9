package dev.rapport.customers.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rapport.customers.value.Segmentation.Buyer;
import dev.rapport.customers.value.Segmentation.Prospect;
import dev.rapport.customers.value.Segmentation.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SegmentationTest {
  private static final long DAY = 86_400_000L;
  private static final long NOW = 1_000 * DAY;

  private static Buyer buyer(String name, long firstDay, long lastDay, int repeats, long each) {
    long spent = each * (repeats + 1);
    var sums = new PurchaseLedger.Sums(spent, each, spent / 3, spent);
    return new Buyer(
        name, new PurchaseLedger("EUR", firstDay * DAY, lastDay * DAY, repeats, repeats + 1, sums));
  }

  private static List<Buyer> centre() {
    List<Buyer> buyers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      buyers.add(buyer("large" + i, 100, 990, 40, 50_000 + 100 * i));
    }
    for (int i = 0; i < 60; i++) {
      buyers.add(buyer("middle" + i, 100, 980, 8, 10_000 + 10 * i));
    }
    for (int i = 0; i < 200; i++) {
      buyers.add(buyer("small" + i, 100, 110, 1, 1_000 + i));
    }
    buyers.add(buyer("eager", 880, 998, 5, 1_500));
    buyers.add(buyer("new", 950, 950, 0, 2_000));
    return buyers;
  }

  private final Segmentation segmentation =
      new Segmentation(centre(), ValueModels.starting("EUR"), NOW);

  private Segment of(String customer) {
    return Objects.requireNonNull(segmentation.of(customer));
  }

  @Test
  void customersStandWhereTheySpendAndHowTheyBuy() {
    assertEquals("large, strong, regular", of("large3").words());
    assertEquals(Segment.Revenue.SMALL, of("small7").revenue());
    assertEquals(Segment.Behaviour.LOST, of("small7").behaviour());
    assertEquals(Segment.Behaviour.NEW, of("new").behaviour());
    assertEquals(Segment.Behaviour.REGULAR, of("eager").behaviour());
    assertNull(segmentation.of("nobody"));
  }

  @Test
  void everybodyIsInOneSegmentAndEachSaysHowFirmItIs() {
    List<Share> shares = segmentation.shares();
    assertEquals(282, shares.stream().mapToInt(Share::customers).sum());
    assertEquals(Segment.Revenue.LARGE, shares.getFirst().segment().revenue());
    for (Share share : shares) {
      assertTrue(share.stability() >= 0 && share.stability() <= 1, share.toString());
    }
    assertTrue(shares.getFirst().stability() > 0.5, shares.getFirst().toString());
  }

  @Test
  void aSmallCustomerWhoBuysEverMoreIsNamedAndThoseWhoLeftAreNot() {
    List<Prospect> growing = segmentation.growing();
    assertEquals("eager", growing.getFirst().customer());
    assertTrue(growing.size() <= Math.ceil(202 * 0.10), growing.size() + " named");
    assertTrue(
        growing.stream().noneMatch(p -> p.customer().startsWith("large")), growing.toString());
  }

  @Test
  void aPersonOfSeveralRecordsIsOneCustomerAndIsFoundByEach() {
    List<Buyer> buyers = new ArrayList<>(centre());
    PurchaseLedger both = buyer("x", 100, 990, 40, 60_000).ledger();
    buyers.add(new Buyer(List.of("phone", "shop"), both));
    var divided = new Segmentation(buyers, ValueModels.starting("EUR"), NOW);
    assertEquals(283, divided.shares().stream().mapToInt(Share::customers).sum());
    assertEquals(divided.of("phone"), divided.of("shop"));
    assertEquals("large, strong, regular", Objects.requireNonNull(divided.of("shop")).words());
  }

  @Test
  void nobodyIsDividedIntoNothing() {
    var none = new Segmentation(List.of(), ValueModels.starting("EUR"), NOW);
    assertEquals(List.of(), none.shares());
    assertEquals(List.of(), none.growing());
  }
}
