package dev.rapport.gateway.flow;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// That the indexes are to be built anew, asked for in the data directory: by whoever has the
/// directory open, and by a command beside it. The request is a file that goes when it has been
/// done, so that one whose process died is done by the next.
///
/// ```
///   DIR/reindex.request   the id of what was asked for
///   DIR/reindex.results   what came of it, and of those before it: a JSON array, newest first
/// ```
public final class Reindexing {
  private static final Logger LOG = LoggerFactory.getLogger(Reindexing.class);

  private static final String REQUEST = "reindex.request";
  private static final String RESULTS = "reindex.results";

  /// Results that are kept.
  private static final int KEPT = 10;

  private static final int MAX_ID = 64;

  private final Path data;
  private volatile boolean stopping;

  /// @param data the data directory
  public Reindexing(Path data) {
    this.data = data;
  }

  /// What builds the indexes: it blocks until they are built, searches go on meanwhile.
  public interface Rebuild {
    Counts run();
  }

  /// @param articles that can be found by their words
  /// @param passages that can be found by their meaning; null without a sentence model
  public record Counts(int articles, @Nullable Integer passages) {}

  /// How a request stands.
  public enum Phase {
    ASKED,
    RUNNING,
    DONE,
    FAILED
  }

  /// @param reason why it failed; null otherwise
  public record State(String id, Phase phase, @Nullable Counts counts, @Nullable String reason) {
    private JsonObject json() {
      JsonObject json = new JsonObject().put("id", id).put("phase", phase.name());
      if (counts != null) {
        json.put("articles", counts.articles()).put("passages", counts.passages());
      }
      return json.put("reason", reason);
    }

    private static State of(JsonObject json) {
      Integer articles = json.getInteger("articles");
      return new State(
          json.getString("id"),
          Phase.valueOf(json.getString("phase")),
          articles == null ? null : new Counts(articles, json.getInteger("passages")),
          json.getString("reason"));
    }
  }

  /// Asks for it, unless that has been done and waits: then it is the same.
  ///
  /// @return the request's id
  /// @throws UncheckedIOException if the directory cannot be written
  public String ask() {
    String id = UUID.randomUUID().toString();
    Path request = data.resolve(REQUEST);
    Path own = data.resolve(REQUEST + '.' + id);
    try {
      Files.writeString(own, id);
      try {
        while (true) {
          try {
            Files.createLink(request, own); // in one step, and only where there is none
            return id;
          } catch (FileAlreadyExistsException e) {
            String asked = asked();
            if (asked != null) {
              return asked;
            }
            Files.deleteIfExists(request); // no id, so nobody's
          }
        }
      } finally {
        Files.deleteIfExists(own);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("asking for a new index in " + data, e);
    }
  }

  /// The id that is asked for; null when none is.
  private @Nullable String asked() throws IOException {
    try {
      String id = Files.readString(data.resolve(REQUEST)).strip();
      return id.isEmpty() || id.length() > MAX_ID ? null : id;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /// How that request stands; null when nobody knows it any more.
  public @Nullable State of(String id) {
    State told = told(id);
    if (told != null) {
      return told;
    }
    try {
      if (id.equals(asked())) {
        return new State(id, Phase.ASKED, null, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return told(id); // it may have been done between the two
  }

  private @Nullable State told(String id) {
    return results().stream().filter(state -> state.id().equals(id)).findFirst().orElse(null);
  }

  /// How the newest request stands; null when there never was one.
  public @Nullable State newest() {
    try {
      String id = asked();
      if (id != null) {
        return of(id);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<State> results = results();
    return results.isEmpty() ? null : results.getFirst();
  }

  private List<State> results() {
    try {
      String text = Files.readString(data.resolve(RESULTS), StandardCharsets.UTF_8);
      return new JsonArray(text).stream().map(one -> State.of((JsonObject) one)).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      LOG.warn("{} is damaged and left aside", data.resolve(RESULTS));
      return List.of();
    }
  }

  /// Does what is asked for, if anything is. By whoever has the data directory open, one at a time.
  /// A request that fails is over; one that was interrupted stays, for the next process.
  ///
  /// @return whether anything was
  public boolean work(Rebuild rebuild) {
    try {
      String id = asked();
      if (id == null) {
        return false;
      }
      tell(new State(id, Phase.RUNNING, null, null));
      tell(done(id, rebuild));
      Files.deleteIfExists(data.resolve(REQUEST));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("building the indexes anew in " + data, e);
    }
  }

  private State done(String id, Rebuild rebuild) {
    try {
      LOG.info("The indexes of the articles are built anew.");
      Counts counts = rebuild.run();
      LOG.info("The indexes of the articles are new: {} articles.", counts.articles());
      return new State(id, Phase.DONE, counts, null);
    } catch (RuntimeException e) {
      if (stopping) {
        throw e;
      }
      LOG.warn("The indexes of the articles could not be built anew", e);
      return new State(id, Phase.FAILED, null, String.valueOf(e.getMessage()));
    }
  }

  /// From now on what fails was interrupted.
  public void stop() {
    stopping = true;
  }

  private void tell(State state) throws IOException {
    JsonArray all = new JsonArray().add(state.json());
    results().stream()
        .filter(other -> !other.id().equals(state.id()))
        .limit(KEPT - 1L)
        .forEach(other -> all.add(other.json()));
    Path next = data.resolve(RESULTS + ".next");
    Files.writeString(next, all.encode(), StandardCharsets.UTF_8);
    Files.move(
        next,
        data.resolve(RESULTS),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
