package dev.rapport.gateway.command;

import dev.rapport.customers.Money;
import dev.rapport.customers.ValueScale;
import dev.rapport.customers.view.RelationshipTiles;
import dev.rapport.customers.view.RelationshipTiles.Sureness;
import dev.rapport.customers.view.TimelineEntry;
import dev.rapport.gateway.flow.CustomerBook;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.wire.TileWire;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.CategoryRights;
import dev.rapport.knowledge.imports.ArticleExport;
import dev.rapport.knowledge.imports.ArticleForm;
import dev.rapport.knowledge.imports.ArticleImport;
import dev.rapport.knowledge.imports.ExportedBeside;
import dev.rapport.storage.Account;
import dev.rapport.storage.SqlAccounts;
import dev.rapport.storage.SqlArticleHistory;
import dev.rapport.storage.SqlArticleStore;
import dev.rapport.storage.SqlAttachments;
import dev.rapport.storage.SqlLearning;
import dev.rapport.storage.SqlLinks;
import dev.rapport.storage.SqlPictures;
import dev.rapport.storage.SqlPurchases;
import dev.rapport.storage.Store;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rapport export`: everything about a customer, as JSON that people can read, to give to the
/// customer; or all articles.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Prints everything known of a customer, or writes all articles; the process must be"
            + " stopped.",
    footer = {
      "",
      "Examples:",
      "  rapport export customer c0123456789abcdef01234567 --data DIR",
      "  rapport export articles articles.jsonl --data DIR   or .tsv, or a folder of Markdown",
      "  rapport export articles pages --form html --data DIR   or zendesk, freshdesk",
      "  rapport export articles public --form html --for customer --data DIR"
    })
final class ExportCommand {
  private static final int PAGE = 100;

  @Command(description = "One customer, whole.")
  int customer(@Mixin DataOption options, @Parameters(paramLabel = "ID") String id) {
    Settings settings = options.settings();
    String centre = settings.centre().id();
    try (Store store = options.store()) {
      var stores =
          new CustomerBook.Stores(
              new SqlLinks(store),
              new SqlLearning(store),
              new SqlPurchases(store),
              new SqlPictures(store, settings.value().rates()));
      Settings.Value value = settings.value();
      var scale = new ValueScale(Money.of(BigDecimal.valueOf(value.median()), value.currency()));
      var book = new CustomerBook(centre, stores, scale, InstantSource.system());
      book.refit();
      RelationshipTiles tiles =
          book.view(id, null, Sureness.COMPLETE)
              .orElseThrow(() -> new RapportCommand.Refused("there is no customer " + id));
      System.out.println(
          new JsonObject()
              .put("customer", Wire.customer(book.summary(tiles)))
              .put("relationship", TileWire.tiles(tiles, book.now()))
              .put("value", TileWire.worth(tiles.worth(), value.currency()))
              .put("costToServe", TileWire.cost(tiles.picture().business().cost()))
              .put("links", Wire.array(stores.links().of(centre, id), TileWire::link))
              .put("timeline", timeline(stores, centre, id))
              .encodePrettily());
    }
    return 0;
  }

  @Command(description = "All articles, as they can be imported again.")
  int articles(
      @Mixin DataOption options,
      @Parameters(
              paramLabel = "PATH",
              description = "a .jsonl, .tsv or .json file, or a folder; not there yet")
          Path to,
      @Option(
              names = "--form",
              description =
                  "one of ${COMPLETION-CANDIDATES}; by the path's name otherwise: a .json file is"
                      + " zendesk, a folder markdown")
          @Nullable ArticleForm form,
      @Option(
              names = "--for",
              paramLabel = "WHO",
              description =
                  "only what they may read: customer, agent, supervisor, admin, or login:NAME; all"
                      + " by default")
          @Nullable String who)
      throws IOException {
    Settings settings = options.settings();
    String centre = settings.centre().id();
    ArticleForm wanted = form == null ? ArticleForm.of(to) : form;
    try (Store store = options.store()) {
      int written =
          exporting(store, readableTo(who, settings, store), !"customer".equals(who))
              .run(centre, to, wanted);
      System.out.printf("%,d articles written to %s%n", written, to);
      wanted.leavesOut().ifPresent(System.out::println);
    } catch (FileAlreadyExistsException e) {
      throw new RapportCommand.Refused("there is something already: " + e.getMessage());
    }
    return 0;
  }

  /// @param care whether it is for people of the centre, who look after the articles
  private static ArticleExport exporting(Store store, Predicate<Article> readable, boolean care) {
    var articles = new SqlArticleStore(store);
    var kept = new ArticleImport.Kept(new SqlArticleHistory(store), new SqlAttachments(store));
    return new ArticleExport(articles, readable, new ExportedBeside(articles, kept, care));
  }

  private static Predicate<Article> readableTo(
      @Nullable String who, Settings settings, Store store) {
    if (who == null) {
      return _ -> true;
    }
    CategoryRights rights = settings.knowledge().rights();
    if (who.equals("customer")) {
      long now = InstantSource.system().millis();
      return article ->
          article.visibleTo(Audience.CUSTOMER, now)
              && !CategoryRights.isIn(article.text().category(), rights.closedToCustomers());
    }
    Set<String> names = new HashSet<>(Set.of(who));
    if (who.startsWith(CategoryRights.LOGIN)) {
      Account account =
          new SqlAccounts(store)
              .find(settings.centre().id(), who.substring(CategoryRights.LOGIN.length()))
              .orElseThrow(() -> new RapportCommand.Refused("there is no account " + who));
      names.add(account.role().name().toLowerCase(Locale.ROOT));
    } else if (!Set.of("agent", "supervisor", CategoryRights.ADMIN).contains(who)) {
      throw new RapportCommand.Refused(
          "--for takes customer, agent, supervisor, admin or login:NAME, not " + who);
    }
    Set<String> closed = rights.closedTo(names);
    return article -> !CategoryRights.isIn(article.text().category(), closed);
  }

  private static JsonArray timeline(CustomerBook.Stores stores, String centre, String id) {
    var all = new JsonArray();
    TimelineEntry.@Nullable Cursor before = null;
    List<TimelineEntry> page;
    do {
      page = stores.pictures().timeline(centre, id, before, PAGE);
      all.addAll(TileWire.timeline(page));
      before = page.isEmpty() ? null : page.getLast().cursor();
    } while (page.size() == PAGE);
    return all;
  }
}
