import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { date } from "../format.js";

const MOST = 3;
const MOST_WHY = 3;

/** Records that may be this customer as well: linked or kept apart for good, and taken apart again. */
class SamePerson extends LitElement {
  static properties = { customer: {}, _found: { state: true }, _links: { state: true }, _words: { state: true }, _busy: { state: true } };

  #open = false;

  constructor() {
    super();
    this.customer = "";
    this._found = null;
    this._links = [];
    this._words = "";
    this._busy = false;
  }

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (!changed.has("customer")) return;
    this._found = null;
    this._words = "";
    if (this.#open) this.#look();
  }

  render() {
    return html`<section>
      <details class="taught" @toggle=${(event) => this.#toggled(event.target.open)}>
        <summary>Could they be here twice?</summary>
        ${this._words ? html`<p class="wrong" role="alert">${this._words}</p>` : nothing}
        ${this._found === null ? (this._words ? nothing : html`<p class="quiet-words">Looking</p>`) : this.#list()}
      </details>
    </section>`;
  }

  #toggled(open) {
    this.#open = open;
    if (open && this._found === null) this.#look();
  }

  async #look() {
    const path = `/customers/${encodeURIComponent(this.customer)}`;
    try {
      const [{ customers }, { links }] = await Promise.all([call(`${path}/suggestions?limit=${MOST}`), call(`${path}/links`)]);
      this._found = customers;
      this._links = links.filter(({ closedAt }) => !closedAt);
      this._words = "";
    } catch (problem) {
      this._words = problem.message;
    }
  }

  #list() {
    const linked = this._links.filter(({ same }) => same);
    return html`${this._found.length === 0 && linked.length === 0 ? html`<p class="quiet-words">Nobody else looks like them.</p>` : nothing}
      <ul>
        ${this._found.map(
          (one) => html`<li><div>
            <p>${one.name}</p>
            <small>${one.why.slice(0, MOST_WHY).join("; ")}</small>
            <div class="promise-actions">
              <button class="button" type="button" ?disabled=${this._busy} @click=${() => this.#say(one, true)}>The same person</button>
              <button class="button quiet" type="button" ?disabled=${this._busy} @click=${() => this.#say(one, false)}>Somebody else</button>
            </div>
          </div></li>`,
        )}
        ${linked.map(
          (link) => html`<li><div>
            <p>Linked by ${link.by}, ${date(link.at)}</p>
            <small>${link.why}</small>
            <div class="promise-actions"><button class="button quiet" type="button" ?disabled=${this._busy} @click=${() => this.#act(`/links/${encodeURIComponent(link.id)}`, { method: "DELETE" })}>Take apart</button></div>
          </div></li>`,
        )}
      </ul>`;
  }

  #say({ id, name }, same) {
    const why = same ? "said to be the same at the desk" : `said not to be ${name}`;
    this.#act(`/customers/${encodeURIComponent(this.customer)}/links`, { method: "POST", body: { other: id, same, why } });
  }

  async #act(path, options) {
    this._busy = true;
    try {
      await call(path, options);
      await this.#look();
    } catch (problem) {
      this._words = problem.message;
    }
    this._busy = false;
  }
}

customElements.define("same-person", SamePerson);
