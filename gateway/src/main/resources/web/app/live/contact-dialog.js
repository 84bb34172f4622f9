import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { channelName, proofName, stateName, timeOfDay } from "../format.js";
import { icon } from "../icons.js";
import { command, namesOf } from "./command.js";
import "./decision-list.js";

const URGENCIES = ["low", "normal", "high", "critical"];
const LAST_SHOWN = 3;
const WAYS = [
  ["listen", "Listen"],
  ["whisper", "Whisper to the agent"],
  ["barge", "Join the call"],
];

/** One contact: who it is, what a supervisor can do with it and why, and how it was decided so far. */
class ContactDialog extends LitElement {
  static properties = {
    board: { attribute: false },
    _contact: { state: true },
    _pop: { state: true },
    _why: { state: true },
    _said: { state: true },
    _busy: { state: true },
  };

  constructor() {
    super();
    this.board = null;
    this._contact = null;
    this._pop = null;
    this._why = "";
    this._said = null; // {words, bad, at: the control it belongs to}
    this._busy = false;
  }

  createRenderRoot() {
    return this;
  }

  /** Opens on a contact, as its card is listed. */
  async open(contact) {
    this._contact = contact;
    this._pop = null;
    this._said = null;
    await this.updateComplete;
    this.querySelector("dialog").showModal();
    this.#read();
  }

  async #read() {
    const { id } = this._contact;
    try {
      const pop = await call(`/contacts/${encodeURIComponent(id)}/screen-pop`);
      if (this._contact?.id !== id) return;
      this._pop = pop;
      this._contact = pop.contact;
    } catch (problem) {
      this._said = { words: problem.message, bad: true, at: "" };
    }
  }

  render() {
    const contact = this._contact;
    return html`<dialog class="wide" aria-labelledby="contact-title" @click=${(event) => event.target.nodeName === "DIALOG" && event.target.close()}>
      ${contact ? html`<div class="sheet">
        <header>
          <h2 id="contact-title">${icon(contact.channel)} ${this._pop?.customer?.name ?? contact.subject ?? `${channelName(contact.channel)} contact`}</h2>
          <button class="button quiet icon-only" type="button" aria-label="Close" @click=${() => this.querySelector("dialog").close()}>${icon("close")}</button>
        </header>
        ${this.#facts(contact)} ${this.#acts(contact)}
        <decision-list .contact=${contact.id} .board=${this.board}></decision-list>
      </div>` : nothing}
    </dialog>`;
  }

  #facts(contact) {
    const names = namesOf(this.board);
    const { recognition, messages = [], reason } = this._pop ?? {};
    const said = messages.filter(({ author }) => author === "customer").slice(-LAST_SHOWN);
    return html`<dl>
        <div><dt>State</dt><dd>${stateName(contact.state)}${contact.agent ? `, ${names.agent(contact.agent)}` : ""}</dd></div>
        <div><dt>Queue</dt><dd>${names.queue(contact.queue)}</dd></div>
        <div><dt>Arrived</dt><dd>${timeOfDay(contact.arrivedAt)} by ${channelName(contact.channel).toLowerCase()}</dd></div>
        ${recognition ? html`<div><dt>Recognised</dt><dd>${recognition.kind}${recognition.proof ? `, ${proofName(recognition.proof).toLowerCase()}` : ""}</dd></div>` : nothing}
        ${reason ? html`<div><dt>Why there</dt><dd>${reason}</dd></div>` : nothing}
      </dl>
      ${said.map(({ text }) => html`<blockquote>${text.slice(0, 400)}</blockquote>`)}`;
  }

  #acts(contact) {
    if (contact.state === "ended") return html`<p class="none">This contact has ended.</p>`;
    const { queues = [], agents = [] } = this.board ?? {};
    const option = ({ id, name }) => html`<option value=${id}>${name}</option>`;
    return html`<div class="acts" role="group" aria-label="What to do">
      <div class="field">
        <label for="act-why">Why <span class="optional">(kept with what you do)</span></label>
        <input id="act-why" maxlength="200" autocomplete="off" .value=${this._why} @input=${(event) => (this._why = event.target.value)}
          aria-invalid=${this._said?.at === "why" ? "true" : nothing} />
        ${this.#beside("why")}
      </div>
      ${this.#act("move", "Move to", html`<select aria-label="Queue to move it to">${queues.map(option)}</select>`, (row) => ({ queue: row.querySelector("select").value }))}
      ${this.#act("assign", "Give to", html`<select aria-label="Agent to give it to">${agents.map(option)}</select>
        <label class="beyond"><input type="checkbox" />beyond capacity</label>`, (row) => ({ agent: row.querySelector("select").value, beyondCapacity: row.querySelector("input").checked }))}
      ${this.#act("reprioritise", "Set urgency", html`<select aria-label="Urgency">${URGENCIES.map((urgency) => html`<option ?selected=${urgency === "high"}>${urgency}</option>`)}</select>`, (row) => ({ urgency: row.querySelector("select").value }))}
      <div class="act">
        ${this.#button("withdraw", "Take from its agent")} ${this.#button("callback", "Call back later")} ${this.#button("cancel_callback", "No call back")}
        ${this.#button("close", "Close it")}
        ${["withdraw", "callback", "cancel_callback", "close"].map((name) => this.#beside(name))}
      </div>
      ${this.#hearing(contact)}
    </div>`;
  }

  /** A call under way can be heard where the telephone switch has its sound; one's own telephone rings. */
  #hearing({ channel, state }) {
    const ways = this.board?.hearing ?? [];
    if (channel !== "phone" || state !== "assigned" || ways.length === 0) return nothing;
    return html`<div class="act" role="group" aria-label="Hear the call, by your telephone">
      ${WAYS.filter(([way]) => ways.includes(way)).map(([way, words]) => this.#button(way, words))} ${this.#button("leave", "Hang up")}
      ${[...ways, "leave"].map((name) => this.#beside(name))}
    </div>`;
  }

  #act(name, words, fields, read) {
    const click = (event) => this.#do(name, read(event.currentTarget.closest(".act")));
    return html`<div class="act">${fields}<button class="button" type="button" ?disabled=${this._busy} @click=${click}>${words}</button>${this.#beside(name)}</div>`;
  }

  #button(name, words) {
    return html`<button class="button" type="button" ?disabled=${this._busy} @click=${() => this.#do(name, {})}>${words}</button>`;
  }

  #beside(name) {
    if (this._said?.at !== name) return nothing;
    return html`<span class=${this._said.bad ? "wrong" : "done"} role=${this._said.bad ? "alert" : "status"}>${this._said.words}</span>`;
  }

  async #do(name, more) {
    const why = this._why.trim();
    if (!why) {
      this._said = { words: "Say why first: whoever asks later reads it.", bad: true, at: "why" };
      this.querySelector("#act-why").focus();
      return;
    }
    this._busy = true;
    try {
      await command("contacts", this._contact.id, { command: name, why, ...more });
      this._said = { words: "Done.", bad: false, at: name };
      this.dispatchEvent(new Event("acted"));
      await this.#read();
    } catch (problem) {
      this._said = { words: problem.message, bad: true, at: name };
    }
    this._busy = false;
  }
}

customElements.define("contact-dialog", ContactDialog);
