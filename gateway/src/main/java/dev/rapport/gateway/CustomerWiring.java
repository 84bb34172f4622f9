package dev.rapport.gateway;

import dev.rapport.customers.Identifiers;
import dev.rapport.customers.ValueScale;
import dev.rapport.gateway.desk.DeskHub;
import dev.rapport.gateway.flow.CustomerBook;
import dev.rapport.gateway.flow.CustomerFinder;
import dev.rapport.gateway.flow.CustomerRegister;
import dev.rapport.gateway.flow.PromiseWatch;
import dev.rapport.storage.SqlCustomerDirectory;
import dev.rapport.storage.SqlLearning;
import dev.rapport.storage.SqlLinks;
import dev.rapport.storage.SqlPictures;
import dev.rapport.storage.SqlProfiles;
import dev.rapport.storage.SqlPurchases;
import io.vertx.core.Handler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is known of customers, and what goes on in the background about them.
final class CustomerWiring {
  private static final Logger LOG = LoggerFactory.getLogger(CustomerWiring.class);
  private static final long PROMISES_EVERY_MS = 10_000;

  /// The first contacts after a start need the processors more.
  private static final long FIRST_FIT_MS = 30_000;

  private static final long REFIT_EVERY_MS = 6 * 3_600_000L;

  private final Wiring made;
  private @Nullable PromiseWatch watch;

  CustomerWiring(Wiring made) {
    this.made = made;
  }

  CustomerBook book(ValueScale scale) {
    return new CustomerBook(
        made.centre,
        new CustomerBook.Stores(
            new SqlLinks(made.store),
            new SqlLearning(made.store),
            new SqlPurchases(made.store),
            new SqlPictures(made.store, made.settings.value().rates())),
        scale,
        made.clock);
  }

  CustomerFinder finder(CustomerBook book) {
    return new CustomerFinder(
        made.centre,
        new SqlProfiles(made.store),
        new SqlCustomerDirectory(made.store),
        book.stores().links());
  }

  CustomerRegister register() {
    return new CustomerRegister(
        made.centre,
        new Identifiers(made.settings.centre().region()),
        new SqlCustomerDirectory(made.store),
        made.finder,
        made.clock);
  }

  /// Value models follow what was bought, sources are asked, and whoever owes something hears of it
  /// before it is late.
  void tend(CustomerBook book, DeskHub desks) {
    Runnable fit = () -> Thread.ofPlatform().name("value-models").daemon().start(() -> fit(book));
    made.vertx.setPeriodic(FIRST_FIT_MS, REFIT_EVERY_MS, _ -> fit.run());
    book.ask(SourceWiring.sources(made.settings.sources(), made.clock, made::customerChanged));
    watch = new PromiseWatch(made.centre, book.stores().learning(), desks::promised);
  }

  /// What happens every so often until the process stops.
  interface Repeat {
    void every(long millis, Handler<Long> action);
  }

  /// @param repeat ends before those go who do the work
  void repeat(Repeat repeat) {
    PromiseWatch looking = Objects.requireNonNull(watch, "after what is tended");
    repeat.every(PROMISES_EVERY_MS, _ -> look(looking));
  }

  private static void fit(CustomerBook book) {
    try {
      book.refit();
    } catch (RuntimeException e) {
      LOG.warn("the value models stay as they are: {}", e.toString());
    }
  }

  private void look(PromiseWatch watch) {
    made.readers
        .executeBlocking(() -> {
          watch.look(made.clock.millis());
          return true;
        })
        .onFailure(e -> LOG.warn("promises were not looked at: {}", e.toString()));
  }
}
