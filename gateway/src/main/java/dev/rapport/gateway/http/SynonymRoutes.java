package dev.rapport.gateway.http;

import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.knowledge.LuceneArticleIndex;
import dev.rapport.knowledge.SynonymGroup;
import dev.rapport.knowledge.SynonymStore;
import dev.rapport.storage.Account.Role;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Words that mean the same in this centre. A change counts from the next question on.
final class SynonymRoutes {
  private final String centre;
  private final SynonymStore synonyms;
  private final LuceneArticleIndex index;
  private final Guard guard;
  private final WorkerExecutor readers;

  SynonymRoutes(
      String centre,
      SynonymStore synonyms,
      LuceneArticleIndex index,
      Guard guard,
      WorkerExecutor readers) {
    this.centre = centre;
    this.synonyms = synonyms;
    this.index = index;
    this.guard = guard;
    this.readers = readers;
  }

  void mount(Router router) {
    var editors = guard.only(Role.SUPERVISOR, Role.ADMIN);
    router.get("/api/v1/editor/synonyms").handler(editors).handler(this::list);
    router.put("/api/v1/editor/synonyms/:group").handler(editors).handler(this::save);
    router.delete("/api/v1/editor/synonyms/:group").handler(editors).handler(this::remove);
  }

  private void list(RoutingContext context) {
    readers
        .executeBlocking(() -> synonyms.all(centre), false)
        .onFailure(context::fail)
        .onSuccess(groups ->
            Reply.json(
                context,
                200,
                new JsonObject().put("groups", Wire.array(groups, SynonymRoutes::json))));
  }

  private void save(RoutingContext context) {
    String id = Body.path(context, "group");
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("language", "words"));
    String language = Body.text(body, "language", 3);
    List<String> words = new ArrayList<>();
    if (body.getValue("words") instanceof JsonArray array) {
      array.forEach(word -> words.add(String.valueOf(word).strip()));
    }
    boolean sound =
        words.size() >= 2
            && words.size() <= SynonymGroup.MAX_WORDS
            && words.stream().allMatch(w -> !w.isEmpty() && w.length() <= SynonymGroup.MAX_LENGTH);
    if (!sound) {
      throw Problem.fields(
          400,
          "invalid-body",
          "Invalid body",
          Map.of(
              "words",
              "must be 2 to %d words of 1 to %d characters"
                  .formatted(SynonymGroup.MAX_WORDS, SynonymGroup.MAX_LENGTH)));
    }
    Future.fromCompletionStage(synonyms.save(centre, new SynonymGroup(id, language, words)))
        .compose(saved ->
            saved
                ? inUse()
                : Future.failedFuture(
                    Problem.of(
                        409,
                        "too-many",
                        "Too many",
                        "there are %d groups already".formatted(SynonymGroup.MAX_GROUPS))))
        .onFailure(context::fail)
        .onSuccess(_ -> Reply.nothing(context));
  }

  private void remove(RoutingContext context) {
    String id = Body.path(context, "group");
    Future.fromCompletionStage(synonyms.remove(centre, id))
        .compose(there ->
            there ? inUse() : Future.failedFuture(Problem.notFound("there is no such group")))
        .onFailure(context::fail)
        .onSuccess(_ -> Reply.nothing(context));
  }

  private Future<@Nullable Boolean> inUse() {
    return readers.executeBlocking(
        () -> {
          index.refreshSynonyms();
          return true;
        },
        false);
  }

  private static JsonObject json(SynonymGroup group) {
    return new JsonObject()
        .put("id", group.id())
        .put("language", group.language())
        .put("words", new JsonArray(group.words()));
  }
}
