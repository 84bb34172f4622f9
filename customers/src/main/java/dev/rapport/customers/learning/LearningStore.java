package dev.rapport.customers.learning;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Where preferences, promises, answers and memberships are kept. A port: storage implements it.
/// Reads block; writes complete when they are durable.
public interface LearningStore {
  /// Everything ever taught on these records, withdrawn ones too, newest first.
  List<Preference> preferences(String centre, List<String> customers);

  /// Completes with false when there is no such customer, or too many preferences in force.
  CompletionStage<Boolean> teach(String centre, Preference preference);

  /// Many at once, all or nothing; those of unknown customers and those known by id are left out.
  /// Completes with how many were new.
  CompletionStage<Integer> teachAll(String centre, List<Preference> preferences);

  CompletionStage<Boolean> withdraw(
      String centre, String preference, Preference.Withdrawal withdrawal);

  /// Counts that a preference was honoured, or not; false when there is no such one.
  CompletionStage<Boolean> count(String centre, String preference, boolean honoured);

  Optional<Preference> preference(String centre, String id);

  /// Promises to these records: the open ones by deadline, then the closed ones, newest first.
  List<Promise> promises(String centre, List<String> customers, int limit);

  /// Open promises of the centre that are due before a moment, soonest first.
  List<Promise> due(String centre, long before, int limit);

  Optional<Promise> promise(String centre, String id);

  /// Whether something promised to this customer, or to whoever is one person with him, is overdue.
  boolean overdue(String centre, String customer, long now);

  CompletionStage<Boolean> promise(String centre, Promise promise);

  /// False when there is no such open promise.
  CompletionStage<Boolean> close(String centre, String promise, Promise.End end);

  List<Answered> answers(String centre, List<String> customers);

  /// Keeps an answer; the newest answer to a question stands.
  CompletionStage<Boolean> answered(String centre, Answered answer);

  /// Somebody is about to ask: the answer if it is here, and then counts a repeated question.
  CompletionStage<Optional<Answered>> asked(String centre, List<String> customers, String question);

  List<Membership> memberships(String centre, String customer);

  CompletionStage<Boolean> join(String centre, Membership membership);

  CompletionStage<Boolean> leave(String centre, String membership, long at);
}
