import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";

const HOUR_MS = 3_600_000;

/** Deadlines as they are said: words, and the moment they mean. */
const DEADLINES = [
  ["In an hour", () => Date.now() + HOUR_MS],
  ["Today at 17:00", () => at(0, 17)],
  ["Tomorrow at noon", () => at(1, 12)],
  ["In three days", () => at(3, 17)],
  ["In a week", () => at(7, 17)],
];

function at(days, hour) {
  const moment = new Date();
  moment.setDate(moment.getDate() + days);
  moment.setHours(hour, 0, 0, 0);
  return moment.getTime();
}

/** Adds to the relationship while the customer is there: a promise, something they taught us, an answer. */
class RelationshipAdd extends LitElement {
  static properties = { customer: {}, contact: {}, owner: {}, _kind: { state: true }, _words: { state: true }, _busy: { state: true } };

  constructor() {
    super();
    this.customer = "";
    this.contact = "";
    this.owner = "";
    this._kind = "";
    this._words = "";
    this._busy = false;
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const tab = (kind, words) => html`<button class="button quiet" type="button" aria-expanded=${this._kind === kind}
      @click=${() => this.#open(this._kind === kind ? "" : kind)}>${words}</button>`;
    return html`<section class="add" aria-label="Add to the relationship">
      <div class="add-tabs">${tab("promise", "Promise")} ${tab("lesson", "They taught us")} ${tab("answer", "They answered")}</div>
      ${this._kind ? html`<form @submit=${(event) => this.#save(event)}>${this.#fields()}
        <div class="promise-actions"><button class="button" ?disabled=${this._busy}>Keep it</button></div></form>` : nothing}
      <p class="quiet-words" role="status">${this._words}</p>
    </section>`;
  }

  #fields() {
    switch (this._kind) {
      case "promise":
        return html`${text("what", "What we will do", 1000)}
          <div class="field"><label for="add-due">By when</label>
            <select id="add-due" name="due">${DEADLINES.filter(([, moment]) => moment() > Date.now()).map(([words]) => html`<option>${words}</option>`)}</select></div>`;
      case "lesson":
        return html`${text("wish", "In their words", 1000)}
          <div class="pass-how">
            <label><input type="radio" name="avoid" value="" checked />Do</label>
            <label><input type="radio" name="avoid" value="yes" />Don’t</label>
          </div>`;
      default:
        return html`${text("question", "What was asked", 200)} ${text("answer", "What they answered", 2000)}`;
    }
  }

  #open(kind) {
    this._kind = kind;
    this._words = "";
    this.updateComplete.then(() => this.querySelector("form input")?.focus());
  }

  async #save(event) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const word = (name) => (fields.get(name) ?? "").trim();
    this._busy = true;
    try {
      await call(...this.#request(word));
      this._kind = "";
      this._words = "Kept.";
    } catch (problem) {
      this._words = problem.message;
    }
    this._busy = false;
  }

  #request(word) {
    const path = `/customers/${encodeURIComponent(this.customer)}`;
    const post = (body) => ({ method: "POST", body });
    switch (this._kind) {
      case "promise": {
        const dueAt = DEADLINES.find(([words]) => words === word("due"))[1]();
        const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
        return [`${path}/promises`, post({ what: word("what"), dueAt, owner: this.owner, zone, contact: this.contact })];
      }
      case "lesson":
        return [`${path}/preferences`, post({ topic: "service", wish: word("wish"), avoid: word("avoid") === "yes", place: this.contact })];
      default:
        return [`${path}/answers`, post({ question: word("question"), answer: word("answer"), place: this.contact })];
    }
  }
}

const text = (name, label, longest) => html`<div class="field">
  <label for="add-${name}">${label}</label><input id="add-${name}" name=${name} required maxlength=${longest} autocomplete="off" />
</div>`;

customElements.define("relationship-add", RelationshipAdd);
