import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { icon } from "../icons.js";
import { DAYS, byHand, lines, special, withToday, zoneHere } from "./queue-day.js";

const ORDERS = [
  ["default", "By value, urgency and wait"],
  ["strict", "Strictly by urgency and value"],
  ["fifo", "First come, first served"],
];
const NUMBERS = [
  ["targetSeconds", "Answer within, seconds", 1, 604_800],
  ["offerSeconds", "Time to accept, seconds", 1, 3_600],
  ["wrapUpSeconds", "Wrap-up, seconds", 1, 86_400],
  ["handleSeconds", "Planned length, seconds", 1, 604_800],
  ["maxWaiting", "At most waiting", 1, 1_000_000],
  ["offersAtOnce", "Agents asked at once", 1, 20],
];
const OVERFLOWS = [
  ["whenClosed", "When closed"],
  ["whenFull", "When full"],
  ["overflow", "After a long wait"],
];

/** One queue: order, target, hours, overflow, and whether it is open today; a new version of the plan, with who and why. */
class QueueDialog extends LitElement {
  static properties = {
    board: { attribute: false },
    _queue: { state: true },
    _why: { state: true },
    _said: { state: true },
    _busy: { state: true },
  };

  #plan = 0;

  constructor() {
    super();
    this.board = null;
    this._queue = null;
    this._why = "";
    this._said = null;
    this._busy = false;
  }

  createRenderRoot() {
    return this;
  }

  async open(id) {
    this._said = null;
    try {
      await this.#read(id);
    } catch (problem) {
      this._queue = { id, name: id };
      this._said = { words: problem.message, bad: true, at: "why" };
    }
    await this.updateComplete;
    this.querySelector("dialog").showModal();
  }

  async #read(id) {
    const { plan, queue } = await call(`/queues/${encodeURIComponent(id)}`);
    this.#plan = plan;
    this._queue = queue;
  }

  #set(changed) {
    this._queue = { ...this._queue, ...changed };
  }

  render() {
    const queue = this._queue;
    return html`<dialog class="wide" aria-labelledby="queue-title" @click=${(event) => event.target.nodeName === "DIALOG" && event.target.close()}>
      ${queue ? html`<div class="sheet">
        <header>
          <h2 id="queue-title">${queue.name}</h2>
          <button class="button quiet icon-only" type="button" aria-label="Close" @click=${() => this.querySelector("dialog").close()}>${icon("close")}</button>
        </header>
        <div class="acts">
          <div class="field">
            <label for="queue-why">Why <span class="optional">(kept with the new version)</span></label>
            <input id="queue-why" maxlength="200" autocomplete="off" .value=${this._why} @input=${(event) => (this._why = event.target.value)}
              aria-invalid=${this._said?.at === "why" ? "true" : nothing} />
            ${this.#beside("why")}
          </div>
          ${this.#today(queue)} ${this.#order(queue)} ${this.#hours(queue)} ${this.#overflows(queue)}
          <div class="act">
            <label class="beyond"><input id="queue-keep" type="checkbox" />Contacts under way keep the rules they came under</label>
          </div>
          <div class="act"><button class="button primary" type="button" ?disabled=${this._busy} @click=${() => this.#save(queue, "save")}>Save the queue</button>${this.#beside("save")}</div>
        </div>
      </div>` : nothing}
    </dialog>`;
  }

  #today(queue) {
    const now = Date.now();
    const how = byHand(queue.hours, now);
    const button = (wish, words) => html`<button class="button" type="button" aria-pressed=${how === wish ? "true" : "false"} ?disabled=${this._busy}
      @click=${() => this.#save({ ...queue, hours: withToday(queue.hours, wish, now), ...(wish === "closed" && !queue.whenClosed ? { whenClosed: "message" } : {}) }, "today")}>${words}</button>`;
    return html`<fieldset>
      <legend>Today</legend>
      <div class="act choices" role="group" aria-label="Open or closed today">${button("", "As in the week")} ${button("open", "Open all day")} ${button("closed", "Closed today")}</div>
      ${this.#beside("today")}
    </fieldset>`;
  }

  #order(queue) {
    return html`<fieldset class="grid">
      <legend>Order and times</legend>
      <label class="field"><span>Order</span>
        <select @change=${(event) => this.#set({ policy: event.target.value })}>${ORDERS.map(([name, words]) => html`<option value=${name} ?selected=${name === queue.policy}>${words}</option>`)}</select></label>
      ${NUMBERS.map(([key, words, least, most]) => html`<label class="field"><span>${words}</span>
        <input type="number" name=${key} min=${least} max=${most} required .value=${String(queue[key] ?? "")} @change=${(event) => this.#number(key, event.target)} /></label>`)}
      <label class="tick"><input type="checkbox" .checked=${queue.pull === true} @change=${(event) => this.#set({ pull: event.target.checked })} />Agents take the next one themselves</label>
    </fieldset>`;
  }

  #number(key, field) {
    const value = Math.round(Math.min(Number(field.max), Math.max(Number(field.min), Number(field.value) || 0)));
    field.value = String(value);
    this.#set({ [key]: value });
  }

  #hours(queue) {
    const hours = queue.hours;
    const on = (event) => this.#set({ hours: event.target.checked ? { zone: zoneHere(), week: {}, special: [] } : undefined, ...(event.target.checked ? { whenClosed: queue.whenClosed ?? "message" } : { whenClosed: undefined }) });
    const toggle = html`<label class="tick"><input type="checkbox" .checked=${Boolean(hours)} @change=${on} />Closes at certain hours</label>`;
    if (!hours) return html`<fieldset><legend>Opening hours</legend>${toggle}</fieldset>`;
    const week = (day, value) => this.#set({ hours: { ...hours, week: { ...hours.week, [day]: value.trim() } } });
    return html`<fieldset class="grid">
      <legend>Opening hours <span class="optional">(such as 09:00-12:00, 13:00-17:00; empty is closed)</span></legend>
      ${toggle}
      <label class="field"><span>Time zone</span><input .value=${hours.zone} autocomplete="off" @change=${(event) => this.#set({ hours: { ...hours, zone: event.target.value.trim() } })} /></label>
      ${DAYS.map(([day, name]) => html`<label class="field"><span>${name}</span><input name=${day} autocomplete="off" .value=${hours.week?.[day] ?? ""} @change=${(event) => week(day, event.target.value)} /></label>`)}
      <label class="field whole"><span>Special days, one a line: date, hours or closed, name</span>
        <textarea rows="3" .value=${lines(hours.special)} @change=${(event) => this.#set({ hours: { ...hours, special: special(event.target.value) } })}></textarea></label>
    </fieldset>`;
  }

  #overflows(queue) {
    return html`<fieldset class="grid">
      <legend>What happens instead of waiting</legend>
      ${OVERFLOWS.map(([key, words]) => (key === "whenClosed" && !queue.hours ? nothing : this.#overflow(queue, key, words)))}
      ${queue.overflow ? html`<label class="field"><span>After so many seconds</span>
        <input type="number" name="overflowAfterSeconds" min="0" max="604800" .value=${String(queue.overflowAfterSeconds ?? 0)} @change=${(event) => this.#number("overflowAfterSeconds", event.target)} /></label>
        <label class="tick"><input type="checkbox" .checked=${queue.overflowWhenNobody === true} @change=${(event) => this.#set({ overflowWhenNobody: event.target.checked })} />At once while nobody is signed in for it</label>` : nothing}
    </fieldset>`;
  }

  #overflow(queue, key, words) {
    const now = queue[key] ?? "";
    const refused = now.startsWith("refuse ");
    const choose = (value) => this.#set({ [key]: value === "refuse" ? "refuse We cannot take this now." : value || undefined, ...(key === "overflow" ? { overflowAfterSeconds: value ? queue.overflowAfterSeconds || 300 : undefined, overflowWhenNobody: value ? queue.overflowWhenNobody : undefined } : {}) });
    const others = (this.board?.queues ?? []).filter(({ id }) => id !== queue.id);
    const option = (value, text) => html`<option value=${value} ?selected=${value === (refused ? "refuse" : now)}>${text}</option>`;
    return html`<label class="field"><span>${words}</span>
        <select name=${key} @change=${(event) => choose(event.target.value)}>
          ${key === "whenClosed" ? nothing : option("", key === "whenFull" ? "Refused" : "Waits on")}
          ${option("callback", "Called back")} ${option("message", "Waits as a message")} ${others.map(({ id, name }) => option(`queue ${id}`, `To ${name}`))} ${option("refuse", "Refused with words")}
        </select></label>
      ${refused ? html`<label class="field"><span>In these words</span><input maxlength="300" .value=${now.slice("refuse ".length)} @change=${(event) => this.#set({ [key]: `refuse ${event.target.value.trim() || "Not now."}` })} /></label>` : nothing}`;
  }

  #beside(name) {
    if (this._said?.at !== name) return nothing;
    return html`<span class=${this._said.bad ? "wrong" : "done"} role=${this._said.bad ? "alert" : "status"}>${this._said.words}</span>`;
  }

  async #save(queue, at) {
    const why = this._why.trim();
    if (!why) {
      this._said = { words: "Say why first: whoever asks later reads it.", bad: true, at: "why" };
      this.querySelector("#queue-why").focus();
      return;
    }
    this._busy = true;
    try {
      const inFlight = this.querySelector("#queue-keep").checked ? "keep" : "follow";
      await call(`/queues/${encodeURIComponent(queue.id)}`, { method: "PUT", body: { ...queue, inFlight, why, plan: this.#plan } });
      await this.#read(queue.id);
      this._said = { words: "Done.", bad: false, at };
    } catch (problem) {
      this._said = { words: problem.message, bad: true, at };
    }
    this._busy = false;
  }
}

customElements.define("queue-dialog", QueueDialog);
