package dev.rapport.gateway.desk;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.OfferId;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which screen pops have left for the desk of whoever is offered a contact: a telephone rings only
/// then. By the offer and not by what was put into a stream so far, since the core may show an
/// offer before anybody was told of it. Of an agent whose desk is at another gateway, that one says
/// so. On the hub's context.
public final class PopsSent {
  /// Offers remembered. Whoever asks for one that was pushed out waits as long as they are willing
  /// to.
  private static final int KEPT = 5_000;

  private final Context context;
  private final Map<OfferId, Promise<Void>> pops =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OfferId, Promise<Void>> eldest) {
          return size() > KEPT;
        }
      };

  private final LongAdder rangBefore = new LongAdder();
  private Others others = Others.NONE;

  /// The other gateways of the centre.
  public interface Others {
    Others NONE =
        new Others() {
          @Override
          public boolean have(AgentId agent, RoutingCore core) {
            return false;
          }

          @Override
          public void sent(OfferId offer) {}
        };

    /// Whether the agent may have a desk with one of them.
    boolean have(AgentId agent, RoutingCore core);

    /// The screen pop of an offer has left for a desk here.
    void sent(OfferId offer);
  }

  PopsSent(Context context) {
    this.context = context;
  }

  /// Before anything happens.
  public void others(Others others) {
    this.others = others;
  }

  /// Completes when the screen pop of the offer has been taken by the network for every desk of the
  /// agent at that gateway; at once when the agent has no desk anywhere.
  public Future<Void> of(OfferId offer) {
    return promise(offer).future();
  }

  /// It has, at another gateway.
  public void sent(OfferId offer) {
    promise(offer).tryComplete();
  }

  /// A screen pop, and whom it is for.
  record Pop(OfferId offer, ContactId contact, AgentId agent) {}

  /// The screen pop has been put into its stream.
  ///
  /// @param leaving when what was put so far has left for an agent's desk; null without one here
  void put(Pop pop, Function<AgentId, @Nullable Future<Void>> leaving, RoutingCore core) {
    Future<Void> left = leaving.apply(pop.agent());
    if (left != null) {
      boolean mayRing = mayRing(core.contact(pop.contact()));
      left.onComplete(_ -> context.runOnContext(_ -> left(pop.offer(), mayRing)));
    } else if (!others.have(pop.agent(), core)) {
      sent(pop.offer());
    }
  }

  private void left(OfferId offer, boolean mayRing) {
    sent(offer);
    if (mayRing) {
      others.sent(offer);
    }
  }

  private static boolean mayRing(@Nullable ContactView view) {
    return view != null
        && (view.facts().channel().equals(ChannelId.PHONE) || view.way().consult() != null);
  }

  /// Desks were drawn anew, with what is offered since before.
  void redrawn(
      Collection<ContactId> held,
      Function<AgentId, @Nullable Future<Void>> leaving,
      RoutingCore core) {
    for (ContactId contact : held) {
      ContactView view = core.contact(contact);
      if (view != null && view.state() instanceof ContactState.Offered offered) {
        offered.all().forEach(to -> put(new Pop(to.offer(), contact, to.agent()), leaving, core));
      }
    }
  }

  /// A telephone rings although the screen pop has not left in time.
  public void rangBefore() {
    rangBefore.increment();
  }

  /// How often that was so. From any thread.
  public long ringsBefore() {
    return rangBefore.sum();
  }

  private Promise<Void> promise(OfferId offer) {
    return pops.computeIfAbsent(offer, _ -> Promise.promise());
  }
}
