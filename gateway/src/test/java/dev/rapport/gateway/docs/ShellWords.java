package dev.rapport.gateway.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The simple commands of a block of shell, as lists of words: as much of a shell as examples need.
/// Quotes are taken off, variables stay as they are, pipes and `&&` part commands.
final class ShellWords {
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");

  private final List<List<String>> commands = new ArrayList<>();
  private List<String> command = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private char quote;

  private ShellWords() {}

  static List<List<String>> commands(String block) {
    ShellWords words = new ShellWords();
    words.read(block.replace("\\\n", " ").replace("|\n", "| "));
    return words.commands;
  }

  private void read(String text) {
    boolean comment = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (comment && c != '\n') {
        continue;
      }
      comment = quote == 0 && c == '#' && !inWord;
      if (!comment) {
        take(c);
      }
    }
    endCommand();
  }

  private void take(char c) {
    if (quote != 0) {
      if (c == quote) {
        quote = 0;
      } else {
        word.append(c);
      }
      return;
    }
    switch (c) {
      case '\'', '"' -> {
        quote = c;
        inWord = true;
      }
      case ' ', '\t' -> endWord();
      case '\n', '|', '&', ';', '>', '<' -> endCommand();
      default -> {
        word.append(c);
        inWord = true;
      }
    }
  }

  private void endWord() {
    if (inWord && !(command.isEmpty() && ASSIGNMENT.matcher(word).matches())) {
      command.add(word.toString());
    }
    word.setLength(0);
    inWord = false;
  }

  private void endCommand() {
    endWord();
    if (!command.isEmpty()) {
      commands.add(command);
      command = new ArrayList<>();
    }
  }
}
