package dev.rapport.gateway;

import dev.rapport.gateway.desk.DeskCommands;
import dev.rapport.gateway.desk.ScreenPops;
import dev.rapport.gateway.flow.CustomerBook;
import dev.rapport.gateway.flow.Librarian;
import dev.rapport.gateway.http.ContactReaders;
import dev.rapport.gateway.http.HttpDoor;
import dev.rapport.gateway.http.Routes;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.security.Logins;
import dev.rapport.gateway.security.Passwords;
import dev.rapport.storage.SqlAccounts;
import dev.rapport.storage.SqlJumps;
import dev.rapport.storage.SqlNotes;
import dev.rapport.storage.SqlRecordings;
import dev.rapport.storage.SqlSetAsides;
import java.util.List;

/// What the HTTP server is made of.
final class HttpWiring {
  private HttpWiring() {}

  /// What only the routes need, beside what all of the process shares.
  record Parts(CustomerBook book, ScreenPops pops, Librarian librarian, Wiring.Health health) {}

  static HttpDoor door(Wiring made, Parts parts) {
    var guard = new Guard(made.sessions, made.readers, made.clock, made.settings.http().origins());
    var routes = new Routes(made.vertx, made.settings, guard, made.readers, made.clock);
    var contacts = new ContactReaders(made.centre, made.contacts, made.log, parts.pops());
    CustomerBook book = parts.book();
    return new HttpDoor(
        made.vertx,
        made.settings.limits().requestsPerMinute(),
        made.limits,
        List.of(
            routes.sessions(logins(made), made.sessions, made.sockets, made.hashing),
            KnowledgeWiring.routes(made, routes, parts.librarian(), contacts),
            routes.forms(made.reception, made.unit, made.keys, made.contacts, made.idempotency),
            routes.contacts(made.contacts, made.log, made.conversations, parts.pops()),
            routes.recordings(new SqlRecordings(made.store, made.clock), contacts),
            routes.customers(made.caller, book),
            routes.relationship(book, contacts, made::customerChanged),
            routes.ownPreferences(book, contacts, made.keys, made::customerChanged),
            routes.register(new CustomerWiring(made).register(), made::customerChanged),
            routes.finder(made.finder, book, made::customerChanged),
            routes.supervisors(made.unit, made.live, new SqlSetAsides(made.store)),
            routes.commands(made.unit, made.callbacks, PhoneWiring.hearing(made.phone)),
            routes.queues(made.unit, new SqlJumps(made.store)),
            routes.pbx(made.pbx, PhoneWiring.dip(made, made.placement)),
            routes.operation(made.metrics, parts.health()::checks),
            routes.sockets(
                made.sockets,
                new Routes.Hubs(made.chat, made.desks, commands(made), made.live),
                made.unit),
            routes.pages()));
  }

  private static Logins logins(Wiring made) {
    return new Logins(
        made.centre,
        new Logins.Stores(new SqlAccounts(made.store), made.sessions),
        new Passwords(made.random),
        made.keys,
        made.clock,
        new Logins.Failures(made.settings.limits().loginsPerMinute(), made.limits));
  }

  private static DeskCommands commands(Wiring made) {
    return new DeskCommands(
        made.centre,
        made.desks,
        made.unit,
        new DeskCommands.Stores(
            made.conversations, made.contacts, new SqlNotes(made.store, made.clock)),
        PhoneWiring.control(made),
        made.readers,
        made::deliver);
  }
}
