import { html, nothing } from "lit";
import { duration, whole } from "../format.js";
import { icon } from "../icons.js";
import "./queue-hours.js";
import { percent, severity } from "./tiles.js";

/** The queues, one a row; `open` is told the id of the one to be looked at. */
export function queueTable(board, now, open) {
  return html`<section class="card" aria-labelledby="queues-title">
    <h2 id="queues-title">Queues</h2>
    <div class="scroll" tabindex="0" role="group" aria-label="Table of the queues">
      <table>
        <thead>
          <tr>
            <th scope="col">Queue</th>
            ${["Waiting", "Longest wait", "Offered", "Talking", "Wrap-up", "In time", "Target", "Ended", "Abandoned"].map(
              (name) => html`<th scope="col" class="figure">${name}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${board.queues.length === 0
            ? html`<tr><td colspan="10" class="none">This centre has no queues.</td></tr>`
            : board.queues.map((queue) => row(queue, now, open))}
        </tbody>
      </table>
    </div>
  </section>`;
}

function row(queue, now, open) {
  const wait = queue.longestWaitingSince ? now - queue.longestWaitingSince : 0;
  const mood = severity(wait, queue);
  const figure = (value) => html`<td class="figure number ${value ? "" : "zero"}">${whole(value ?? 0)}</td>`;
  return html`<tr>
    <th scope="row"><button class="agent-name" type="button" @click=${() => open(queue.id)}>${queue.name}<span class="unseen">: change the queue</span></button> ${queue.open === false ? html`<queue-hours .queue=${queue.id}></queue-hours>` : nothing}</th>
    <td class="figure number strong ${queue.waiting ? "" : "zero"}">${whole(queue.waiting)}</td>
    <td class="figure number ${mood} ${wait ? "" : "zero"}">
      ${mood ? html`${icon("warn")}<span class="unseen">over target: </span>` : nothing}${wait ? duration(wait) : "–"}
    </td>
    ${figure(queue.offered)} ${figure(queue.assigned)} ${figure(queue.wrapUp)}
    <td class="figure number">${percent(queue.acceptedWithinTarget ?? 0, queue.accepted ?? 0)}</td>
    <td class="figure number target">${queue.targetSeconds ? duration(queue.targetSeconds * 1000) : "–"}</td>
    ${figure(queue.ended)} ${figure(queue.abandoned)}
  </tr>`;
}
