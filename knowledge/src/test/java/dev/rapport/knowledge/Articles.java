package dev.rapport.knowledge;

import java.util.List;

/// Articles for tests.
final class Articles {

  private Articles() {}

  static SaveArticle article(String id, String title, String body) {
    return new SaveArticle(
        new Origin("test", id),
        new ArticleText(title, null, body, "en", List.of(), null),
        Visibility.PUBLIC,
        ArticleState.PUBLISHED);
  }

  static SaveArticle inLanguage(String language, String id, String title, String body) {
    return new SaveArticle(
        new Origin("test", id),
        new ArticleText(title, null, body, language, List.of(), null),
        Visibility.PUBLIC,
        ArticleState.PUBLISHED);
  }

  static SaveArticle internal(String id, String title, String body) {
    SaveArticle open = article(id, title, body);
    return new SaveArticle(open.origin(), open.text(), Visibility.INTERNAL, open.state());
  }

  static SaveArticle in(ArticleState state, SaveArticle article) {
    return new SaveArticle(article.origin(), article.text(), article.visibility(), state);
  }

  static void save(ArticleStore store, String centre, SaveArticle... articles) {
    store.saveAll(centre, List.of(articles), 1).toCompletableFuture().join();
  }

  /// A small help centre: a few articles on different things.
  static void helpCentre(ArticleStore store, String centre) {
    save(
        store,
        centre,
        article(
            "password",
            "How do I reset my password?",
            "Open **Settings**, choose *Reset password* and follow the mail we send you."),
        article(
            "refund",
            "Refunds",
            "We pay a refund within five days after the goods came back. Ask for it in your account."),
        article(
            "delivery",
            "Where is my parcel?",
            "The tracking number is in the mail that said your order has left our warehouse."),
        article("hours", "Opening hours", "We answer from 8 to 20 o'clock, also on Saturdays."),
        article("invoice", "Invoices", "Every invoice is in your account as a PDF."));
  }
}
