/// The centre of `rapport demo` and the people in it. All of them use the public interfaces on
/// loopback as anybody would; the rest of the process does not know that they are simulated.
///
/// ```
///  resources/demo ──▶ DemoCentre ──▶ the demo command: settings, files to import, logins
///                         │
///          ┌──────────────┴──────────────┐
///  SimulatedCustomers             SimulatedAgents
///    ChatCustomer (socket)          AgentSeat (socket), SeatWork, Courtesy
///    forms (HTTP), mails (SMTP)
///          DemoMailbox takes the replies that leave by mail
/// ```
@NullMarked
package dev.rapport.gateway.demo;

import org.jspecify.annotations.NullMarked;
