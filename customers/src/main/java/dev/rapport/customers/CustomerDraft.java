package dev.rapport.customers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A customer as one source describes it: what an import or the API hands to the directory.
///
/// @param externalId the source's own key; the same source and key is the same customer
/// @param details everything else the source says
public record CustomerDraft(String externalId, Details details) {
  public static final int MAX_NAME = 200;
  public static final int MAX_NOTE = 10_000;
  public static final int MAX_IDENTIFIERS = 20;
  public static final int MAX_ATTRIBUTES = 50;

  private static final int ID_BYTES = 12;

  /// Bytes of an id that neighbours share.
  private static final int NEIGHBOURHOOD = 3;

  /// Ten thousand customers are neighbours.
  private static final int NEIGHBOUR_DIGITS = 4;

  /// @param since epoch milliseconds, or null for "from now"
  /// @param identifiers up to 20; their `addedAt` is when the draft was read
  /// @param attributes up to 50 further facts by name, in order of name
  public record Details(
      String name,
      @Nullable String language,
      CustomerValue value,
      String note,
      @Nullable Long since,
      List<OwnedIdentifier> identifiers,
      SortedMap<String, String> attributes) {
    public Details {
      identifiers = List.copyOf(identifiers);
      if (name.isEmpty() || name.length() > MAX_NAME || note.length() > MAX_NOTE) {
        throw new IllegalArgumentException("a name or note beyond its length");
      }
      if (identifiers.size() > MAX_IDENTIFIERS || attributes.size() > MAX_ATTRIBUTES) {
        throw new IllegalArgumentException("more identifiers or attributes than a customer has");
      }
    }
  }

  public CustomerDraft {
    if (externalId.isEmpty() || externalId.length() > Identifiers.MAX_EXTERNAL_ID) {
      throw new IllegalArgumentException("an external id has 1 to 200 characters");
    }
  }

  /// The customer's id in Rapport. It follows from centre, source and key, so that the same row
  /// imported twice, or by two processes, is one customer without asking anybody.
  ///
  /// The first 24 bits follow from the key without its last four digits, so that customers whose
  /// numbers follow each other lie side by side in every index, and an import writes a few pages
  /// instead of one for each customer. The other 72 follow from the whole key: a million customers
  /// of one such neighbourhood after the other meet by chance with probability 1e-12.
  public String customerId(String centre, String source) {
    return customerId(centre, source, externalId);
  }

  /// The id of the customer whom a source knows by this key.
  public static String customerId(String centre, String source, String externalId) {
    byte[] place = digest(centre, source, externalId.substring(0, stem(externalId)));
    byte[] own = digest(centre, source, externalId);
    HexFormat hex = HexFormat.of();
    return "c"
        + hex.formatHex(place, 0, NEIGHBOURHOOD)
        + hex.formatHex(own, NEIGHBOURHOOD, ID_BYTES);
  }

  /// Where the last digits of a key begin, four at most.
  private static int stem(String key) {
    int from = key.length();
    while (from > 0
        && key.length() - from < NEIGHBOUR_DIGITS
        && key.charAt(from - 1) >= '0'
        && key.charAt(from - 1) <= '9') {
      from--;
    }
    return from;
  }

  private static byte[] digest(String... parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      feed(digest, part);
    }
    return digest.digest();
  }

  /// A hash over everything the source said, to tell an unchanged row without reading it back. When
  /// an identifier was read is not part of what was said.
  public String fingerprint() {
    MessageDigest digest = sha256();
    feed(digest, externalId);
    feed(digest, details.name());
    feed(digest, String.valueOf(details.language()));
    feed(digest, details.value().toString());
    feed(digest, details.note());
    feed(digest, String.valueOf(details.since()));
    for (OwnedIdentifier owned : details.identifiers()) {
      feed(digest, owned.identifier().toString());
      feed(digest, owned.display());
      feed(digest, owned.proof().name());
    }
    details
        .attributes()
        .forEach((name, value) -> {
          feed(digest, name);
          feed(digest, value);
        });
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private static void feed(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = bytes.length;
    // The length first, so that ("ab","c") and ("a","bc") differ.
    digest.update(
        new byte[] {
          (byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length
        });
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
