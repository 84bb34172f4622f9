package dev.rapport.gateway.unit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The lives of [UnitProcess] on one folder, each but the last ended by `kill -9`, and all that was
/// heard of them. A sender who was not answered sends the same again in the next life.
final class UnitLives {
  private static final int MOST_LINES = 250;
  private static final int UNDER_WAY = 12;
  private static final long FIRST_START_NANOS = 1_000_000_000;
  private static final long MOST_AFTER_A_LINE_NANOS = 2_000_000;

  /// A life is over in seconds. Whoever reads from one that hangs cannot be interrupted.
  private static final long LONGEST_LIFE_S = 120;

  private final QuickJava java;
  private final Path folder;
  private final Random random;
  private final Set<String> unanswered = new LinkedHashSet<>();
  private final Map<String, String> contacts = new LinkedHashMap<>();
  private final Map<Long, String> told = new TreeMap<>();
  private final Map<Long, String> states = new TreeMap<>();
  private final List<String> contradictions = Collections.synchronizedList(new ArrayList<>());
  private int keys;
  private int killedEarly;
  private int repeats;
  private int closings;

  /// How long the last start took: what to aim at, to hit one.
  private long starting = FIRST_START_NANOS;

  /// @param folder of this centre
  UnitLives(QuickJava java, Path folder, long seed) {
    this.java = java;
    this.folder = folder;
    random = new Random(seed);
  }

  /// The contact each sender was told of, by the key of the mail.
  Map<String, String> contacts() {
    return contacts;
  }

  /// What listeners were told, by its number in the log.
  Map<Long, String> told() {
    return told;
  }

  /// Hashes of the state after a replay, by the last number in it.
  Map<Long, String> states() {
    return states;
  }

  /// What was said once so and once otherwise.
  List<String> contradictions() {
    return contradictions;
  }

  @Override
  public String toString() {
    return "%d mails, %d sent again, %d events told, %d killed before they were ready, %d closings"
        .formatted(keys, repeats, told.size(), killedEarly, closings);
  }

  /// One time of four it is killed while it starts, else after some line it said or shortly after;
  /// half of the others are told to close and begin again before.
  void liveAndDie() throws IOException, InterruptedException {
    boolean early = random.nextInt(4) == 0;
    int lines = early ? 0 : 1 + random.nextInt(MOST_LINES);
    int again = random.nextBoolean() ? random.nextInt(lines + 1) : MOST_LINES;
    Process process = start();
    try (BufferedReader out = process.inputReader();
        Writer in = process.outputWriter()) {
      boolean ready = await(out, "begun");
      long begun = System.nanoTime();
      if (early) {
        killedEarly++;
        LockSupport.parkNanos(random.nextLong(starting));
      } else {
        ready &= await(out, "ready");
        starting = System.nanoTime() - begun;
        converse(out, in, lines, again);
        LockSupport.parkNanos(random.nextLong(MOST_AFTER_A_LINE_NANOS));
      }
      if (!ready) {
        contradictions.add("it ended by itself");
      }
      // Through the handle, which leaves the pipe open: what was said before must be heard.
      process.toHandle().destroyForcibly();
      while (heard(out)) {
        // All of it.
      }
    } finally {
      end(process);
    }
  }

  /// The last life, in which a few more come; it ends by itself when every contact has ended.
  void finish() throws IOException, InterruptedException {
    Process process = start();
    try (BufferedReader out = process.inputReader();
        Writer in = process.outputWriter()) {
      boolean ready = await(out, "ready");
      List<String> next = new ArrayList<>(unanswered);
      for (int i = next.size() + UNDER_WAY; i > 0; i--) {
        send(in, next);
      }
      while (ready && !unanswered.isEmpty()) {
        ready = heard(out);
      }
      in.write("finish\n");
      in.flush();
      while (heard(out)) {
        // Until it ends.
      }
      if (process.waitFor() != 0) {
        contradictions.add("it ended with exit code " + process.exitValue());
      }
    } finally {
      end(process);
    }
  }

  private Process start() throws IOException {
    Process process =
        java.process(
                UnitProcess.class,
                folder.resolve("data").toString(),
                Long.toString(random.nextLong()))
            .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("errors").toFile()))
            .start();
    var _ =
        process
            .onExit()
            .orTimeout(LONGEST_LIFE_S, TimeUnit.SECONDS)
            .exceptionally(_ -> {
              contradictions.add("it hung");
              // Also what Java keeps of classes with, which has the same pipe.
              process.descendants().forEach(ProcessHandle::destroyForcibly);
              process.toHandle().destroyForcibly();
              return process;
            });
    return process;
  }

  private static void end(Process process) throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("a killed process goes on");
    }
  }

  /// Sends what was not answered, what was answered once more, and new mails, each when another is
  /// answered, until so many lines have been heard.
  private void converse(BufferedReader out, Writer in, int lines, int again) throws IOException {
    List<String> next = new ArrayList<>(unanswered);
    contacts.keySet().stream().filter(_ -> random.nextInt(100) == 0).forEach(next::add);
    repeats += next.size();
    for (int i = 0; i < UNDER_WAY; i++) {
      send(in, next);
    }
    for (int line = 0; line < lines; line++) {
      if (line == again) {
        closings++;
        in.write("again\n");
        in.flush();
      }
      int answered = contacts.size();
      if (!heard(out)) {
        contradictions.add("it ended by itself");
        return;
      }
      if (contacts.size() > answered || random.nextInt(8) == 0) {
        send(in, next);
      }
    }
  }

  private void send(Writer in, List<String> next) throws IOException {
    String key = next.isEmpty() ? "mail-" + keys++ : next.removeFirst();
    if (!contacts.containsKey(key)) {
      unanswered.add(key);
    }
    send(in, key);
  }

  private static void send(Writer in, String key) throws IOException {
    in.write("contact " + key + "\n");
    in.flush();
  }

  private boolean await(BufferedReader out, String line) throws IOException {
    String said = line(out);
    while (!said.equals(line) && !said.isEmpty()) {
      hear(said);
      said = line(out);
    }
    return !said.isEmpty();
  }

  private boolean heard(BufferedReader out) throws IOException {
    String said = line(out);
    hear(said);
    return !said.isEmpty();
  }

  /// The next whole line; empty when there is none.
  private static String line(BufferedReader out) throws IOException {
    var line = new StringBuilder();
    for (int c = out.read(); c >= 0; c = out.read()) {
      if (c == '\n') {
        return line.toString();
      }
      line.append((char) c);
    }
    return "";
  }

  private void hear(String line) {
    String[] words = line.split(" ");
    switch (words[0]) {
      case "taken" -> {
        unanswered.remove(words[1]);
        same(line, contacts.put(words[1], words[2]), words[2]);
      }
      case "told" -> same(line, told.put(Long.valueOf(words[1]), words[2]), words[2]);
      case "state" -> same(line, states.put(Long.valueOf(words[1]), words[2]), words[2]);
      default -> {}
    }
  }

  private void same(String line, String before, String now) {
    if (before != null && !before.equals(now)) {
      contradictions.add(line + ", before it was " + before);
    }
  }
}
