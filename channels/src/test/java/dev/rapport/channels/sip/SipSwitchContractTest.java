package dev.rapport.channels.sip;

import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneSwitch;
import dev.rapport.channels.phone.SoftPhoneContract;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The embedded switch keeps the contract of every switch.
final class SipSwitchContractTest extends SoftPhoneContract {
  private SipSwitch sip;

  @BeforeEach
  void start() throws Exception {
    sip =
        new SipSwitch(
            SipSettings.loopback(
                List.of(new SipSettings.AgentPhone("ana", "secret", null)),
                SipSettings.Limits.USUAL));
    await(sip.start(heard));
    await(ana.register(server(), "ana", "secret"));
    heard.next(PhoneEvent.EndpointChanged.class);
  }

  @AfterEach
  void stop() {
    await(sip.close());
  }

  @Override
  protected InetSocketAddress server() {
    return new InetSocketAddress(LOOPBACK, sip.port());
  }

  @Override
  protected PhoneSwitch phone() {
    return sip;
  }
}
