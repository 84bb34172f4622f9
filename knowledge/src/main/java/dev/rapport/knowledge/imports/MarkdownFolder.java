package dev.rapport.knowledge.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Every `.md`, `.markdown`, `.html` and `.htm` file of a folder and its sub-folders, in the order
/// of their paths; an article's id is its path in the folder. Links to elsewhere are not followed,
/// and what begins with a dot is passed over, as are the files of articles.
final class MarkdownFolder implements ArticleReader {

  /// The folder of files that belong to articles: what is in it is none.
  static final String FILES = "_attachments";

  /// How deep sub-folders are read.
  private static final int MAX_DEPTH = 20;

  private final Path root;
  private final Path start;
  private final MarkdownFile format;

  /// @param root what paths are relative to
  /// @param start the root itself, or one file in it
  MarkdownFolder(Path root, Path start, MarkdownFile format) {
    this.root = root;
    this.start = start;
    this.format = format;
  }

  @Override
  public long size() throws IOException {
    long sum = 0;
    for (Path file : files()) {
      sum += Files.size(file);
    }
    return sum;
  }

  @Override
  public void read(Sink sink) throws IOException {
    List<Path> files = files();
    if (files.isEmpty()) {
      throw new IOException(
          start
              + " holds no .md or .html file; nothing was read. A .json, .jsonl or .tsv file is"
              + " imported by its own name");
    }
    long bytes = 0;
    for (Path file : files) {
      String path = pathOf(file);
      boolean more;
      try {
        byte[] content = content(file);
        bytes += content.length;
        String text = Utf8.decode(content, content.length);
        ReadArticle article =
            isHtml(file) ? format.parseHtml(text, path) : format.parse(text, path);
        more = sink.article(path, article, bytes);
      } catch (UnreadableEntry e) {
        more = sink.rejected(path, e.reason(), bytes);
      } catch (IOException e) {
        more = sink.rejected(path, "cannot be read: " + e.getMessage(), bytes);
      }
      if (!more) {
        return;
      }
    }
  }

  private static byte[] content(Path file) throws IOException, UnreadableEntry {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(Utf8.MAX_BYTES + 1);
      if (content.length > Utf8.MAX_BYTES) {
        throw new UnreadableEntry(Utf8.TOO_LONG);
      }
      return content;
    }
  }

  /// With slashes everywhere, so that the same folder gives the same ids on every system.
  private String pathOf(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private List<Path> files() throws IOException {
    var files = new ArrayList<Path>();
    Files.walkFileTree(
        start,
        Set.of(),
        MAX_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return passedOver(directory) && !directory.equals(start)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !hidden(file) && (isMarkdown(file) || isHtml(file))) {
              files.add(file);
            }
            // One more than is taken shows that there are more.
            return files.size() > ArticleImport.MAX_ARTICLES
                ? FileVisitResult.TERMINATE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(start)) {
              throw e;
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  private static boolean passedOver(Path directory) {
    return hidden(directory) || nameOf(directory).equals(FILES);
  }

  private static boolean hidden(Path path) {
    return nameOf(path).startsWith(".");
  }

  private static boolean isMarkdown(Path file) {
    String name = nameOf(file).toLowerCase(Locale.ROOT);
    return name.endsWith(".md") || name.endsWith(".markdown");
  }

  private static boolean isHtml(Path file) {
    String name = nameOf(file).toLowerCase(Locale.ROOT);
    return name.endsWith(".html") || name.endsWith(".htm");
  }

  private static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
