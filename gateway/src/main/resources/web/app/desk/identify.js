import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";

const HOW = ["Asked for something only they know", "Sent them a code", "Recognised the voice", "Saw an order number"];

/**
 * Who is there, said by the agent: chosen among the customers it could be, or found by name, and confirmed
 * with how it was made sure. Fires `identified` with the customer's id.
 */
class IdentifyCustomer extends LitElement {
  static properties = {
    contact: {},
    known: { attribute: false },
    candidates: { attribute: false },
    _found: { state: true },
    _chosen: { state: true },
    _words: { state: true },
    _busy: { state: true },
  };

  constructor() {
    super();
    this.contact = "";
    this.known = null;
    this.candidates = [];
    this._found = null;
    this._chosen = null;
    this._words = "";
    this._busy = false;
  }

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has("contact")) {
      this._found = null;
      this._chosen = null;
      this._words = "";
    }
  }

  render() {
    const one = this.known ?? this._chosen;
    return html`${this.known ? nothing : this.#choice()}
      ${one
        ? html`<form class="identify" @submit=${(event) => this.#confirm(event, one)}>
            <label for="how-sure">How did you make sure that it is ${one.name}?</label>
            <select id="how-sure">${HOW.map((words) => html`<option>${words}</option>`)}</select>
            <button class="button" ?disabled=${this._busy}>It is ${one.name}</button>
          </form>`
        : nothing}
      ${this._words ? html`<p class="wrong" role="alert">${this._words}</p>` : nothing}`;
  }

  #choice() {
    const listed = this._found ?? this.candidates;
    return html`${listed.length > 0
        ? html`<ul class="candidates">${listed.map(
            (one) => html`<li><button class="button quiet" type="button" aria-pressed=${this._chosen?.id === one.id}
              @click=${() => (this._chosen = one)}>${one.name}${one.why ? html` <small>${one.why}</small>` : nothing}</button></li>`,
          )}</ul>`
        : nothing}
      <form class="identify" role="search" @submit=${(event) => this.#find(event)}>
        <label for="who-name">Find them by name, and more if you know it</label>
        <input id="who-name" name="name" maxlength="200" autocomplete="off" placeholder="Name" required />
        <div class="pair">
          <input name="birthDate" aria-label="Birth date" maxlength="40" autocomplete="off" placeholder="Born" />
          <input name="postcode" aria-label="Postcode" maxlength="40" autocomplete="off" placeholder="Postcode" />
        </div>
        <button class="button">Find</button>
      </form>`;
  }

  async #find(event) {
    event.preventDefault();
    const query = new URLSearchParams([...new FormData(event.currentTarget)].filter(([, value]) => value.trim()));
    try {
      const { customers } = await call(`/customer-search?limit=5&${query}`);
      this._found = customers.map(({ customer, id, name, why }) => ({ id: id ?? customer, name, why: [why].flat().filter(Boolean)[0] }));
      this._words = customers.length === 0 ? "Nobody fits that." : "";
      this._chosen = null;
    } catch (problem) {
      this._words = problem.message;
    }
  }

  async #confirm(event, { id }) {
    event.preventDefault();
    this._busy = true;
    try {
      const body = { customer: id, how: this.querySelector("#how-sure").value };
      await call(`/contacts/${encodeURIComponent(this.contact)}/identity`, { method: "POST", body });
      this._words = "";
      this.dispatchEvent(new CustomEvent("identified", { detail: { customer: id } }));
    } catch (problem) {
      this._words = problem.message;
    }
    this._busy = false;
  }
}

customElements.define("identify-customer", IdentifyCustomer);
