import { LitElement, html } from "lit";
import { call } from "../api.js";

/** A queue that is closed, and on demand why and until when. */
class QueueHours extends LitElement {
  static properties = { queue: {}, _why: { state: true } };

  constructor() {
    super();
    this.queue = "";
    this._why = "";
  }

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<button class="closed" type="button" @click=${() => this.#ask()}>closed${this._why ? "" : html`<span class="unseen">, why?</span>`}</button>
      <span class="closed-why" role="status">${this._why}</span>`;
  }

  async #ask() {
    try {
      this._why = (await call(`/queues/${encodeURIComponent(this.queue)}/hours`)).why;
    } catch (problem) {
      this._why = problem.message;
    }
  }
}

customElements.define("queue-hours", QueueHours);
