package dev.rapport.gateway.http;

import dev.rapport.gateway.flow.AgentSuggestions;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.Visibility;
import dev.rapport.knowledge.editing.Editor;
import dev.rapport.knowledge.intents.Guess;
import dev.rapport.storage.Account;
import dev.rapport.storage.Account.Role;
import dev.rapport.storage.ContactRow;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// What may help an agent with a contact: articles as the conversation moves, a citation to insert,
/// a draft when it is solved.
final class SuggestionRoutes {
  private final AgentSuggestions suggestions;
  private final ContactReaders access;
  private final ArticleAccess articles;
  private final String pages;
  private final Editor editor;
  private final Function<ContactRow, List<String>> names;
  private final Guard guard;
  private final WorkerExecutor readers;

  /// Who may see what, and where.
  ///
  /// @param pages where customers reach the pages; empty for the address of whatever page it is
  record Access(ContactReaders contacts, ArticleAccess articles, String pages) {}

  /// @param names of whoever may have taken part in a contact; may block
  SuggestionRoutes(
      AgentSuggestions suggestions,
      Access access,
      Editor editor,
      Function<ContactRow, List<String>> names,
      Guard guard,
      WorkerExecutor readers) {
    this.suggestions = suggestions;
    this.access = access.contacts();
    this.articles = access.articles();
    this.pages = access.pages();
    this.editor = editor;
    this.names = names;
    this.guard = guard;
    this.readers = readers;
  }

  void mount(Router router) {
    var all = guard.only(Role.values());
    router.get("/api/v1/contacts/:contact/suggestions").handler(all).handler(this::suggest);
    router.post("/api/v1/contacts/:contact/citations").handler(all).handler(this::cite);
    router.post("/api/v1/contacts/:contact/draft").handler(all).handler(this::draft);
  }

  private void suggest(RoutingContext context) {
    readers
        .executeBlocking(() -> suggestions.of(mine(context), articles.closed(context)), false)
        .onFailure(context::fail)
        .onSuccess(found -> {
          Guess about = found.about();
          Reply.json(
              context,
              200,
              new JsonObject()
                  .put("asked", found.asked())
                  .put("question", found.question())
                  .put("about", about == null ? null : IntentRoutes.json(about))
                  .put("answers", Wire.array(found.answers(), KnowledgeRoutes::answer)));
        });
  }

  private void cite(RoutingContext context) {
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("article"));
    String article = Body.text(body, "article", 64);
    readers
        .executeBlocking(
            () -> suggestions.citation(mine(context), article, pages + "/articles/"), false)
        .onFailure(context::fail)
        .onSuccess(text ->
            text.ifPresentOrElse(
                words -> Reply.json(context, 200, new JsonObject().put("text", words)),
                () ->
                    context.fail(
                        Problem.notFound("there is no such article that customers may read"))));
  }

  /// The agent's own draft, for others to read before anybody publishes it.
  private void draft(RoutingContext context) {
    Account account = Guard.signedIn(context).account();
    Editor.Writer writer = articles.writer(account);
    readers
        .executeBlocking(() -> drafted(mine(context)), false)
        .compose(text ->
            Future.fromCompletionStage(
                editor.create(
                    writer, new Editor.Draft(text, Visibility.INTERNAL, ArticleState.DRAFT, false)),
                context.vertx().getOrCreateContext()))
        .onFailure(context::fail)
        .onSuccess(result -> EditorRoutes.reply(context, 201, result));
  }

  private ArticleText drafted(ContactRow contact) {
    if (contact.acceptedAt() == null) {
      throw nothingToDraft("nobody has taken this contact yet");
    }
    return suggestions
        .draft(contact, names.apply(contact))
        .orElseThrow(() -> nothingToDraft("no agent has written anything in this contact"));
  }

  private static Problem nothingToDraft(String why) {
    return Problem.of(409, "nothing-to-draft", "Nothing to draft", why);
  }

  private ContactRow mine(RoutingContext context) {
    return access
        .mine(Guard.signedIn(context).account(), Body.path(context, "contact"))
        .orElseThrow(() -> Problem.notFound("there is no such contact"));
  }
}
