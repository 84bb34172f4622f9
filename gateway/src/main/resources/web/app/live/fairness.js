import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { duration, timeOfDay, whole } from "../format.js";
import { icon } from "../icons.js";
import { namesOf } from "./command.js";

const REFRESH_MS = 30_000;
const LARGEST = 5;

/** What routing has to answer for: what going first has cost others today, and what is stuck. */
class FairnessCard extends LitElement {
  static properties = { board: { attribute: false }, _jumps: { state: true }, _stuck: { state: true }, _failure: { state: true } };

  #timer = 0;

  constructor() {
    super();
    this.board = null;
    this._jumps = null;
    this._stuck = [];
    this._failure = "";
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => !document.hidden && this.#read(), REFRESH_MS);
    this.#read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  async #read() {
    try {
      const [jumps, { stuck }] = await Promise.all([call(`/jumps?limit=${LARGEST}`), call("/stuck")]);
      this._jumps = jumps;
      this._stuck = stuck;
      this._failure = "";
    } catch (problem) {
      this._failure = problem.message;
    }
  }

  render() {
    return html`<section class="card" aria-labelledby="fair-title">
      <h2 id="fair-title">Who went first today <small>${this._jumps ? this._jumps.day : ""}</small></h2>
      ${this._failure ? html`<p class="wrong" role="alert">${this._failure}</p>` : nothing}
      ${this._stuck.length > 0
        ? html`<ul class="stuck" role="alert">${this._stuck.map(({ words, since }) => html`<li>${icon("warn")}${words}${since ? `, since ${timeOfDay(since)}` : ""}</li>`)}</ul>`
        : nothing}
      ${this.#sums()}
    </section>`;
  }

  #sums() {
    if (!this._jumps) return nothing;
    const { offers, passedOver, longerByMs, mostMs, largest } = this._jumps;
    if (offers === 0) return html`<p class="none">Nobody was passed over by somebody who had waited less.</p>`;
    const names = namesOf(this.board);
    return html`<p>${whole(offers)} ${offers === 1 ? "offer" : "offers"} passed over ${whole(passedOver)} who had waited longer: ${duration(longerByMs)} longer in all, ${duration(mostMs)} at most.</p>
      <ul class="jumps">${largest.map(({ at, agent, over, longerByMs: by }) => html`<li><time class="number">${timeOfDay(at)}</time> to ${names.agent(agent)}, ahead of ${Array.isArray(over) ? over.length : over}, who had waited ${duration(by)} longer</li>`)}</ul>`;
  }
}

customElements.define("fairness-card", FairnessCard);
