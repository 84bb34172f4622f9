package dev.rapport.storage;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// A process to be killed: writes rows from several threads without end, and says on its standard
/// output which ones were acknowledged. `AcknowledgingWriter DIR PREFIX [THREADS]`
final class AcknowledgingWriter {
  private static final int THREADS = 4;

  private AcknowledgingWriter() {}

  @SuppressWarnings("SystemOut") // The parent process reads it.
  public static void main(String[] args) throws InterruptedException {
    Store store = Store.open(Path.of(args[0]));
    PrintStream out = System.out;
    int threads = args.length > 2 ? Integer.parseInt(args[2]) : THREADS;
    AtomicLong next = new AtomicLong();
    Thread[] writers = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      writers[i] = Thread.ofPlatform().start(() -> write(store, out, args[1], next));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    store.close();
  }

  private static void write(Store store, PrintStream out, String prefix, AtomicLong next) {
    try {
      while (true) {
        String login = prefix + "-" + next.incrementAndGet();
        store.write(dsl -> Rows.addAccount(dsl, login)).join();
        out.println(login);
      }
    } catch (RuntimeException stopped) {
      out.println("! " + stopped.getCause());
    }
  }
}
