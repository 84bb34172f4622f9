package dev.rapport.gateway.command;

import dev.rapport.customers.ImportCounts;
import dev.rapport.customers.Proof;
import dev.rapport.customers.importing.CustomerImport;
import dev.rapport.customers.importing.ImportField;
import dev.rapport.customers.importing.ImportOutcome;
import dev.rapport.customers.importing.ImportSettings;
import dev.rapport.customers.importing.SheetImport;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.knowledge.Visibility;
import dev.rapport.knowledge.imports.ArticleImport;
import dev.rapport.knowledge.imports.ImportOptions;
import dev.rapport.knowledge.imports.LabelImport;
import dev.rapport.knowledge.learning.AnswerLabels;
import dev.rapport.storage.SqlAnswerLabels;
import dev.rapport.storage.SqlArticleHistory;
import dev.rapport.storage.SqlArticleStore;
import dev.rapport.storage.SqlAttachments;
import dev.rapport.storage.SqlCustomerDirectory;
import dev.rapport.storage.SqlEarlierContacts;
import dev.rapport.storage.SqlLearning;
import dev.rapport.storage.SqlPurchases;
import dev.rapport.storage.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rapport import`: customers and articles from files. What is there already is updated, by the
/// source's own id; importing the same file twice changes nothing.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Imports customers, what is known of them, articles, or labelled questions; the process must be stopped.",
    footer = {
      "",
      "Examples:",
      "  rapport import customers crm.csv --data DIR --dry-run",
      "  rapport import customers crm.csv --data DIR --source crm --map name=\"Full name\""
          + " --rejects bad.csv",
      "  rapport import transactions sales.csv --data DIR  "
          + " customer,id,at,amount[,margin,currency,what]",
      "  rapport import preferences taught.csv --data DIR  "
          + " customer,topic,wish[,avoid,source,until]",
      "  rapport import contacts helpdesk.csv --data DIR  "
          + " customer,id,at,channel,text[,direction,by]",
      "  rapport import articles articles/ --data DIR       a folder of Markdown or HTML",
      "  rapport import articles faq.tsv --data DIR         or .jsonl, or an export .json",
      "  rapport import labels asked.tsv --data DIR          question, articles that answer it"
    })
final class ImportCommand {
  private final InstantSource clock = InstantSource.system();

  @Command(description = "Customers from a CSV file with a header.")
  int customers(
      @Mixin DataOption options,
      @Parameters(paramLabel = "FILE.csv") Path file,
      @Option(names = "--source", defaultValue = "crm", description = "where they come from")
          String source,
      @Option(
              names = "--map",
              paramLabel = "FIELD=HEADER",
              description = "where the guess is wrong")
          @Nullable Map<String, String> map,
      @Option(names = "--rejects", paramLabel = "FILE", description = "rejected rows, with reasons")
          @Nullable Path rejects,
      @Option(names = "--dry-run", description = "count and complain, write nothing")
          boolean dryRun) {
    Settings all = options.settings();
    Settings.Centre centre = all.centre();
    ImportSettings settings =
        ImportSettings.of(centre.id(), source, centre.region())
            .withDefaults(
                new ImportSettings.Defaults(centre.region(), all.value().currency(), Proof.PROVEN))
            .withMap(fields(map));
    if (rejects != null) {
      settings = settings.withRejects(rejects);
    }
    if (dryRun) {
      settings = settings.asDryRun();
    }
    ProgressBar bar = ProgressBar.onError();
    ImportOutcome outcome;
    try (Store store = options.store()) {
      outcome =
          new CustomerImport(new SqlCustomerDirectory(store), clock)
              .run(file, settings, (counts, done, total) -> bar.at(counts.read(), done, total));
    } finally {
      bar.end();
    }
    return switch (outcome) {
      case ImportOutcome.Done(var report) -> {
        print(report, dryRun);
        yield 0;
      }
      case ImportOutcome.BrokenOff(var report, long line, String reason) -> {
        print(report, dryRun);
        System.err.println("broke off at line " + line + ": " + reason);
        yield 1;
      }
      case ImportOutcome.Refused(String reason) -> throw new RapportCommand.Refused(reason);
    };
  }

  private static Map<ImportField, String> fields(@Nullable Map<String, String> map) {
    Map<ImportField, String> fields = new EnumMap<>(ImportField.class);
    if (map != null) {
      map.forEach((key, header) ->
          fields.put(
              ImportField.ofKey(key)
                  .orElseThrow(() ->
                      new RapportCommand.Refused(
                          "there is no field '%s'; the fields are %s"
                              .formatted(key, fieldNames()))),
              header));
    }
    return fields;
  }

  private static String fieldNames() {
    return String.join(", ", List.of(ImportField.values()).stream().map(ImportField::key).toList());
  }

  private static void print(dev.rapport.customers.importing.ImportReport report, boolean dryRun) {
    ImportCounts counts = report.counts();
    report.columns().forEach(column -> System.out.println("column " + column));
    if (report.resumedAfter() > 0) {
      System.out.printf("resumed after row %,d%n", report.resumedAfter());
    }
    report
        .problems()
        .forEach(p -> System.out.printf("line %d rejected: %s%n", p.line(), p.reason()));
    System.out.printf(
        "%s%,d read: %,d created, %,d updated, %,d unchanged, %,d rejected%n",
        dryRun ? "dry run, nothing written: " : "",
        counts.read(),
        counts.created(),
        counts.updated(),
        counts.unchanged(),
        counts.rejected());
  }

  @Command(description = "Purchases and returns from a CSV file with a header.")
  int transactions(
      @Mixin DataOption options,
      @Parameters(paramLabel = "FILE.csv") Path file,
      @Option(
              names = "--source",
              defaultValue = "crm",
              description = "the source whose customer numbers the file has")
          String source,
      @Option(
              names = "--margin",
              defaultValue = "0.3",
              description = "the share that is left of an amount, where the file tells no margin")
          double margin)
      throws IOException {
    try (Store store = options.store()) {
      return print(sheet(options, source, margin).purchases(file, new SqlPurchases(store)));
    }
  }

  @Command(description = "What customers taught us, from a CSV file with a header.")
  int preferences(
      @Mixin DataOption options,
      @Parameters(paramLabel = "FILE.csv") Path file,
      @Option(
              names = "--source",
              defaultValue = "crm",
              description = "the source whose customer numbers the file has")
          String source)
      throws IOException {
    try (Store store = options.store()) {
      return print(sheet(options, source, 0).preferences(file, new SqlLearning(store)));
    }
  }

  @Command(description = "What was said in an earlier system, from a CSV file with a header.")
  int contacts(
      @Mixin DataOption options,
      @Parameters(paramLabel = "FILE.csv") Path file,
      @Option(
              names = "--source",
              defaultValue = "crm",
              description = "the source whose customer numbers the file has")
          String source)
      throws IOException {
    try (Store store = options.store()) {
      return print(sheet(options, source, 0).contacts(file, new SqlEarlierContacts(store)));
    }
  }

  private SheetImport sheet(DataOption options, String source, double margin) {
    Settings all = options.settings();
    return new SheetImport(
        new SheetImport.Scope(all.centre().id(), source, all.value().currency(), margin),
        clock.millis());
  }

  private static int print(SheetImport.Report report) {
    report.complaints().forEach(complaint -> System.out.println("rejected: " + complaint));
    System.out.printf(
        "%,d read: %,d added, %,d known already or of unknown customers, %,d rejected%n",
        report.read(), report.added(), report.known(), report.rejected());
    return report.rejected() == 0 ? 0 : 1;
  }

  @Command(
      description = "Questions with the articles that answer them, from a .csv, .tsv or .jsonl.")
  int labels(
      @Mixin DataOption options,
      @Parameters(paramLabel = "FILE") Path file,
      @Option(
              names = "--source",
              description =
                  "the source whose article ids the file has; those of the articles here"
                      + " otherwise")
          @Nullable String source,
      @Option(names = "--dry-run", description = "count and complain, write nothing")
          boolean dryRun)
      throws IOException {
    String centre = options.settings().centre().id();
    try (Store store = options.store()) {
      LabelImport.Report report =
          new LabelImport(new SqlArticleStore(store), new SqlAnswerLabels(store), clock)
              .run(centre, file, new LabelImport.Options(source, dryRun));
      AnswerLabels.Kept kept = report.kept();
      report.rejections().forEach(r -> System.out.println(r.place() + " rejected: " + r.reason()));
      System.out.printf(
          "%s%,d read: %,d added, %,d changed, %,d unchanged, %,d rejected%s%n",
          dryRun ? "dry run, nothing written: " : "",
          report.read(),
          kept.added(),
          kept.changed(),
          kept.unchanged(),
          report.rejected(),
          kept.refused() == 0
              ? ""
              : "; %,d not kept, %,d labels are the most"
                  .formatted(kept.refused(), AnswerLabels.MAX_LABELS));
      return report.rejected() + kept.refused() == 0 ? 0 : 1;
    }
  }

  @Command(description = "Articles from a folder of Markdown, a .tsv or a .jsonl file.")
  int articles(
      @Mixin DataOption options,
      @Parameters(paramLabel = "PATH") Path path,
      @Option(names = "--source", description = "where they come from; the file's name otherwise")
          @Nullable String source,
      @Option(
              names = "--language",
              paramLabel = "CODE",
              description = "of articles that name none; told by their words otherwise")
          @Nullable String language,
      @Option(
              names = "--visibility",
              description =
                  "of articles that name none: ${COMPLETION-CANDIDATES}; public otherwise")
          @Nullable Visibility visibility,
      @Option(names = "--dry-run", description = "count and complain, write nothing")
          boolean dryRun)
      throws IOException {
    Settings.Centre centre = options.settings().centre();
    ImportOptions how = ImportOptions.DEFAULT.otherwiseIn(centre.language());
    if (language != null) {
      if (!language.matches("[a-z]{2,3}")) {
        throw new RapportCommand.Refused("--language takes a code such as en, not " + language);
      }
      how = how.withLanguage(language);
    }
    if (visibility != null) {
      how = how.withVisibility(visibility);
    }
    if (source != null) {
      how = how.withSource(source);
    }
    if (dryRun) {
      how = how.asDryRun();
    }
    ProgressBar bar = ProgressBar.onError();
    try (Store store = options.store()) {
      var report =
          new ArticleImport(
                  new SqlArticleStore(store),
                  new ArticleImport.Kept(new SqlArticleHistory(store), new SqlAttachments(store)),
                  clock)
              .run(centre.id(), path, how, bar::at);
      bar.end();
      report.rejections().forEach(r -> System.out.println(r.place() + " rejected: " + r.reason()));
      report.notes().forEach(System.out::println);
      System.out.printf(
          "%s%,d created, %,d updated, %,d unchanged, %,d rejected%s%n",
          dryRun ? "dry run, nothing written: " : "",
          report.created(),
          report.updated(),
          report.unchanged(),
          report.rejected(),
          report.complete() ? "" : "; stopped at the most one import takes");
    }
    return 0;
  }
}
