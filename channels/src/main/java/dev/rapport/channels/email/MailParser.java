package dev.rapport.channels.email;

import dev.rapport.channels.Attachment;
import dev.rapport.channels.PlainText;
import dev.rapport.channels.RawBytes;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/// Reads one mail, token by token, so that a bomb is noticed at the limit it breaks and not after.
/// Lenient with what is merely wrong (RFC 5322 mail rarely is right), strict with the limits. Never
/// throws for anything a mail can contain.
final class MailParser {

  private static final int CHUNK = 16 * 1024;
  private static final int MAX_ATTACHMENT_NAME = 255;
  private static final int MAX_SUBJECT = 300;
  private static final int MAX_NAME = 200;

  private final MailLimits limits;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  MailParser(MailLimits limits) {
    this.limits = limits;
  }

  /// A limit was broken; the message says which.
  private static final class LimitBroken extends IOException {
    private static final long serialVersionUID = 1L;

    LimitBroken(String message) {
      super(message);
    }
  }

  ParsedMail parse(RawBytes raw) {
    Reading reading = new Reading();
    try {
      return reading.read(raw);
    } catch (LimitBroken e) {
      return new ParsedMail.Illegible(String.valueOf(e.getMessage()));
    } catch (MimeException | IOException e) {
      return new ParsedMail.Illegible("not readable as a mail: " + brief(e));
    } catch (RuntimeException | StackOverflowError e) {
      // A mail must never stop the next one, whatever it found in a library.
      return new ParsedMail.Illegible("reading it failed: " + brief(e));
    }
  }

  private static String brief(Throwable e) {
    return PlainText.atMost(PlainText.line(String.valueOf(e)), 200);
  }

  /// One mail while it is read.
  private final class Reading {
    private final long cpuBegin = threads.getCurrentThreadCpuTime();
    private final List<Attachment> attachments = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private final MailHeaders top = new MailHeaders();
    private MailHeaders current = top;
    private int parts;
    private int depth;
    private int textLeft = limits.maxTextBytes();

    ParsedMail read(RawBytes raw) throws IOException, MimeException {
      MimeConfig config =
          new MimeConfig.Builder()
              .setMaxHeaderCount(limits.maxHeaders())
              .setMaxHeaderLen(limits.maxHeaderBytes())
              .setMaxLineLen(limits.maxLineBytes())
              .setMaxContentLen(-1)
              .build();
      MimeTokenStream stream = new MimeTokenStream(config, DecodeMonitor.SILENT, null);
      // An attached mail is an attachment, not more of this mail.
      stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
      stream.parse(raw.open());
      for (EntityState state = stream.getState();
          state != EntityState.T_END_OF_STREAM;
          state = stream.next()) {
        token(state, stream);
        checkTime();
      }
      return result();
    }

    private void token(EntityState state, MimeTokenStream stream) throws IOException {
      switch (state) {
        case T_START_BODYPART -> {
          current = new MailHeaders();
          countPart();
        }
        case T_FIELD -> current.add(stream.getField());
        case T_START_MULTIPART -> {
          countPart();
          if (++depth > limits.maxDepth()) {
            throw new LimitBroken("more than " + limits.maxDepth() + " multiparts deep");
          }
        }
        case T_END_MULTIPART -> depth--;
        case T_BODY -> body(stream);
        case T_START_MESSAGE,
            T_END_MESSAGE,
            T_RAW_ENTITY,
            T_START_HEADER,
            T_END_HEADER,
            T_PREAMBLE,
            T_EPILOGUE,
            T_END_BODYPART,
            T_END_OF_STREAM -> {}
      }
    }

    private void countPart() throws LimitBroken {
      if (++parts > limits.maxParts()) {
        throw new LimitBroken("more than " + limits.maxParts() + " parts");
      }
    }

    private void checkTime() throws LimitBroken {
      if (threads.getCurrentThreadCpuTime() - cpuBegin > limits.maxCpuNanos()) {
        throw new LimitBroken("reading it took too long");
      }
    }

    private void body(MimeTokenStream stream) throws IOException {
      BodyDescriptor descriptor = stream.getBodyDescriptor();
      String type = String.valueOf(descriptor.getMimeType()).toLowerCase(Locale.ROOT);
      String name = current.fileName();
      boolean shown =
          !current.isAttachment()
              && name == null
              && (type.equals("text/plain") || type.equals("text/html"));
      try (InputStream in = stream.getDecodedInputStream()) {
        if (shown) {
          StringBuilder to = type.equals("text/html") ? html : plain;
          String text = MailText.decode(readText(in), descriptor.getCharset());
          if (!to.isEmpty() && !text.isBlank()) {
            to.append("\n\n");
          }
          to.append(text);
        } else {
          String shownName = name == null ? "" : name;
          attachments.add(new Attachment(cleanName(shownName), cleanType(type), count(in)));
        }
      }
    }

    private byte[] readText(InputStream in) throws IOException {
      byte[] kept = in.readNBytes(textLeft);
      textLeft -= kept.length;
      count(in);
      return kept;
    }

    private long count(InputStream in) throws IOException {
      byte[] chunk = new byte[CHUNK];
      long size = 0;
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        size += n;
        checkTime();
      }
      return size;
    }

    private ParsedMail result() throws LimitBroken {
      String text = plain.toString();
      if (text.isBlank() && !html.isEmpty()) {
        text = HtmlText.of(html.toString());
      }
      checkTime();
      return new ParsedMail.Legible(
          top.fromAddress(),
          shortened(top.fromName(), MAX_NAME),
          shortened(top.subject(), MAX_SUBJECT),
          PlainText.of(text).strip(),
          attachments,
          top.messageId(),
          top.references(),
          top.automatic());
    }
  }

  private static @Nullable String shortened(@Nullable String text, int max) {
    String line = text == null ? "" : PlainText.line(text);
    return line.isEmpty() ? null : PlainText.atMost(line, max);
  }

  private static String cleanName(String name) {
    String line = PlainText.line(name);
    String base = line.substring(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1);
    return base.isBlank() ? "unnamed" : PlainText.atMost(base, MAX_ATTACHMENT_NAME);
  }

  private static String cleanType(String type) {
    return type.matches("[\\w.+-]{1,100}/[\\w.+-]{1,100}") ? type : "application/octet-stream";
  }
}
