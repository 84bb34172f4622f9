package dev.rapport.customers.importing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import org.jspecify.annotations.Nullable;

/// Dates whose order of day and month cannot be mistaken: `2019-05-31`, `2019-05-31T10:00:00Z`,
/// `2019-05-31 10:00:00`, `31.05.2019`, `2019`. Slashes are refused: 05/06 is two dates.
final class Dates {
  private static final DateTimeFormatter DOTTED =
      DateTimeFormatter.ofPattern("d.M.uuuu").withResolverStyle(ResolverStyle.STRICT);

  private Dates() {}

  /// Epoch milliseconds (a date is its midnight UTC), or null when the text is no such date.
  static @Nullable Long read(String text) {
    try {
      if (text.matches("\\d{4}")) {
        return millis(LocalDate.of(Integer.parseInt(text), 1, 1));
      }
      if (text.contains(".") && text.indexOf('.') <= 2) {
        return millis(LocalDate.parse(text, DOTTED));
      }
      if (text.length() == 10) {
        return millis(LocalDate.parse(text));
      }
      String iso = text.replace(' ', 'T');
      return iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10
          ? OffsetDateTime.parse(iso).toInstant().toEpochMilli()
          : Instant.parse(iso + "Z").toEpochMilli();
    } catch (DateTimeException notADate) {
      return null;
    }
  }

  private static long millis(LocalDate date) {
    return date.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
