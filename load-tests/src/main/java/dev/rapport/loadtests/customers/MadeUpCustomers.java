package dev.rapport.loadtests.customers;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// A register of made-up people, each the same for the same number and seed: names from syllables,
/// with the common ones far more common than the rare ones.
final class MadeUpCustomers {
  private static final String[] SYLLABLES = {
    "an", "ber", "car", "da", "el", "fi", "gus", "ha", "in", "jo", "ka", "lo", "mar", "ne", "ol",
    "pe", "qui", "ro", "sa", "ta", "ul", "vi", "wen", "xa", "yo", "za", "bri", "che", "dor", "fle"
  };
  private static final String[] ENDS = {"a", "er", "son", "ski", "mann", "ez", "li", "ova", "ton"};

  private final long seed;

  MadeUpCustomers(long seed) {
    this.seed = seed;
  }

  /// @param name given name and surname
  record Person(String number, String name, String birthDate, String postcode, String email) {}

  Person person(int number) {
    var random = new SplittableRandom(seed + number * 7_919L);
    String given = word(random, 2, 1.6);
    String surname = word(random, 3, 1.3) + ENDS[random.nextInt(ENDS.length)];
    String birth =
        "%04d-%02d-%02d"
            .formatted(1930 + random.nextInt(78), 1 + random.nextInt(12), 1 + random.nextInt(28));
    String postcode = Integer.toString(10_000 + random.nextInt(80_000));
    return new Person(
        "n" + number, given + " " + surname, birth, postcode, "c" + number + "@example.org");
  }

  /// @param skew above 1: the first syllables come more often
  private static String word(SplittableRandom random, int syllables, double skew) {
    var word = new StringBuilder();
    for (int i = 0; i < syllables; i++) {
      word.append(SYLLABLES[(int) (Math.pow(random.nextDouble(), skew) * SYLLABLES.length)]);
    }
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  void write(Path file, int count) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("customer id,name,email,phone,birth date,postcode\n");
      for (int i = 0; i < count; i++) {
        Person person = person(i);
        out.write(
            String.join(
                ",",
                person.number(),
                person.name(),
                person.email(),
                "+4930" + (10_000_000 + i),
                person.birthDate(),
                person.postcode()));
        out.newLine();
      }
    }
  }
}
