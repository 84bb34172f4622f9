/// # Web form: one request, one contact
///
/// [FormParser] reads the body, [WebForm] is what it said, [ParsedForm] what else may have come of
/// it. The HTTP route, the Idempotency-Key and the answers are the gateway's.
@NullMarked
package dev.rapport.channels.form;

import org.jspecify.annotations.NullMarked;
