import { html, svg } from "lit";
import { channelName, fateName, whole } from "../format.js";

/** What came today, over which channel, and what became of it. */
export function today(board) {
  const { arrived, fates, answering, setAside } = board.today;
  return html`<section class="card today" aria-labelledby="today-title">
    <h2 id="today-title">Today</h2>
    <div class="today-parts">
      ${bars("Arrived", arrived, channelName)} ${bars("Became", fates, fateName)}
    </div>
    <p class="aside">
      ${whole(answering)} reading answers now.
      ${setAside === 0
        ? "Every mail could be read."
        : setAside === 1
          ? "1 mail was set aside, as it could not be read."
          : `${whole(setAside)} mails were set aside, as they could not be read.`}
    </p>
  </section>`;
}

function bars(title, counts, nameOf) {
  const list = Object.entries(counts).sort(([, one], [, other]) => other - one);
  const total = list.reduce((sum, [, count]) => sum + count, 0);
  const most = Math.max(1, ...list.map(([, count]) => count));
  return html`<div class="bars">
    <h3>${title} <span class="number">${whole(total)}</span></h3>
    ${list.length === 0 ? html`<p class="none">Nothing yet.</p>` : ""}
    <dl>
      ${list.map(
        ([key, count]) => html`<div>
          <dt>${nameOf(key)}</dt>
          <dd class="number">${whole(count)}</dd>
          <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">${svg`<rect width=${(100 * count) / most} height="6" rx="2"/>`}</svg>
        </div>`,
      )}
    </dl>
  </div>`;
}
