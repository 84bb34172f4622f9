package dev.rapport.gateway.http;

import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.CategoryRights;
import dev.rapport.knowledge.editing.Editor;
import dev.rapport.storage.Account;
import dev.rapport.storage.Account.Role;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which articles somebody may read and change: by visibility, state, role and the rights of
/// categories. What may not be read is answered like what is not there.
final class ArticleAccess {
  private final CategoryRights rights;
  private final InstantSource clock;

  ArticleAccess(CategoryRights rights, InstantSource clock) {
    this.rights = rights;
    this.clock = clock;
  }

  /// @throws Problem when customers may not read it, or it is not there
  Article forCustomers(@Nullable Article article) {
    if (article == null
        || !article.visibleTo(Audience.CUSTOMER, clock.millis())
        || isIn(article, rights.closedToCustomers())) {
      throw missing();
    }
    return article;
  }

  /// @throws Problem when whoever asks may not read it, or it is not there
  Article forReader(@Nullable Article article, Set<String> closed) {
    if (article == null || isIn(article, closed)) {
      throw missing();
    }
    return article;
  }

  /// @throws Problem when whoever asks may not change its words, or it is not there
  Article forWriter(@Nullable Article article, Account account) {
    Article read = forCarer(article, account);
    boolean isPublic =
        read.state() == ArticleState.PUBLISHED || read.state() == ArticleState.ARCHIVED;
    if (isPublic && account.role() == Role.AGENT) {
      throw notAllowed();
    }
    return read;
  }

  /// @throws Problem when whoever asks may not look after it, or it is not there
  Article forCarer(@Nullable Article article, Account account) {
    Article read = forReader(article, closed(account));
    if (isIn(read, rights.lockedTo(names(account)))) {
      throw notAllowed();
    }
    return read;
  }

  Editor.Writer writer(Account account) {
    return new Editor.Writer(
        account.centre(),
        account.login(),
        account.role() != Role.AGENT,
        rights.lockedTo(names(account)));
  }

  Set<String> closedToCustomers() {
    return rights.closedToCustomers();
  }

  /// The categories that whoever is signed in may not read.
  Set<String> closed(RoutingContext context) {
    return closed(Guard.signedIn(context).account());
  }

  Set<String> closed(Account account) {
    return rights.closedTo(names(account));
  }

  static boolean isIn(Article article, Set<String> categories) {
    return CategoryRights.isIn(article.text().category(), categories);
  }

  private static Set<String> names(Account account) {
    return Set.of(
        account.role().name().toLowerCase(Locale.ROOT), CategoryRights.LOGIN + account.login());
  }

  static Problem notAllowed() {
    return Problem.of(403, "not-allowed", "Forbidden", "your role may not do this");
  }

  private static Problem missing() {
    return Problem.notFound("there is no such article");
  }
}
