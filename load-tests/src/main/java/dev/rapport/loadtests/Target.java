package dev.rapport.loadtests;

/// Where one Rapport process listens. The ports stay the same when the process is started again.
///
/// @param smtpPort where it takes mail
record Target(String host, int httpPort, int smtpPort) {
  String base() {
    return "http://" + host + ":" + httpPort;
  }
}
