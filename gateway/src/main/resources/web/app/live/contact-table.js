import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { call } from "../api.js";
import { channelName, duration, stateName } from "../format.js";
import { icon } from "../icons.js";
import { namesOf } from "./command.js";

const STATES = [
  ["waiting", "Waiting"],
  ["offered", "Offered"],
  ["assigned", "Talking"],
  ["wrap_up", "Wrap-up"],
  ["answering", "Reading answers"],
];
const REFRESH_MS = 5_000;
const MOST = 100;

/** The open contacts, longest wait first. Fires `look` with the one that is chosen. */
class ContactTable extends LitElement {
  static properties = { board: { attribute: false }, now: { attribute: false }, _state: { state: true }, _contacts: { state: true }, _failure: { state: true } };

  #timer = 0;
  #run = null;

  constructor() {
    super();
    this.board = null;
    this.now = 0;
    this._state = "waiting";
    this._contacts = null;
    this._failure = "";
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => !document.hidden && this.refresh(), REFRESH_MS);
    this.refresh();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    this.#run?.abort();
  }

  async refresh() {
    this.#run?.abort();
    const run = new AbortController();
    this.#run = run;
    try {
      const { contacts } = await call(`/contacts?state=${this._state}&limit=${MOST}`, { signal: run.signal });
      if (run.signal.aborted) return;
      this._contacts = contacts.sort((one, other) => one.arrivedAt - other.arrivedAt);
      this._failure = "";
    } catch (problem) {
      if (!run.signal.aborted) this._failure = problem.message;
    }
  }

  render() {
    return html`<section class="card" aria-labelledby="contacts-title">
      <h2 id="contacts-title">Contacts
        <span class="choices" role="group" aria-label="Which contacts">
          ${STATES.map(([state, words]) => html`<button class="button quiet" type="button" aria-pressed=${this._state === state} @click=${() => this.#choose(state)}>${words}</button>`)}
        </span>
      </h2>
      ${this._failure ? html`<p class="wrong" role="alert">${this._failure}</p>` : nothing} ${this.#list()}
    </section>`;
  }

  #choose(state) {
    this._state = state;
    this._contacts = null;
    this.refresh();
  }

  #list() {
    if (this._contacts === null) return html`<p class="none">Loading</p>`;
    if (this._contacts.length === 0) return html`<p class="none">Nobody here.</p>`;
    const names = namesOf(this.board);
    return html`<div class="scroll" tabindex="0" role="group" aria-label="Table of the contacts">
      <table>
        <thead><tr>${["Contact", "Queue", "Agent", "Arrived"].map((name) => html`<th scope="col">${name}</th>`)}<th scope="col"><span class="unseen">Act</span></th></tr></thead>
        <tbody>
          ${repeat(
            this._contacts,
            ({ id }) => id,
            (contact) => html`<tr>
              <th scope="row">${icon(contact.channel)} <span class="unseen">${channelName(contact.channel)}: </span>${contact.subject || `${channelName(contact.channel)} contact`}</th>
              <td>${names.queue(contact.queue)}</td>
              <td>${contact.agent ? names.agent(contact.agent) : html`<span class="none">${stateName(contact.state).toLowerCase()}</span>`}</td>
              <td class="number">${duration(Math.max(0, this.now - contact.arrivedAt))} ago</td>
              <td><button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent("look", { detail: contact }))}>Look and act<span class="unseen"> on ${contact.subject || contact.id}</span></button></td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define("contact-table", ContactTable);
