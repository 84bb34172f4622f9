import { html, nothing } from "lit";
import { icon } from "../icons.js";

/** The queues this agent takes the next contact from; nothing where contacts come by themselves. */
export function pulls(desk) {
  const queues = desk.roster.pulled(desk.link.agent?.id);
  if (queues.length === 0) return nothing;
  const busy = desk.link.waitingFor("pull", undefined);
  return html`<section aria-label="Take the next contact">
    <h2 class="side-title">Take the next</h2>
    ${queues.map(
      ({ id, name, waiting }, index) => html`<button class="button pull" type="button" ?disabled=${busy} @click=${() => desk.pull(id)}>
        ${icon("inbox")}<span>${name}</span><small>${waiting > 0 ? `${waiting} waiting` : "nobody waits"}</small>${index === 0 ? html`<kbd>p</kbd>` : nothing}
      </button>`,
    )}
    ${desk.refusal?.type === "pull" ? html`<p class="wrong" role="alert">${desk.refusal.words}</p>` : nothing}
  </section>`;
}
