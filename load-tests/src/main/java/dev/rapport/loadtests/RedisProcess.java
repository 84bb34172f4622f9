package dev.rapport.loadtests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import redis.embedded.core.ExecutableProvider;

/// A real Redis that keeps nothing on the disk: what is killed and started again is empty.
final class RedisProcess {
  private RedisProcess() {}

  /// @throws IOException where there is none for this machine
  static RapportProcess start(Path home, int port) throws IOException {
    String executable;
    try {
      executable = ExecutableProvider.newJarResourceProvider().get().getPath();
    } catch (RuntimeException e) {
      throw new IOException("no Redis here: " + e, e);
    }
    return RapportProcess.start(
        List.of(executable, "--port", Integer.toString(port), "--save", ""),
        home.resolve("redis.log"),
        new Target("127.0.0.1", port, port));
  }
}
