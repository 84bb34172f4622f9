/** Hours as the settings have them: `{zone, week: {mon: "09:00-17:00"}, special: [{date, name, open}]}`. */
export const DAYS = [
  ["mon", "Monday"],
  ["tue", "Tuesday"],
  ["wed", "Wednesday"],
  ["thu", "Thursday"],
  ["fri", "Friday"],
  ["sat", "Saturday"],
  ["sun", "Sunday"],
];

const ALL_DAY = "00:00-24:00";
const BY_HAND = "by hand";

/** The zone of this browser, for a queue that has had no hours so far. */
export const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

const always = () => ({ zone: zoneHere(), week: Object.fromEntries(DAYS.map(([day]) => [day, ALL_DAY])), special: [] });

/** The date of now where the queue is. */
export function today(hours, now) {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: hours?.zone || zoneHere(), year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(now);
}

/** How the rest of today differs from the week: "closed", "open" or "" when it does not. */
export function byHand(hours, now) {
  const day = hours?.special?.find(({ date, name }) => name === BY_HAND && date === today(hours, now));
  if (!day) return "";
  return day.open === "closed" ? "closed" : "open";
}

/** Hours with today closed, open at all hours, or as the week has it; other days stay. */
export function withToday(hours, how, now) {
  const base = hours ?? always();
  const date = today(base, now);
  const special = (base.special ?? []).filter((day) => day.date !== date || day.name !== BY_HAND);
  if (!how) return { ...base, special };
  return { ...base, special: [{ date, name: BY_HAND, open: how === "closed" ? "closed" : ALL_DAY }, ...special.filter((day) => day.date !== date)] };
}

/** Special days as lines a person writes: `2026-12-25 closed Christmas`. */
export const lines = (special = []) => special.map(({ date, name, open }) => `${date} ${open.replaceAll(", ", ",")} ${name}`).join("\n");

export function special(text) {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [date, open = "closed", ...name] = line.split(/\s+/);
      return { date, open: open.replaceAll(",", ", "), name: name.join(" ") || "special day" };
    });
}
