import { LitElement, html, nothing } from "lit";
import { queueStanding, standing } from "./roster.js";

const LONGEST_WHY = 200;

/**
 * Passes a contact on: to a queue, to a colleague, at once or after asking. Fires `pass` with the command
 * and `close`; a refusal is set from outside and stands beside the button.
 */
class PassOn extends LitElement {
  static properties = {
    contact: {},
    me: {},
    roster: { attribute: false },
    refusal: {},
    busy: { attribute: false },
    _to: { state: true },
    _first: { state: true },
    _failure: { state: true },
  };

  constructor() {
    super();
    this.contact = "";
    this.me = "";
    this.roster = null;
    this.refusal = "";
    this.busy = false;
    this._to = "";
    this._first = false;
    this._failure = "";
  }

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.querySelector("select").focus();
    this.roster.look().then(
      () => this.requestUpdate(),
      (problem) => (this._failure = problem.message),
    );
  }

  render() {
    const { queues, agents } = this.roster;
    const colleagues = agents.filter(({ id }) => id !== this.me);
    const option = (value, name, words) =>
      html`<option value=${value} ?selected=${value === this._to}>${name} (${words})</option>`;
    return html`<form class="pass-on" aria-label="Pass this contact on" @submit=${(event) => this.#submit(event)}
      @keydown=${(event) => event.key === "Escape" && this.#close(event)}>
      <div class="field">
        <label for="pass-to">Pass on to</label>
        <select id="pass-to" required @change=${(event) => (this._to = event.target.value)}>
          <option value="" ?selected=${this._to === ""}>Choose a queue or a colleague</option>
          <optgroup label="Queues">${queues.map((queue) => option(`queue:${queue.id}`, queue.name, queueStanding(queue)))}</optgroup>
          <optgroup label="Colleagues">${colleagues.map((agent) => option(`agent:${agent.id}`, agent.name, standing(agent)))}</optgroup>
        </select>
      </div>
      <div class="field">
        <label for="pass-why">Why</label>
        <input id="pass-why" name="why" required maxlength=${LONGEST_WHY} autocomplete="off" placeholder="They read this first" />
      </div>
      <div class="pass-how" role="group" aria-label="How">
        <label><input type="radio" name="how" .checked=${!this._first} @change=${() => (this._first = false)} />Hand it over now</label>
        <label><input type="radio" name="how" .checked=${this._first} @change=${() => (this._first = true)} />Ask first, and keep it meanwhile</label>
      </div>
      <div class="pass-foot">
        <button class="button primary" ?disabled=${this.busy}>${this._first ? "Ask" : "Pass on"}</button>
        <button class="button quiet" type="button" @click=${(event) => this.#close(event)}>Cancel</button>
        <small>${this._first ? "" : "The customer keeps the wait they have."}</small>
      </div>
      ${this.refusal || this._failure ? html`<p class="wrong" role="alert">${this.refusal || this._failure}</p>` : nothing}
    </form>`;
  }

  #submit(event) {
    event.preventDefault();
    const [kind, id] = this._to.split(/:(.*)/s);
    const why = this.querySelector("#pass-why").value.trim();
    if (!id || !why || this.busy) return;
    const detail = { type: this._first ? "consult" : "transfer", contact: this.contact, [kind]: id, why };
    this.dispatchEvent(new CustomEvent("pass", { detail }));
  }

  #close(event) {
    event.preventDefault();
    event.stopPropagation();
    this.dispatchEvent(new Event("close"));
  }
}

customElements.define("pass-on", PassOn);
