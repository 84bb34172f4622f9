package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The sweep for what is stuck: silent while all is well, and not otherwise.
class WatchdogTest {
  private static Floor floor() {
    return new Floor().agent("ana", "sales").available("ana").call("c", "sales").call("d", "sales");
  }

  @Test
  void findsNothingWhereAllIsWell() {
    Floor floor = floor();
    assertThat(floor.core().stuck(floor.now())).isEmpty();
    assertThat(floor.accepted("c").after(600).core().stuck(floor.now())).isEmpty();
  }

  @Test
  @DisplayName("P18: what is late is said after ten seconds")
  void saysWhatIsLate() {
    Floor floor = floor();
    long expires = floor.offer("c").expiresAt();
    assertThat(floor.core().stuck(expires + 10_000)).isEmpty();
    assertThat(floor.core().stuck(expires + 10_001))
        .singleElement()
        .satisfies(stuck -> {
          assertThat(stuck.what()).isEqualTo(Stuck.What.LATE);
          assertThat(stuck.id()).isEqualTo("c");
          assertThat(stuck.since()).isEqualTo(expires);
        });
  }

  @Test
  @DisplayName("P12: who waits beside room is found, however it came about")
  void saysWhoWaitsBesideRoom() {
    Centre centre = new Centre(Plan.EMPTY, IndexedFinder::new);
    Floor floor = floor();
    for (Event event : floor.events()) {
      if (!(event instanceof Event.Offered)) {
        Changes.apply(centre, event, floor.now());
      }
    }
    assertThat(Watchdog.sweep(centre, floor.now()))
        .extracting(Stuck::what)
        .containsExactly(Stuck.What.WAITS_BESIDE_ROOM);
  }

  @Test
  void saysWhatNothingWillEnd() {
    Centre centre = new Centre(Plan.EMPTY, IndexedFinder::new);
    Floor floor = floor();
    for (Event event : floor.events()) {
      Changes.apply(centre, event, floor.now());
    }
    centre.timers.remove(centre.contact(new ContactId("c")));
    assertThat(Watchdog.sweep(centre, floor.now()))
        .extracting(Stuck::what)
        .containsExactly(Stuck.What.ENDLESS);
  }
}
