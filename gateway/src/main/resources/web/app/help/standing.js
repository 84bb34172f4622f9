/** How a visitor's contact stands, in words. */

const MINUTE_S = 60;
const LONG_MIN = 90;

const moment = new Intl.DateTimeFormat(undefined, { weekday: "long", hour: "2-digit", minute: "2-digit" });
const farMoment = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
const WEEK_MS = 6 * 86_400_000;

/** A moment to come, in the visitor's own time: the weekday this week, otherwise the date as well. */
export const momentToCome = (at) => (at - Date.now() > WEEK_MS ? farMoment : moment).format(at);

/** The line under the title. */
export function standing(status, absent) {
  switch (status?.state) {
    case "answering":
      return "Looking for the best answers";
    case "waiting":
      return absent ? absentWords(absent) : waiting(status);
    case "offered":
      return absent?.way === "callback" ? "Calling you soon" : "Asking a person to join";
    case "talking":
      return "is here with you";
    case "ended":
      return "This chat has ended";
    default:
      return "Answers at once, a person when you want one";
  }
}

const absentWords = ({ way }) => (way === "callback" ? "You will be called back" : "Your message is with us");

function waiting({ position, waitSeconds }) {
  const place =
    position > 1 ? `${position - 1} ahead of you in the queue` : position === 1 ? "You are next" : "Waiting for a person";
  return waitSeconds ? `${place}, likely ${range(waitSeconds)}` : place;
}

/** Eight of ten wait so long: a range, never one number that would be wrong. */
function range({ from, to }) {
  const most = Math.max(1, Math.ceil(to / MINUTE_S));
  const least = Math.floor(from / MINUTE_S);
  if (most > LONG_MIN) return `${Math.floor(least / 60)} to ${Math.ceil(most / 60)} hours`;
  const words = least < 1 ? `up to ${most}` : least === most ? `about ${most}` : `${least} to ${most}`;
  return `${words} ${most === 1 ? "minute" : "minutes"}`;
}

/** What has changed for somebody who waits, and whether they have to stay; nothing when nothing has. */
export function course({ because, queueName, way, dueAt, opensAt, numberKnown }) {
  return [reason(because, queueName, opensAt, way), stay(way, dueAt, numberKnown)].filter(Boolean);
}

function reason(because, queueName, opensAt, way) {
  const where = queueName ?? "somebody else";
  switch (because) {
    case "closed":
      if (!way) return `That desk is closed now. ${where} takes care of you.`;
      return opensAt ? `We are closed until ${momentToCome(opensAt)}.` : "We are closed now.";
    case "full":
      return way ? "Very many people are waiting just now." : `Very many people are waiting there. ${where} takes care of you.`;
    case "waited":
      return way ? "This takes longer than it should." : `This takes longer than it should. ${where} helps out; you keep your place.`;
    case "nobody":
      return way ? "Nobody is there for this just now." : `Nobody is there for this just now. ${where} takes care of you; you keep your place.`;
    case "transferred":
    case "moved":
      return `You are passed on to ${where}. You keep your place, and they read what you wrote.`;
    case "agent_gone":
      return "The line to our agent broke. You keep your place, and somebody takes over.";
    case "withdrawn":
      return "Somebody else takes over. You keep your place.";
    default:
      return "";
  }
}

function stay(way, dueAt, numberKnown) {
  switch (way) {
    case "callback": {
      const when = dueAt > Date.now() ? `We call you back from ${momentToCome(dueAt)} on.` : "We call you back when it is your turn.";
      return numberKnown ? `${when} You keep your place and need not stay.` : `${when} Write the number to call here: you keep your place and need not stay.`;
    }
    case "message":
      return "Your message is with us. You need not stay: the answer is here when you come back.";
    default:
      return "";
  }
}

const ENDS = {
  refused_by_policy: "We cannot take this chat now.",
  expired: "This chat was quiet for so long that it was closed.",
  merged_into: "It goes on in your other conversation with us.",
  closed_by_rule: "This chat was closed.",
  quarantined: "This chat was closed.",
};

/** Why it ended, and when to come again; nothing when it ended as it should. */
export function farewell({ fate, words, opensAt }, wasAbsent) {
  const own = wasAbsent?.way === "callback" && fate === "abandoned" ? "Nobody will call you back." : ENDS[fate];
  return [words || own, opensAt ? `We open again on ${momentToCome(opensAt)}.` : ""].filter(Boolean);
}
