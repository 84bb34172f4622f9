package dev.rapport.gateway.together;

import dev.rapport.storage.SqlLetters;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries by the store itself: slow, and as sure as the store. For what Redis did not bring.
final class SqlCarrier implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(SqlCarrier.class);
  private static final int PAGE = 1_000;
  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

  private final SqlLetters letters;
  private final Supplier<Duration> pace;
  private final Thread reader = Thread.ofPlatform().name("letters").daemon().unstarted(this::read);
  private List<String> addressees = List.of();
  private Listener hears = _ -> {};
  private long last;
  private volatile boolean closed;

  /// @param pace how long to wait between two looks; asked before each
  SqlCarrier(SqlLetters letters, Supplier<Duration> pace) {
    this.letters = letters;
    this.pace = pace;
  }

  @Override
  public void listen(List<String> whom, Listener listener) {
    addressees = whom;
    hears = listener;
    last = letters.end();
    reader.start();
  }

  private void read() {
    boolean away = false;
    while (!closed) {
      boolean more = false;
      Duration rest = pace.get();
      try {
        List<SqlLetters.Letter> found = letters.after(last, addressees, PAGE);
        for (SqlLetters.Letter letter : found) {
          last = letter.number();
          hears.heard(letter.words());
        }
        more = found.size() == PAGE;
        if (away && !more) {
          // Letters are not kept for ever.
          away = false;
          hears.listensAnew();
        }
      } catch (RuntimeException e) {
        LOG.debug("letters cannot be read: {}", e.toString());
        rest = AFTER_A_FAULT;
        away = true;
      }
      if (!more && !closed) {
        LockSupport.parkNanos(rest.toNanos());
      }
    }
  }

  @Override
  public CompletionStage<Boolean> send(String addressee, String words) {
    return words.length() > MOST_CHARS
        ? CompletableFuture.completedFuture(false)
        : letters.send(addressee, words).handle((_, e) -> e == null);
  }

  /// It has no connection of its own.
  @Override
  public void renew() {}

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(reader);
    try {
      reader.join(AFTER_A_FAULT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
