import { html, nothing } from "lit";
import { call } from "../api.js";
import { when } from "../format.js";

const MOST_SHOWN = 5;

/** What this agent promised and what is due soon or overdue: kept while the page is open. */
export class Promises {
  #byId = new Map();
  #failures = new Map();
  #changed;

  constructor(changed) {
    this.#changed = changed;
  }

  /** Reads what is due already; what becomes due is heard. */
  async load(agent) {
    try {
      const { promises } = await call(`/promises?owner=${encodeURIComponent(agent)}`);
      for (const promise of promises) if (urgent(promise)) this.#byId.set(promise.id, promise);
      this.#changed();
    } catch {
      // The frames bring what becomes due from now on.
    }
  }

  /** A frame `promise`. */
  heard({ promise, customer, what, dueAt, deadline, standing }) {
    this.#byId.set(promise, { id: promise, customer, what, dueAt, deadline, standing });
    this.#changed();
  }

  async end(id, outcome) {
    try {
      await call(`/promises/${encodeURIComponent(id)}/end`, { method: "POST", body: { outcome } });
      this.#byId.delete(id);
      this.#failures.delete(id);
    } catch (problem) {
      this.#failures.set(id, problem.message);
    }
    this.#changed();
  }

  list() {
    const soonest = [...this.#byId.values()].sort((one, other) => one.dueAt - other.dueAt);
    if (soonest.length === 0) return nothing;
    return html`<section aria-label="Promises that are due">
      <h2 class="side-title">Promises due <span class="number">${soonest.length}</span></h2>
      <ul class="promises">${soonest.slice(0, MOST_SHOWN).map((promise) => promiseItem(promise, this.#failures.get(promise.id), (outcome) => this.end(promise.id, outcome)))}</ul>
    </section>`;
  }
}

const urgent = ({ standing }) => standing === "due_soon" || standing === "overdue";

const STANDINGS = { early: "open", due_soon: "due soon", overdue: "overdue", kept: "kept", kept_late: "kept late", broken: "broken", released: "released" };

/** One promise with what can be said of it. */
export function promiseItem(promise, failure, end) {
  const { what, standing, dueAt, deadline } = promise;
  const done = () => end("kept");
  return html`<li class="promise ${standing}">
    <p>${what ?? "A promise to this customer"}</p>
    <small><strong>${STANDINGS[standing] ?? standing}</strong>, ${deadline || when(dueAt)}</small>
    <div class="promise-actions">
      <button class="button" type="button" @click=${done}>Kept</button>
      <button class="button quiet" type="button" @click=${() => end("broken")}>Broken</button>
      <button class="button quiet" type="button" @click=${() => end("released")}>Not needed any more</button>
    </div>
    ${failure ? html`<p class="wrong" role="alert">${failure}</p>` : nothing}
  </li>`;
}
