package dev.rapport.gateway.command;

import dev.rapport.gateway.settings.Settings;
import dev.rapport.knowledge.LuceneArticleIndex;
import dev.rapport.knowledge.PassageIndex;
import dev.rapport.knowledge.meaning.BgeSmall;
import dev.rapport.storage.SqlArticleStore;
import dev.rapport.storage.Store;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `rapport reindex`: builds the article indexes anew from the store.
@Command(
    name = "reindex",
    mixinStandardHelpOptions = true,
    description = {
      "Builds the indexes of the articles anew; the process must be stopped.",
      "While it serves, POST /api/v1/editor/reindex does the same, and searches go on."
    },
    footer = {"", "Example: rapport reindex --data DIR"})
final class ReindexCommand implements Callable<Integer> {
  @Mixin private DataOption options = new DataOption();

  @Override
  public Integer call() {
    Settings settings = options.settings();
    try (Store store = options.store();
        var index =
            LuceneArticleIndex.open(options.data.resolve("index"), new SqlArticleStore(store))) {
      index.rebuild();
      System.out.printf("%,d articles can be found by their words%n", index.size());
      if (settings.knowledge().meaning()) {
        try (var model = new BgeSmall();
            var passages =
                PassageIndex.open(
                    options.data.resolve("meaning"), new SqlArticleStore(store), model)) {
          passages.rebuild();
          System.out.printf("%,d passages can be found by their meaning%n", passages.size());
        }
      }
    }
    return 0;
  }
}
