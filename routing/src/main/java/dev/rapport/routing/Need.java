package dev.rapport.routing;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// What the contacts of one kind need from an agent: a queue and the requirement of queue and
/// contact together.
///
/// @param index its number in the rulebook
/// @param named the skills it asks for, in order of name; what is inside a `not` is not asked for
/// @param numbers the same skills by their numbers in the rulebook
record Need(
    int index, QueueId queue, Requirement requirement, List<String> named, List<Integer> numbers) {

  static Need of(int index, QueueId queue, Requirement both, Map<String, Integer> skills) {
    TreeSet<String> named = new TreeSet<>();
    collect(both, named);
    List<Integer> numbers = named.stream().map(skills::get).filter(Objects::nonNull).toList();
    return new Need(index, queue, both, List.copyOf(named), numbers);
  }

  boolean asksFor(int skill) {
    for (int i = 0; i < numbers.size(); i++) {
      if (numbers.get(i) == skill) {
        return true;
      }
    }
    return false;
  }

  private static void collect(Requirement requirement, TreeSet<String> named) {
    switch (requirement) {
      case Requirement.AtLeast(String skill, int _) -> named.add(skill);
      case Requirement.AllOf(List<Requirement> parts) ->
          parts.forEach(part -> collect(part, named));
      case Requirement.AnyOf(List<Requirement> parts) ->
          parts.forEach(part -> collect(part, named));
      case Requirement.Not _ -> {}
    }
  }
}
