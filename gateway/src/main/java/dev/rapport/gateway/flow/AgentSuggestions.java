package dev.rapport.gateway.flow;

import dev.rapport.channels.Conversations;
import dev.rapport.channels.Message;
import dev.rapport.knowledge.Answer;
import dev.rapport.knowledge.Answers;
import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleIndex;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.CategoryRights;
import dev.rapport.knowledge.LanguageDetection;
import dev.rapport.knowledge.Narrowing;
import dev.rapport.knowledge.editing.SolvedContact;
import dev.rapport.knowledge.intents.Guess;
import dev.rapport.knowledge.learning.AnswerJournal.Asker;
import dev.rapport.storage.ContactRow;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What may help an agent with an open contact, as the conversation moves: articles for what the
/// customer said last, the words to cite one with, and, when it is solved, a draft of an article.
/// Blocking, some milliseconds.
public final class AgentSuggestions {
  /// Articles suggested at once.
  private static final int SUGGESTED = 5;

  /// Messages looked back at.
  private static final int MESSAGES = 200;

  /// What the customer wrote last is read up to here; the search reads no more.
  private static final int LONGEST_QUESTION = 256;

  private final Centre centre;
  private final Conversations conversations;
  private final ArticleStore articles;
  private final Answers answers;
  private final Learner learner;
  private final IntentGuesser intents;
  private final LanguageDetection detection = new LanguageDetection();

  /// What is told of it, and kept.
  private static final int LONGEST_ASKED = 1_000;

  /// @param language what articles are in when it cannot be told
  /// @param closed categories that customers may not read
  public record Centre(String id, String language, Set<String> closed, InstantSource clock) {}

  public AgentSuggestions(
      Centre centre,
      Conversations conversations,
      ArticleStore articles,
      Answers answers,
      Learner learner,
      IntentGuesser intents) {
    this.centre = centre;
    this.conversations = conversations;
    this.articles = articles;
    this.answers = answers;
    this.learner = learner;
    this.intents = intents;
  }

  /// @param asked what was searched for: the customer's last words, newest first
  /// @param question what an opened or cited article refers to; null when nothing was asked
  /// @param about what the contact seems to be about
  public record Suggested(
      String asked, @Nullable String question, @Nullable Guess about, List<Answer> answers) {}

  /// @param closed categories that the agent may not read
  public Suggested of(ContactRow contact, Set<String> closed) {
    String asked = lastWords(contact);
    if (asked.isBlank()) {
      return new Suggested("", null, null, List.of());
    }
    Answers.Answered found = answers.ask(question(Audience.AGENT, asked, closed), SUGGESTED);
    var who = new Asker(contact.id(), contact.customer(), null);
    String question = learner.asked(Audience.AGENT, asked, found, found.decision().kind(), who);
    return new Suggested(asked, question, intents.guess(asked).orElse(null), found.answers());
  }

  private ArticleIndex.Question question(Audience audience, String text, Set<String> closed) {
    return new ArticleIndex.Question(centre.id(), audience, text, Narrowing.without(closed));
  }

  /// The words a reply cites an article with: its excerpt for the customer's last words, its title
  /// and where it stands. Empty when customers may not read it.
  ///
  /// @param address of the page of an article, to be followed by its id
  public Optional<String> citation(ContactRow contact, String article, String address) {
    Article found = articles.find(centre.id(), article);
    if (found == null
        || !found.visibleTo(Audience.CUSTOMER, centre.clock().millis())
        || CategoryRights.isIn(found.text().category(), centre.closed())) {
      return Optional.empty();
    }
    String source = found.text().title() + ": " + address + found.id();
    return Optional.of(
        answers
            .ask(question(Audience.CUSTOMER, lastWords(contact), centre.closed()), SUGGESTED)
            .answers()
            .stream()
            .filter(answer -> answer.articleId().equals(article))
            .findFirst()
            .map(answer -> answer.excerpt().text().strip() + "\n" + source)
            .orElse(source));
  }

  /// A draft from a solved contact, without personal data; empty when no agent wrote anything.
  ///
  /// @param names of whoever took part, besides those that stand in the messages
  public Optional<ArticleText> draft(ContactRow contact, List<String> names) {
    Set<String> everybody = new LinkedHashSet<>(names);
    String question = "";
    String subject = contact.subject();
    List<String> replies = new ArrayList<>();
    for (Message message : messages(contact)) {
      String name = message.name();
      if (name != null) {
        everybody.add(name);
      }
      if (message.author() == Message.Author.CUSTOMER && question.isEmpty()) {
        question = message.text();
      } else if (message.author() == Message.Author.AGENT) {
        replies.add(message.text());
      }
    }
    var solved =
        new SolvedContact(
            subject.isEmpty() ? null : subject, question, replies, List.copyOf(everybody));
    return solved.asArticle(detection.of(question).orElse(centre.language()));
  }

  /// The customer's messages in this contact, the newest first.
  private String lastWords(ContactRow contact) {
    var words = new StringBuilder();
    for (Message message : messages(contact).reversed()) {
      if (message.author() == Message.Author.CUSTOMER && words.length() < LONGEST_QUESTION) {
        words.append(message.text().strip()).append('\n');
      }
    }
    return words.substring(0, Math.min(words.length(), LONGEST_ASKED)).strip();
  }

  private List<Message> messages(ContactRow contact) {
    return conversations
        .newest(centre.id(), contact.conversation(), MESSAGES)
        .toCompletableFuture()
        .join()
        .stream()
        .filter(message -> contact.id().equals(message.contact()))
        .toList();
  }
}
