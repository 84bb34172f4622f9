package dev.rapport.gateway.running;

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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A real Asterisk for a whole gateway, on loopback, from a folder with a Debian in it that
/// `RAPPORT_ASTERISK` names. Customers come by its trunk; two telephones are at its endpoints.
final class RealAsterisk implements AutoCloseable {
  private static final String CONFIG = "/etc/asterisk-rapport-gateway";
  private static final String OWN = "/var/lib/rapport-asterisk-gateway";

  private static final String ENDPOINT =
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

  private static final String DIAL_PLAN =
      """
      [from-trunk]
      exten => support,1,Stasis(rapport)
       same => n,ExecIf($["${STASISSTATUS}" != "FAILED"]?Hangup())
       same => n,Wait(1)
       same => n,Goto(1)
      """;

  private final Path root;
  private final int sipPort;
  private final int httpPort;
  private final Process process;

  /// Skips the test, saying so, where there is none.
  static Path folder(String test) {
    String named = System.getenv("RAPPORT_ASTERISK");
    Path folder = Path.of(named == null ? "/opt/rapport-asterisk" : named);
    boolean there =
        Files.isExecutable(folder.resolve("usr/sbin/asterisk"))
            && "root".equals(System.getProperty("user.name"));
    if (!there) {
      System.out.println(test + " skipped: there is no Asterisk in the folder RAPPORT_ASTERISK");
    }
    Assumptions.assumeTrue(there, "there is no Asterisk in the folder RAPPORT_ASTERISK");
    return folder;
  }

  /// @param agent the port that the agent's telephone is at
  /// @param supervisor the port that the supervisor's telephone is at
  /// @param customers the port that customers call from
  RealAsterisk(Path root, int agent, int supervisor, int customers) throws IOException {
    this.root = root;
    try (DatagramSocket udp = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        ServerSocket tcp = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      sipPort = udp.getLocalPort();
      httpPort = tcp.getLocalPort();
    }
    furnish(agent, supervisor, customers);
    process =
        new ProcessBuilder(
                "chroot",
                root.toString(),
                "/usr/sbin/asterisk",
                "-f",
                "-C",
                CONFIG + "/asterisk.conf")
            .redirectErrorStream(true)
            .redirectOutput(root.resolve(OWN.substring(1) + "/out.txt").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  int sipPort() {
    return sipPort;
  }

  String url() {
    return "http://127.0.0.1:" + httpPort;
  }

  private void furnish(int agent, int supervisor, int customers) throws IOException {
    Path own = Files.createDirectories(root.resolve(OWN.substring(1)));
    for (String folder : List.of("run", "log", "spool/recording", "db", "moh")) {
      Files.createDirectories(own.resolve(folder));
    }
    emptied(own.resolve("spool/recording"));
    Files.writeString(
        root.resolve("etc/hosts"),
        "127.0.0.1 localhost %s\n".formatted(InetAddress.getLocalHost().getHostName()));
    Files.writeString(root.resolve("etc/nsswitch.conf"), "hosts: files\n");
    write(
        "asterisk.conf",
        """
        [directories]
        astetcdir => CONFIG
        astmoddir => /usr/lib/x86_64-linux-gnu/asterisk/modules
        astvarlibdir => /var/lib/asterisk
        astdbdir => OWN/db
        astdatadir => /usr/share/asterisk
        astspooldir => OWN/spool
        astrundir => OWN/run
        astlogdir => OWN/log
        """);
    write("modules.conf", modules());
    write("logger.conf", "[logfiles]\nmessages => notice,warning,error\n");
    write("http.conf", "[general]\nenabled=yes\nbindaddr=127.0.0.1\nbindport=" + httpPort + "\n");
    write("ari.conf", "[general]\nenabled=yes\n[rapport]\ntype=user\npassword=a password\n");
    write("rtp.conf", "[general]\nrtpstart=32000\nrtpend=32999\n");
    write("musiconhold.conf", "[default]\nmode=files\ndirectory=OWN/moh\n");
    write("extensions.conf", DIAL_PLAN);
    write(
        "pjsip.conf",
        "[udp]\ntype=transport\nprotocol=udp\nbind=127.0.0.1:%d\n".formatted(sipPort)
            + endpoint("201", agent)
            + endpoint("300", supervisor)
            + endpoint("trunk", customers)
            + "[trunk]\ntype=identify\nendpoint=trunk\nmatch=127.0.0.1\n");
    Files.write(own.resolve("moh/music.ulaw"), G711.ULAW.encode(Melody.tone(440, 10_000)));
    Path sounds = Files.createDirectories(root.resolve("usr/share/asterisk/sounds/rapport/en"));
    for (String name : List.of("greeting", "recorded", "position_before", "n1", "position_after")) {
      sound(sounds, name);
    }
  }

  private static String endpoint(String name, int port) {
    return "[%s]\ntype=aor\ncontact=sip:%s@127.0.0.1:%d\n[%s]\naors=%s\n%s"
        .formatted(name, name, port, name, name, ENDPOINT);
  }

  private static void sound(Path folder, String name) throws IOException {
    try (InputStream in = Clip.class.getResourceAsStream("/phone/phrases/en/" + name + ".wav")) {
      if (in != null) {
        Files.write(folder.resolve(name + ".ulaw"), G711.ULAW.encode(Wav.read(in.readAllBytes())));
      }
    }
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
            "pbx_dundi",
            "res_xmpp",
            "res_prometheus",
            "res_hep",
            "res_calendar",
            "app_voicemail",
            "app_queue",
            "res_config_pgsql",
            "res_config_mysql",
            "cdr_pgsql",
            "cel_pgsql",
            "res_phoneprov",
            "res_resolver_unbound")) {
      text.append("noload => ").append(module).append(".so\n");
    }
    return text.toString();
  }

  private void write(String name, String text) throws IOException {
    Path etc = Files.createDirectories(root.resolve(CONFIG.substring(1)));
    Files.writeString(etc.resolve(name), text.replace("CONFIG", CONFIG).replace("OWN", OWN));
  }

  /// What an earlier test did not let go of would be told to this one.
  private static void emptied(Path folder) throws IOException {
    try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder)) {
      for (Path each : kept) {
        Files.deleteIfExists(each);
      }
    }
  }

  @Override
  public void close() {
    try {
      process.destroyForcibly();
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
