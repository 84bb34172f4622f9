/** How times, sizes and the centre's words are written on the pages. */

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const count = new Intl.NumberFormat(undefined);

/** 0:07, 12:30, 1:02:03; never negative. */
export function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  if (seconds >= 3600) parts.unshift(Math.floor(seconds / 3600));
  return parts.map((part, index) => (index === 0 ? `${part}` : `${part}`.padStart(2, "0"))).join(":");
}

/** 45 s, 12 min, 3 h, 5 days: for reading, not for counting. */
export function roughly(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.round(seconds / 3600)} h`;
  const days = Math.round(seconds / 86_400);
  return days === 1 ? "1 day" : `${count.format(days)} days`;
}

export const timeOfDay = (at) => clock.format(at);
export const date = (at) => day.format(at);
export const whole = (number) => count.format(number);

/** The time for today, otherwise the date. */
export function when(at, now = Date.now()) {
  return new Date(at).toDateString() === new Date(now).toDateString() ? timeOfDay(at) : date(at);
}

export const iso = (at) => new Date(at).toISOString();

export function bytes(size) {
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${Math.round(size / 1024)} KB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}

const CHANNELS = { phone: "Phone", email: "Mail", chat: "Chat", form: "Form" };
const STATES = {
  received: "Received",
  answering: "Reading answers",
  waiting: "Waiting",
  offered: "Offered",
  assigned: "Talking",
  wrap_up: "Wrap-up",
  ended: "Ended",
};
const FATES = {
  handled: "Handled",
  self_served: "Self-served",
  abandoned: "Abandoned",
  expired: "Expired",
  merged_into: "Merged",
  closed_by_rule: "Closed by rule",
  quarantined: "Quarantined",
  refused_by_policy: "Refused",
};
const PROOFS = {
  proven: "Proven",
  vouched: "Vouched for",
  claimed: "Claimed, not proven",
  unknown: "Not proven",
};
const IDENTIFIERS = { phone: "Phone", email: "Mail", external_id: "Reference", visitor: "Browser" };

// A word the server learned later than this page is shown as it is.
const plain = (word) => (word ? word[0].toUpperCase() + word.slice(1).replaceAll("_", " ") : "");

export const channelName = (channel) => CHANNELS[channel] ?? plain(channel);
export const stateName = (state) => STATES[state] ?? plain(state);
export const fateName = (fate) => FATES[fate] ?? plain(fate);
export const proofName = (proof) => PROOFS[proof] ?? plain(proof);
export const identifierName = (kind) => IDENTIFIERS[kind] ?? plain(kind);
