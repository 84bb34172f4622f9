package dev.rapport.channels.email;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.dom.address.MailboxList;
import org.apache.james.mime4j.dom.field.ContentDispositionField;
import org.apache.james.mime4j.dom.field.ContentTypeField;
import org.apache.james.mime4j.dom.field.ParsedField;
import org.apache.james.mime4j.field.LenientFieldParser;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.Field;
import org.jspecify.annotations.Nullable;

/// The header fields of a mail or of a part of it, as far as they are of use here. The first field
/// of a name counts; more of it is ignored, as most readers do.
final class MailHeaders {

  private static final Set<String> KEPT =
      Set.of(
          "from",
          "subject",
          "message-id",
          "in-reply-to",
          "references",
          "auto-submitted",
          "precedence",
          "x-autoreply",
          "x-auto-response-suppress",
          "list-id",
          "content-type",
          "content-disposition");

  private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s\\p{Cntrl}]{1,250}>");

  /// How many Message-IDs of a thread are looked at, the newest.
  private static final int MAX_REFERENCES = 50;

  private final Map<String, Field> fields = new HashMap<>();

  void add(Field field) {
    String name = field.getName().toLowerCase(Locale.ROOT);
    if (KEPT.contains(name)) {
      fields.putIfAbsent(name, field);
    }
  }

  /// A field's value as text: unfolded, 8-bit bytes read as UTF-8 when they are.
  private String value(String name) {
    Field field = fields.get(name);
    String body = field == null ? null : field.getBody();
    if (body == null) {
      return "";
    }
    // mime4j hands each byte over as one character.
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    boolean narrow = body.chars().allMatch(c -> c < 256);
    String text = narrow ? MailText.decode(bytes, null) : body;
    return text.replaceAll("[\\r\\n]+", "");
  }

  private static String decodeWords(String text) {
    try {
      return DecoderUtil.decodeEncodedWords(
          text, DecodeMonitor.SILENT, StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  @Nullable String subject() {
    return decodeWords(value("subject"));
  }

  private @Nullable Mailbox from() {
    String value = value("from");
    try {
      MailboxList found = LenientAddressParser.DEFAULT.parseAddressList(value).flatten();
      return found.isEmpty() ? null : found.getFirst();
    } catch (RuntimeException e) {
      return null;
    }
  }

  /// The address mails of a person come from: it has a part before and after the @ and no spaces.
  @Nullable String fromAddress() {
    Mailbox from = from();
    return from == null ? null : address(from.getAddress());
  }

  static @Nullable String address(@Nullable String raw) {
    String given = raw == null ? "" : raw.strip();
    boolean usable =
        given.length() <= 320 && given.matches("[^\\s\\p{Cntrl}<>]+@[^\\s\\p{Cntrl}<>@]+");
    return usable ? given : null;
  }

  @Nullable String fromName() {
    Mailbox from = from();
    String name = from == null ? null : from.getName();
    return name == null ? null : decodeWords(name);
  }

  @Nullable String messageId() {
    Matcher id = MESSAGE_ID.matcher(value("message-id"));
    return id.find() ? id.group() : null;
  }

  List<String> references() {
    Set<String> ids = new LinkedHashSet<>();
    for (String name : List.of("references", "in-reply-to")) {
      Matcher id = MESSAGE_ID.matcher(value(name));
      while (id.find()) {
        ids.add(id.group());
      }
    }
    List<String> all = new ArrayList<>(ids);
    return all.subList(Math.max(0, all.size() - MAX_REFERENCES), all.size());
  }

  /// RFC 3834 and what was in use before it.
  boolean automatic() {
    String submitted = value("auto-submitted").strip().toLowerCase(Locale.ROOT);
    String precedence = value("precedence").strip().toLowerCase(Locale.ROOT);
    return (!submitted.isEmpty() && !submitted.startsWith("no"))
        || Set.of("bulk", "junk", "list", "auto_reply").contains(precedence)
        || fields.containsKey("x-autoreply")
        || fields.containsKey("list-id")
        || value("content-type").strip().toLowerCase(Locale.ROOT).startsWith("multipart/report");
  }

  boolean isAttachment() {
    return parsed("content-disposition") instanceof ContentDispositionField field
        && field.isAttachment();
  }

  /// The name of the file (RFC 2231 pieces put together), null when there is none.
  @Nullable String fileName() {
    String name =
        parsed("content-disposition") instanceof ContentDispositionField field
            ? field.getFilename()
            : null;
    if (name == null && parsed("content-type") instanceof ContentTypeField field) {
      name = field.getParameter("name");
    }
    return name == null ? null : decodeWords(name);
  }

  private @Nullable ParsedField parsed(String name) {
    Field field = fields.get(name);
    if (field == null) {
      return null;
    }
    try {
      return LenientFieldParser.parse(field.getName() + ": " + value(name), DecodeMonitor.SILENT);
    } catch (MimeException | RuntimeException e) {
      return null;
    }
  }
}
