package dev.rapport.channels.ari;

import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.G711;
import dev.rapport.channels.media.Melody;
import dev.rapport.channels.media.Wav;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A real Asterisk on free ports of loopback, from a folder into which Debian was installed with
/// it: `debootstrap --variant=minbase --include=asterisk sid FOLDER`. The folder is named by
/// `RAPPORT_ASTERISK`.
final class Asterisk implements AutoCloseable {
  private static final String CONFIG = "/etc/asterisk-rapport";

  private static final String DIAL_PLAN =
      """
      [from-trunk]
      exten => support,1,Stasis(rapport)
       same => n,Hangup()
      exten => everybody,1,StasisBroadcast(5000)
       same => n,Hangup()
      """;

  private final Path root;
  private final int sipPort;
  private final int httpPort;
  private Process process;

  private Asterisk(Path root, int sipPort, int httpPort) {
    this.root = root;
    this.sipPort = sipPort;
    this.httpPort = httpPort;
  }

  static boolean available() {
    return Files.isExecutable(folder().resolve("usr/sbin/asterisk"))
        && "root".equals(System.getProperty("user.name"));
  }

  private static Path folder() {
    String named = System.getenv("RAPPORT_ASTERISK");
    return Path.of(named == null ? "/opt/rapport-asterisk" : named);
  }

  /// @param anasPhone the port that ana's phone is at
  /// @param suesPhone the port that the supervisor's phone is at
  /// @param trunk the port that customers are at
  static Asterisk start(int anasPhone, int suesPhone, int trunk) throws Exception {
    Asterisk asterisk = new Asterisk(folder(), freeUdp(), freeTcp());
    asterisk.furnish(anasPhone, suesPhone, trunk);
    asterisk.run();
    return asterisk;
  }

  private static int freeTcp() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static int freeUdp() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  int sipPort() {
    return sipPort;
  }

  AriSettings settings() {
    return settings("rapport");
  }

  /// Of one of several that hear of the calls to `everybody`.
  AriSettings settings(String app) {
    return new AriSettings(
        URI.create("http://127.0.0.1:" + httpPort),
        "rapport",
        "a password",
        app,
        Map.of("ana", "PJSIP/ana", "sue", "PJSIP/sue"),
        "PJSIP/trunk/{number}",
        "+441174960999",
        "",
        "en");
  }

  // --- What it is told ---

  private void furnish(int anasPhone, int suesPhone, int trunk) throws IOException {
    Path etc = Files.createDirectories(root.resolve(CONFIG.substring(1)));
    Path own = Files.createDirectories(root.resolve("var/lib/rapport-asterisk"));
    for (String folder : List.of("run", "log", "spool/recording", "db", "moh")) {
      Files.createDirectories(own.resolve(folder));
    }
    emptied(own.resolve("spool/recording"));
    String host = InetAddress.getLocalHost().getHostName();
    Files.writeString(
        root.resolve("etc/hosts"), "127.0.0.1 localhost\n127.0.0.1 %s\n".formatted(host));
    Files.writeString(root.resolve("etc/nsswitch.conf"), "hosts: files\n");
    write(
        etc,
        "asterisk.conf",
        """
        [directories]
        astetcdir => %s
        astmoddir => /usr/lib/x86_64-linux-gnu/asterisk/modules
        astvarlibdir => /var/lib/asterisk
        astdbdir => /var/lib/rapport-asterisk/db
        astdatadir => /usr/share/asterisk
        astspooldir => /var/lib/rapport-asterisk/spool
        astrundir => /var/lib/rapport-asterisk/run
        astlogdir => /var/lib/rapport-asterisk/log
        """
            .formatted(CONFIG));
    write(etc, "modules.conf", modules());
    write(etc, "logger.conf", "[logfiles]\nmessages => notice,warning,error\n");
    write(
        etc,
        "http.conf",
        "[general]\nenabled=yes\nbindaddr=127.0.0.1\nbindport=%d\n".formatted(httpPort));
    write(etc, "ari.conf", "[general]\nenabled=yes\n[rapport]\ntype=user\npassword=a password\n");
    write(etc, "rtp.conf", "[general]\nrtpstart=31000\nrtpend=31999\n");
    write(
        etc,
        "musiconhold.conf",
        "[default]\nmode=files\ndirectory=/var/lib/rapport-asterisk/moh\n");
    write(etc, "extensions.conf", DIAL_PLAN);
    write(etc, "pjsip.conf", pjsip(anasPhone, suesPhone, trunk));
    Files.write(own.resolve("moh/music.ulaw"), G711.ULAW.encode(Melody.tone(440, 10_000)));
    sounds(Files.createDirectories(root.resolve("usr/share/asterisk/sounds/rapport/en")));
  }

  /// What an earlier test did not let go of would be told to this one.
  private static void emptied(Path folder) throws IOException {
    try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder)) {
      for (Path each : kept) {
        Files.deleteIfExists(each);
      }
    }
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /// What listens beyond loopback, or waits for hardware, stays out.
  private static String modules() {
    StringBuilder text = new StringBuilder("[modules]\nautoload=yes\n");
    for (String module :
        List.of(
            "chan_iax2",
            "chan_ooh323",
            "chan_unistim",
            "chan_mgcp",
            "chan_skinny",
            "chan_dahdi",
            "chan_mobile",
            "chan_motif",
            "chan_console",
            "res_snmp",
            "res_corosync",
            "pbx_lua",
            "pbx_dundi",
            "res_xmpp",
            "res_prometheus",
            "res_hep",
            "res_calendar",
            "app_voicemail",
            "app_queue",
            "app_minivm",
            "cdr_radius",
            "cel_radius",
            "cdr_pgsql",
            "cel_pgsql",
            "res_config_pgsql",
            "res_config_mysql",
            "res_phoneprov",
            "res_resolver_unbound")) {
      text.append("noload => ").append(module).append(".so\n");
    }
    return text.toString();
  }

  private String pjsip(int anasPhone, int suesPhone, int trunk) {
    String endpoint =
        """
        type=endpoint
        context=from-trunk
        disallow=all
        allow=ulaw,alaw
        direct_media=no
        send_connected_line=no
        media_address=127.0.0.1
        bind_rtp_to_media_address=yes
        """;
    return """
    [udp]
    type=transport
    protocol=udp
    bind=127.0.0.1:%d

    [ana]
    type=aor
    contact=sip:ana@127.0.0.1:%d

    [ana]
    aors=ana
    %s
    [sue]
    type=aor
    contact=sip:sue@127.0.0.1:%d

    [sue]
    aors=sue
    %s
    [trunk]
    type=aor
    contact=sip:127.0.0.1:%d

    [trunk]
    aors=trunk
    %s
    [trunk]
    type=identify
    endpoint=trunk
    match=127.0.0.1
    """
        .formatted(sipPort, anasPhone, endpoint, suesPhone, endpoint, trunk, endpoint);
  }

  private static void sounds(Path folder) throws IOException {
    for (String name : List.of("greeting", "position_before", "n3", "position_after")) {
      try (InputStream in = Clip.class.getResourceAsStream("/phone/phrases/en/" + name + ".wav")) {
        if (in != null) {
          Files.write(
              folder.resolve(name + ".ulaw"), G711.ULAW.encode(Wav.read(in.readAllBytes())));
        }
      }
    }
  }

  // --- Its life ---

  private void run() throws Exception {
    process =
        new ProcessBuilder(
                "chroot",
                root.toString(),
                "/usr/sbin/asterisk",
                "-f",
                "-C",
                CONFIG + "/asterisk.conf")
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("var/lib/rapport-asterisk/out.txt").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /// As a process that is killed.
  void kill() {
    try {
      process.destroyForcibly();
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// It is there still, and does nothing any more; or goes on.
  void stall(boolean stalls) {
    try {
      String signal = stalls ? "-STOP" : "-CONT";
      new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void again() {
    try {
      run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
