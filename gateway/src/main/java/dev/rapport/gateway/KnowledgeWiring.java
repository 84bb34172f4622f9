package dev.rapport.gateway;

import dev.rapport.customers.Customer;
import dev.rapport.customers.CustomerDirectory;
import dev.rapport.gateway.flow.AgentSuggestions;
import dev.rapport.gateway.flow.IntentGuesser;
import dev.rapport.gateway.flow.Learner;
import dev.rapport.gateway.flow.Librarian;
import dev.rapport.gateway.flow.Reindexing;
import dev.rapport.gateway.flow.Teaching;
import dev.rapport.gateway.http.ContactReaders;
import dev.rapport.gateway.http.Routes;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.knowledge.LuceneArticleIndex;
import dev.rapport.knowledge.PassageIndex;
import dev.rapport.knowledge.editing.Editor;
import dev.rapport.knowledge.learning.Gaps;
import dev.rapport.knowledge.learning.MeaningGroups;
import dev.rapport.knowledge.meaning.BgeSmall;
import dev.rapport.storage.ContactRow;
import dev.rapport.storage.SqlAnswerJournal;
import dev.rapport.storage.SqlAnswerLabels;
import dev.rapport.storage.SqlArticleHistory;
import dev.rapport.storage.SqlAttachments;
import dev.rapport.storage.SqlCustomerDirectory;
import dev.rapport.storage.SqlLabelledQuestions;
import dev.rapport.storage.SqlSynonyms;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What has to do with articles, put together.
final class KnowledgeWiring {
  private KnowledgeWiring() {}

  static IntentGuesser intents(Wiring wiring) {
    return new IntentGuesser(
        new IntentGuesser.Scope(wiring.centre, wiring.settings.plan().intents()),
        new SqlLabelledQuestions(wiring.store),
        wiring.sentences,
        wiring.clock);
  }

  /// Null without a sentence model.
  static @Nullable PassageIndex passages(Wiring wiring, Path data) {
    BgeSmall sentences = wiring.sentences;
    return sentences == null
        ? null
        : PassageIndex.open(data.resolve("meaning"), wiring.articles, sentences);
  }

  static LuceneArticleIndex index(Wiring wiring, Path data) {
    var index = LuceneArticleIndex.open(data.resolve("index"), wiring.articles, wiring.passages);
    index.synonymsOf(wiring.centre, new SqlSynonyms(wiring.store));
    return index;
  }

  static Librarian librarian(Wiring wiring) {
    return new Librarian(
        wiring.centre,
        wiring.index,
        wiring.answers,
        wiring.learner,
        new Librarian.Rules(
            wiring.settings.knowledge().holdOutPercent(),
            wiring.settings.knowledge().rights().closedToCustomers()));
  }

  /// Both indexes anew.
  static Reindexing.Counts rebuild(Wiring wiring) {
    wiring.index.rebuild();
    PassageIndex passages = wiring.passages;
    if (passages == null) {
      return new Reindexing.Counts(wiring.index.size(), null);
    }
    passages.rebuild();
    return new Reindexing.Counts(wiring.index.size(), passages.size());
  }

  /// What is looked after while the process serves.
  static KnowledgeKeeper.Charges charges(Wiring wiring) {
    return new KnowledgeKeeper.Charges(
        wiring.centre,
        editor(wiring),
        wiring.learner.teaching(),
        wiring.intents,
        wiring.passages,
        new KnowledgeKeeper.Anew(wiring.reindexing, () -> rebuild(wiring)));
  }

  static Learner learner(Wiring wiring) {
    CustomerDirectory customers = new SqlCustomerDirectory(wiring.store);
    BgeSmall sentences = wiring.sentences;
    var gaps =
        new Gaps(
            sentences == null ? null : new MeaningGroups(sentences),
            customer ->
                customers.find(wiring.centre, customer).map(Customer::name).stream().toList());
    var journal = new SqlAnswerJournal(wiring.store);
    return new Learner(
        wiring.centre, wiring.answers, journal, gaps, teaching(wiring), wiring.clock);
  }

  private static Teaching teaching(Wiring wiring) {
    Settings.Knowledge knowledge = wiring.settings.knowledge();
    return new Teaching(
        new Teaching.Scope(
            wiring.centre,
            wiring.settings.centre().language(),
            knowledge.wantedError(),
            knowledge.rights().closedToCustomers()),
        wiring.answers,
        new Teaching.Stores(
            new SqlAnswerJournal(wiring.store), new SqlAnswerLabels(wiring.store), wiring.articles),
        wiring.clock);
  }

  static Editor editor(Wiring wiring) {
    return new Editor(wiring.articles, new SqlArticleHistory(wiring.store), wiring.clock);
  }

  /// The routes of asking, writing and suggesting.
  static Consumer<Router> routes(
      Wiring wiring, Routes routes, Librarian librarian, ContactReaders contacts) {
    List<Consumer<Router>> groups =
        List.of(
            routes.knowledge(librarian, wiring.articles),
            routes.editing(
                wiring.learner,
                wiring.articles,
                new SqlArticleHistory(wiring.store),
                wiring.reindexing),
            routes.attachments(wiring.articles, new SqlAttachments(wiring.store)),
            routes.synonyms(new SqlSynonyms(wiring.store), wiring.index),
            routes.intents(wiring.intents),
            routes.labels(
                wiring.learner.teaching(), new SqlAnswerLabels(wiring.store), wiring.articles),
            routes.suggestions(suggestions(wiring), contacts, editor(wiring), names(wiring)));
    return router -> groups.forEach(group -> group.accept(router));
  }

  private static AgentSuggestions suggestions(Wiring wiring) {
    return new AgentSuggestions(
        new AgentSuggestions.Centre(
            wiring.centre,
            wiring.settings.centre().language(),
            wiring.settings.knowledge().rights().closedToCustomers(),
            wiring.clock),
        wiring.conversations,
        wiring.articles,
        wiring.answers,
        wiring.learner,
        wiring.intents);
  }

  /// The customer's name and those of all agents.
  private static Function<ContactRow, List<String>> names(Wiring wiring) {
    CustomerDirectory customers = new SqlCustomerDirectory(wiring.store);
    List<String> agents =
        wiring.settings.plan().agents().stream().map(Settings.Agent::name).toList();
    return contact -> {
      String customer = contact.customer();
      Stream<String> known =
          customer == null
              ? Stream.empty()
              : customers.find(wiring.centre, customer).map(Customer::name).stream();
      return Stream.concat(known, agents.stream()).toList();
    };
  }
}
