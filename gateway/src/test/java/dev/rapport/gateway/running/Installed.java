package dev.rapport.gateway.running;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// A program of others that a test needs, from a Debian package.
record Installed(Path program, String debian) {
  static final Installed BARESIP = new Installed(Path.of("/usr/bin/baresip"), "baresip-core");
  static final Installed KAMAILIO = new Installed(Path.of("/usr/sbin/kamailio"), "kamailio");

  /// Skips the test, saying so, where it is not.
  Path orSkip(String test) {
    boolean there = Files.isExecutable(program);
    if (!there) {
      System.out.println(test + " skipped: there is no " + program + " (Debian: " + debian + ")");
    }
    Assumptions.assumeTrue(there, program + " is not installed");
    return program;
  }
}
