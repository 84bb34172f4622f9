package dev.rapport.channels.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is said to callers: one WAV file a phrase, by language. The operator's folder has the same
/// names (`en/greeting.wav`, `en/n7.wav`, `music.wav`) and goes before ours.
///
/// A number is said between a beginning and an end: `position_before`, `n3`, `position_after`.
public final class Phrases {
  /// The largest number there is a recording of; beyond it, `many`.
  public static final int LARGEST = 30;

  private static final String RESOURCES = "/phone/phrases/";
  private static final List<String> LANGUAGES = List.of("en", "de", "fr");
  private static final List<String> SENTENCES =
      List.of(
          "greeting",
          "position_before",
          "position_after",
          "wait_before",
          "wait_after",
          "many",
          "menu",
          "leave_message",
          "call_back",
          "no_callback",
          "goodbye",
          "sorry",
          "recorded");
  private static final int MAX_FILES = 1_000;

  private final String usual;
  private final Map<String, Clip> clips;

  private Phrases(String usual, Map<String, Clip> clips) {
    this.usual = usual;
    this.clips = Map.copyOf(clips);
  }

  /// @param usual the language of callers whose own is not known or not there
  /// @param folder the operator's files; null for none
  /// @throws IOException naming a file that cannot be read
  public static Phrases load(String usual, @Nullable Path folder) throws IOException {
    Map<String, Clip> clips = new HashMap<>();
    for (String language : LANGUAGES) {
      for (String name : names()) {
        String file = language + "/" + name;
        try (InputStream in = Phrases.class.getResourceAsStream(RESOURCES + file + ".wav")) {
          if (in != null) {
            clips.put(file, Clip.of(Wav.read(in.readAllBytes())));
          }
        }
      }
    }
    if (folder != null) {
      operators(folder, "", clips);
    }
    return new Phrases(usual.toLowerCase(Locale.ROOT), clips);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(SENTENCES);
    for (int i = 1; i <= LARGEST; i++) {
      names.add("n" + i);
    }
    return names;
  }

  private static void operators(Path folder, String prefix, Map<String, Clip> clips)
      throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (Files.isDirectory(file) && prefix.isEmpty()) {
          operators(file, name.toLowerCase(Locale.ROOT) + "/", clips);
        } else if (name.endsWith(".wav") && clips.size() < MAX_FILES) {
          if (Files.size(file) > Wav.MAX_BYTES) {
            throw new IOException(file + " is longer than " + Wav.MAX_BYTES + " bytes");
          }
          try {
            clips.put(
                prefix + name.substring(0, name.length() - 4),
                Clip.of(Wav.read(Files.readAllBytes(file))));
          } catch (IOException e) {
            throw new IOException(file + " cannot be played: " + e.getMessage(), e);
          }
        }
      }
    }
  }

  /// The operator's music, when there is any.
  public Optional<Clip> music() {
    return Optional.ofNullable(clips.get("music"));
  }

  /// A sentence; nothing when no language has it.
  public List<Clip> say(String language, String name) {
    for (String tag : List.of(language.toLowerCase(Locale.ROOT), base(language), usual, "en")) {
      Clip clip = clips.get(tag + "/" + name);
      if (clip != null) {
        return List.of(clip);
      }
    }
    return List.of();
  }

  /// A sentence around a number; all of it in one language, or nothing.
  public List<Clip> count(String language, String name, int number) {
    String which = number > LARGEST ? "many" : "n" + Math.max(1, number);
    for (String tag : List.of(language.toLowerCase(Locale.ROOT), base(language), usual, "en")) {
      List<Clip> words = new ArrayList<>();
      for (String part : List.of(name + "_before", which, name + "_after")) {
        Clip clip = clips.get(tag + "/" + part);
        if (clip != null) {
          words.add(clip);
        }
      }
      if (clips.containsKey(tag + "/" + which)) {
        return words;
      }
    }
    return List.of();
  }

  private static String base(String language) {
    return language.toLowerCase(Locale.ROOT).replaceFirst("[-_].*", "");
  }
}
