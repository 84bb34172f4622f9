/**
 * What the centre refuses, in words for whoever reads the page. Keyed by the code of a refused command or
 * nack; a problem's `type` ends with the same word, written with hyphens. A code without words of its own
 * here shows what the server said of it.
 */
const WORDS = {
  // What an agent or a supervisor asked of routing.
  agent_unreachable: "Their telephone is not connected. Ask somebody else, or the queue.",
  agent_busy: "They cannot take it now: away, full or not signed in. Ask somebody else, or the queue.",
  agent_full: "They are full. Give it to them beyond their capacity, or choose somebody else.",
  agent_not_there: "They are not signed in.",
  already_accepted: "You have accepted this offer already.",
  bad_number: "That number cannot be called. Write it with the country’s code, such as +44 117 496 0000.",
  bad_callback: "This customer cannot be called back then: a call is at most 60 days ahead, and who writes is answered in writing.",
  bad_extension: "Wrap-up can be made longer by at most 15 minutes at once.",
  bad_fate: "A contact cannot be closed that way.",
  bad_requirement: "The centre does not know a skill that this contact needs.",
  bad_value: "The value weight is out of bounds.",
  channel_in_use: "There are contacts of that channel still.",
  consult_open: "You are asking a colleague about this contact already.",
  contact_ended: "This contact has ended meanwhile.",
  contact_exists: "This contact is there already.",
  exclusive: "A call is not put beside another contact.",
  is_question: "A colleague’s question is answered, and not passed on.",
  no_number: "There is no number to call this customer at.",
  no_telephone: "This centre calls nobody.",
  no_callback: "Nobody is to be called back here, or the call was made already.",
  no_call: "There is no such call.",
  no_destination: "Choose a queue or a colleague.",
  nobody_asked: "No colleague has this question now.",
  not_assigned: "This contact is not with you any more.",
  not_available: "Become available first: only then contacts come to you.",
  not_skilled: "They do not have the skills it needs.",
  not_yours: "This contact is not with you any more.",
  nothing_waits: "Nothing waits there that you could take now.",
  offer_expired: "The time for this offer was over; it went to somebody else.",
  offer_not_live: "This offer is over.",
  plan_invalid: "The queue’s settings do not fit together.",
  plan_old: "Somebody changed the queues at the same time. Look again, and try again.",
  queue_in_use: "There are contacts in that queue still.",
  same_agent: "It is with them already.",
  unsupported: "The telephone switch of this centre does not have the sound of its calls.",
  unknown_agent: "There is no such agent any more.",
  unknown_channel: "The centre does not take this channel.",
  unknown_contact: "There is no such contact.",
  unknown_queue: "There is no such queue any more.",
  wrong_state: "That is not possible as it stands now; it may have moved on meanwhile.",
  // What a socket refuses.
  fault: "Something went wrong in the centre. Nothing was changed; try again.",
  malformed: "The page sent something that the centre does not understand. Load the page again.",
  no_contact: "There is no open conversation here any more.",
  overloaded: "The centre is very busy. It is tried again in a moment.",
  storage_full: "The centre cannot store anything now. Nothing was changed; try again later.",
  too_long: "That is too long.",
  too_many: "Too much is waiting for the connection.",
  unauthorised: "This conversation belongs to another visitor.",
  unavailable: "The centre is not available for a moment. Try again.",
  // What a request is refused with.
  conflict: "Somebody changed it at the same time. Load it again before you save.",
  foreign_origin: "This page was opened from a foreign address.",
  internal: "Something went wrong in the centre. Try again.",
  not_allowed: "You may not do that.",
  not_linked: "These records could not be linked.",
  not_proven: "It is not proven who this is. Make sure first.",
  not_signed_in: "You are not logged in any more.",
  nothing_to_draft: "There is nothing to make an article of: no agent has written anything in this contact.",
  too_many_chats: "Too many conversations are open from here.",
  too_many_failures: "Too many failed tries. Wait a minute.",
  too_many_requests: "Too many requests from here. Wait a moment.",
  too_slow: "The centre took too long to answer. Try again.",
};

const KIND = "urn:rapport:problem:";

/** The words for a refused command or a nack: `{code, detail}`. */
export const refusalWords = ({ code, detail }) => WORDS[code] ?? (detail || "That was refused.");

/** The words for a problem: those of its kind, except where the server's own say more. */
export function problemWords({ type = "", title, detail }) {
  const kind = type.startsWith(KIND) ? type.slice(KIND.length).replaceAll("-", "_") : "";
  if (kind === "plan_invalid" && detail) return detail;
  return WORDS[kind] ?? (detail || title);
}
