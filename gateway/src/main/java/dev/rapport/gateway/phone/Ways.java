package dev.rapport.gateway.phone;

import dev.rapport.gateway.settings.PhoneSettings;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.Predicate;

/// How calls come and go.
///
/// @param choices what callers can choose with keys
/// @param talks what is said to each other
/// @param heard who heard a contact before this process
/// @param elsewhere whether a contact's call is not with our switch, but goes on
/// @param reached whose telephone is taken to be there until the switch says otherwise
public record Ways(
    PhoneSettings.Menu choices,
    Talks talks,
    Listeners.Past heard,
    Function<ContactId, Future<Boolean>> elsewhere,
    Predicate<AgentId> reached) {}
