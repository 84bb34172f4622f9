import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { duration, timeOfDay } from "../format.js";
import { namesOf } from "./command.js";

const MICRO = 1_000_000;

/** What a score is made of, in words; a term this page does not know keeps its name. */
const TERMS = {
  speed: "Quick at it",
  affinity: "Own customer",
  skillCost: "Scarce skills kept free",
  channelCost: "Channels kept free",
  loadCost: "Busy already",
  idle: "Rested",
  weightMicros: "Weight",
  baseMicros: "Head start",
  waitMicros: "Wait",
};

const EXCLUSIONS = {
  NOT_IN_QUEUE: "do not serve the queue",
  NOT_SKILLED: "lack a skill",
  CHANNEL_OFF: "do not take this channel",
  OFFLINE: "offline",
  DISCONNECTED: "no desk connected",
  AWAY: "away",
  BARRED: "had just declined it, or let it expire",
  CHANNEL_FULL: "had enough of this channel",
  AT_CAPACITY: "full",
  NOT_COMPARED: "looked at after the one chosen",
  LOWER_SCORE: "scored lower",
};

/** Why this agent: each decision about a contact with its record, and why not somebody else. */
class DecisionList extends LitElement {
  static properties = { contact: {}, board: { attribute: false }, _decisions: { state: true }, _whyNot: { state: true }, _failure: { state: true } };

  constructor() {
    super();
    this.contact = "";
    this.board = null;
    this._decisions = null;
    this._whyNot = "";
    this._failure = "";
  }

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has("contact")) {
      this._decisions = null;
      this._whyNot = "";
    }
  }

  render() {
    return html`<details class="decisions-of" @toggle=${(event) => event.target.open && this.#load()}>
      <summary>Why this agent?</summary>
      ${this._failure ? html`<p class="wrong" role="alert">${this._failure}</p>` : nothing} ${this.#list()}
    </details>`;
  }

  async #load() {
    const asked = this.contact;
    try {
      const query = this._whyNot ? `?whyNot=${encodeURIComponent(this._whyNot)}` : "";
      const { decisions } = await call(`/contacts/${encodeURIComponent(asked)}/decisions${query}`);
      if (asked !== this.contact) return;
      this._decisions = decisions;
      this._failure = "";
    } catch (problem) {
      this._failure = problem.message;
    }
  }

  #list() {
    if (this._decisions === null) return this._failure ? nothing : html`<p class="none">Loading</p>`;
    if (this._decisions.length === 0) return html`<p class="none">It was offered to nobody yet.</p>`;
    const names = namesOf(this.board);
    return html`<div class="field">
        <label for="why-not">Why not</label>
        <select id="why-not" @change=${(event) => this.#ask(event.target.value)}>
          <option value="">choose an agent</option>
          ${(this.board?.agents ?? []).map(({ id, name }) => html`<option value=${id} ?selected=${id === this._whyNot}>${name}</option>`)}
        </select>
      </div>
      <ol class="decided">${this._decisions.map((decision) => this.#decision(decision, names))}</ol>`;
  }

  #ask(agent) {
    this._whyNot = agent;
    this.#load();
  }

  #decision({ at, agent, whyNot, record }, names) {
    return html`<li>
      <p><time class="number">${timeOfDay(at)}</time> offered to <strong>${names.agent(agent)}</strong>, after ${duration(record.waited ?? 0)}</p>
      <p class="none">${record.overdueFirst ? "It had waited longer than its bound, so it went first. " : ""}Policy ${String(record.policy ?? "").toLowerCase()}, plan ${record.planVersion}.</p>
      ${whyNot ? html`<p><strong>${names.agent(this._whyNot)}</strong> ${whyNot}.</p>` : nothing}
      ${scores(agent, record, names)}
      ${record.excluded?.length
        ? html`<ul class="excluded">${record.excluded.map(({ reason: why, count, agents }) => html`<li>${count} ${EXCLUSIONS[why] ?? why.toLowerCase().replaceAll("_", " ")}${agents?.length ? html`: <span class="none">${agents.map(names.agent).join(", ")}</span>` : nothing}</li>`)}</ul>`
        : nothing}
    </li>`;
  }
}

/** The chosen agent and the best that were not, term by term. */
function scores(chosen, { agentScore, agents = [] }, names) {
  if (!agentScore || agents.length === 0) return nothing;
  const rows = [{ agent: chosen, score: agentScore }, ...agents];
  const terms = Object.keys(agentScore).filter((term) => term !== "$" && term !== "total" && rows.some(({ score }) => score?.[term]));
  const figure = (value) => (Number.isFinite(value) ? (value / MICRO).toFixed(2) : "–");
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Scores">
    <table>
      <thead><tr><th scope="col">Agent</th>${terms.map((term) => html`<th scope="col" class="figure">${TERMS[term] ?? term}</th>`)}<th scope="col" class="figure">Score</th></tr></thead>
      <tbody>${rows.map(({ agent, score }) => html`<tr><th scope="row">${names.agent(agent)}</th>${terms.map((term) => html`<td class="figure number">${figure(score?.[term])}</td>`)}<td class="figure number strong">${figure(score?.total)}</td></tr>`)}</tbody>
    </table>
  </div>`;
}

customElements.define("decision-list", DecisionList);
