import { html, nothing } from "lit";
import { duration, whole } from "../format.js";
import { sum } from "./flow-history.js";

/** The six figures to be read from across the room, each beside what it is measured against. */
export function tiles(board, now) {
  const available = board.agents.filter(({ presence }) => presence.state === "available");
  const free = available.filter(({ load, capacity }) => load < capacity).length;
  const longest = longestWait(board, now);
  return html`<section class="tiles" aria-label="Now">
    ${tile("Waiting", whole(sum(board, "waiting")), offeredWords(board))}
    ${tile("Longest wait", longest ? duration(longest.wait) : "0:00", longest ? waitWords(longest) : "nobody waits", longest ? severity(longest.wait, longest.queue) : "")}
    ${tile("Talking", whole(sum(board, "assigned")), `${whole(sum(board, "wrapUp"))} in wrap-up`)}
    ${tile("Accepted in time", percent(sum(board, "acceptedWithinTarget"), sum(board, "accepted")), `of ${whole(sum(board, "accepted"))} today`)}
    ${tile("Agents available", whole(available.length), `${whole(free)} with room, ${whole(board.agents.length)} in all`)}
    ${tile("Abandoned", whole(sum(board, "abandoned")), "today")}
  </section>`;
}

const tile = (name, value, beside, mood = "") => html`<div class="tile ${mood}">
  <span class="tile-name">${name}</span>
  <strong class="number">${value}</strong>
  ${beside ? html`<span class="tile-beside">${beside}</span>` : nothing}
</div>`;

function offeredWords(board) {
  const offered = sum(board, "offered");
  return offered === 0 ? "none being offered" : `${whole(offered)} more being offered`;
}

function longestWait(board, now) {
  const waits = board.queues
    .filter((queue) => queue.longestWaitingSince)
    .map((queue) => ({ queue, wait: now - queue.longestWaitingSince }));
  return waits.length === 0 ? null : waits.reduce((one, other) => (other.wait > one.wait ? other : one));
}

function waitWords({ queue, wait }) {
  const over = queue.targetSeconds ? wait - queue.targetSeconds * 1000 : 0;
  return over > 0 ? `${queue.name}, ${duration(over)} over target` : queue.name;
}

/** How bad a wait is against its queue's target: nothing, over it, or over it three times. */
export function severity(wait, { targetSeconds }) {
  if (!targetSeconds || wait <= targetSeconds * 1000) return "";
  return wait > 3 * targetSeconds * 1000 ? "bad" : "warn";
}

export const percent = (part, total) => (total > 0 ? `${Math.floor((100 * part) / total)} %` : "–");
