package dev.rapport.gateway.together;

import dev.rapport.gateway.unit.Turns;
import dev.rapport.storage.LetterBox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries by the store itself: slow, and as sure as the store. For what Redis did not bring.
final class SqlCarrier implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(SqlCarrier.class);
  private static final int PAGE = 1_000;
  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

  private final Turns turns;
  private final LetterBox letters;
  private final Supplier<Duration> pace;
  private List<String> addressees = List.of();
  private Listener hears = _ -> {};
  private volatile boolean closed;

  // Below: in turn only.
  private long last;
  private boolean away;

  /// @param turns in which the letters are read
  /// @param pace how long to wait between two looks; asked before each
  SqlCarrier(Turns turns, LetterBox letters, Supplier<Duration> pace) {
    this.turns = turns;
    this.letters = letters;
    this.pace = pace;
  }

  @Override
  public void listen(List<String> whom, Listener listener) {
    addressees = whom;
    hears = listener;
    last = letters.end();
    turns.run(this::read);
  }

  private void read() {
    if (closed) {
      return;
    }
    Duration rest = pace.get();
    turns
        .blocking(() -> letters.after(last, addressees, PAGE))
        .map(this::heard)
        .onSuccess(more -> turns.after(more ? 0 : rest.toMillis(), this::read))
        .onFailure(e -> {
          LOG.debug("letters cannot be read: {}", e.toString());
          away = true;
          turns.after(AFTER_A_FAULT.toMillis(), this::read);
        });
  }

  /// Whether there may be more.
  private boolean heard(List<LetterBox.Letter> found) {
    for (LetterBox.Letter letter : found) {
      last = letter.number();
      if (!closed) {
        hears.heard(letter.words());
      }
    }
    boolean more = found.size() == PAGE;
    if (away && !more) {
      // Letters are not kept for ever.
      away = false;
      hears.listensAnew();
    }
    return more;
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
  }
}
