package dev.rapport.channels.sip;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Where it is kept which telephones are registered: a telephone says so again only after minutes,
/// and a switch that starts anew would reach nobody until then.
public interface Registrations {

  /// Keeps nothing.
  Registrations NONE =
      new Registrations() {
        @Override
        public CompletionStage<List<Registration>> all() {
          return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public CompletionStage<?> keep(String agent, List<Registration> now) {
          return CompletableFuture.completedFuture(now);
        }
      };

  /// Everything that is kept, in the order in which it was registered.
  CompletionStage<List<Registration>> all();

  /// In the place of whatever was kept of that agent.
  CompletionStage<?> keep(String agent, List<Registration> now);

  /// A telephone that is reached by UDP. One that came by a connection is gone with it, and
  /// registers at once when it sees that.
  ///
  /// @param contact the URI to call it by
  /// @param ip literal; where its REGISTER came from
  /// @param callId of its REGISTER requests, whose number must rise
  /// @param until epoch milliseconds
  record Registration(
      String agent, String contact, String ip, int port, String callId, long cseq, long until) {}
}
