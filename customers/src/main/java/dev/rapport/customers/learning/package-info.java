/// What a customer taught us and what we promised: the relationship that learns.
///
/// ```
/// Preference    told, observed or inferred; by whom, where, until when; what it changes; how often
///               it was honoured and violated; withdrawn by the customer at any time
/// Promise       what, by when, in whose time zone, whose; warned at 50 and 80 %, overdue at 100 %;
///               closed only with an outcome
/// Answered      what was answered once, on any channel; asked again counts as a defect
/// Membership    household, organisation or partner, as what, from when to when
/// RelationshipType  what this kind of relationship expects, and breaches of it
/// ```
@NullMarked
package dev.rapport.customers.learning;

import org.jspecify.annotations.NullMarked;
