package dev.rapport.gateway.command;

import java.io.Console;
import java.io.PrintStream;

/// A bar on a terminal, a line every tenth elsewhere.
final class ProgressBar {
  private static final int WIDTH = 40;

  private final PrintStream out;
  private final boolean terminal;
  private long shownTenth = -1;
  private int shownCells = -1;

  ProgressBar(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /// On standard error, which is a terminal when the process has a console.
  // The console is null again since JDK 25, when input or output is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  static ProgressBar onError() {
    Console console = System.console();
    return new ProgressBar(System.err, console != null && console.isTerminal());
  }

  void at(long entries, long done, long total) {
    double share = total <= 0 ? 1 : Math.min(1.0, (double) done / total);
    if (terminal) {
      int cells = (int) (share * WIDTH);
      if (cells != shownCells) {
        shownCells = cells;
        out.printf(
            "\r[%s%s] %3.0f %%  %,d",
            "#".repeat(cells), " ".repeat(WIDTH - cells), share * 100, entries);
        out.flush();
      }
    } else if ((long) (share * 10) != shownTenth) {
      shownTenth = (long) (share * 10);
      out.printf("%3.0f %%  %,d%n", share * 100, entries);
    }
  }

  void end() {
    if (terminal && shownCells >= 0) {
      out.println();
    }
  }
}
