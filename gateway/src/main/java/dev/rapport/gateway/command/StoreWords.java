package dev.rapport.gateway.command;

import dev.rapport.storage.StoreReport;
import java.time.Instant;

/// What a check of a store came to, for people.
final class StoreWords {
  private StoreWords() {}

  static void print(StoreReport report) {
    for (StoreReport.Centre centre : report.centres()) {
      System.out.printf(
          "centre '%s': %,d events%s, %,d contacts, %,d open, state %s%n",
          centre.centre(),
          centre.events(),
          centre.events() == 0 ? "" : " until " + Instant.ofEpochMilli(centre.lastAt()),
          centre.contacts(),
          centre.open(),
          centre.stateHash());
    }
    report.notes().forEach(note -> System.out.println("note: " + note));
    report.damage().forEach(damage -> System.out.println("damaged: " + damage));
    System.out.println(
        report.sound()
            ? "all of it is what was written"
            : report.damage().size() + " places are not what was written");
  }
}
