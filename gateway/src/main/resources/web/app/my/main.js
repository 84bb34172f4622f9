/** What a centre keeps of a customer's wishes, for the customer: to read, to correct, to take back. */
import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { date } from "../format.js";

const SOURCES = { told: "You told us", observed: "We noticed", inferred: "We supposed" };

class MyWishes extends LitElement {
  static properties = { _wishes: { state: true }, _correcting: { state: true }, _words: { state: true }, _bad: { state: true } };

  // After the hash, so that no server and no log on the way sees it.
  #key = encodeURIComponent(decodeURIComponent(window.location.hash.slice(1)));

  constructor() {
    super();
    this._wishes = null;
    this._correcting = null;
    this._words = "";
    this._bad = false;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      this._wishes = (await call(`/my/preferences?key=${this.#key}`)).preferences;
    } catch (problem) {
      this.#say(problem.status === 404 ? "This link has run out. Ask us for another." : problem.message, true);
    }
  }

  render() {
    return html`<h1>Your wishes</h1>
      <p>This is what we keep of how you like to be served. Correct it, take it back, or add to it: it holds at once.</p>
      ${this._wishes?.length === 0 ? html`<p class="notice">We keep nothing yet.</p>` : nothing}
      <ul class="wishes">${(this._wishes ?? []).map((wish) => this.#wish(wish))}</ul>
      ${this._wishes ? html`<h2>Something else</h2> ${this.#form(null)}` : nothing}
      <p class=${this._bad ? "wrong" : ""} role="status">${this._words}</p>`;
  }

  #wish(one) {
    if (this._correcting === one.id) return html`<li>${this.#form(one)}</li>`;
    return html`<li>
      <p><strong>${one.avoid ? "Please do not: " : "Please: "}</strong>${one.wish}</p>
      <small>${SOURCES[one.source] ?? "We keep this"}, ${date(one.learnedAt)}</small>
      <div class="actions">
        <button class="button" type="button" @click=${() => (this._correcting = one.id)}>Correct<span class="unseen"> ${one.wish}</span></button>
        <button class="button quiet" type="button" @click=${() => this.#withdraw(one)}>Take back<span class="unseen"> ${one.wish}</span></button>
      </div>
    </li>`;
  }

  #form(one) {
    const name = one?.id ?? "new";
    return html`<form class="wish" @submit=${(event) => this.#save(event, one)}>
      <div class="field"><label for="avoid-${name}">Please</label>
        <select id="avoid-${name}" name="avoid"><option value="">do</option><option value="yes" ?selected=${one?.avoid}>do not</option></select></div>
      <div class="field"><label for="wish-${name}">In your words</label>
        <input id="wish-${name}" name="wish" required maxlength="1000" autocomplete="off" .value=${one?.wish ?? ""} /></div>
      <div class="actions"><button class="button primary">Keep it</button>
        ${one ? html`<button class="button quiet" type="button" @click=${() => (this._correcting = null)}>Leave it</button>` : nothing}</div>
    </form>`;
  }

  async #save(event, one) {
    event.preventDefault();
    const form = event.currentTarget;
    const { wish, avoid } = form.elements;
    const body = { topic: one?.topic ?? "service", wish: wish.value.trim(), avoid: avoid.value === "yes", ...(one ? { instead: one.id } : {}) };
    try {
      await call(`/my/preferences?key=${this.#key}`, { method: "POST", body });
      this._correcting = null;
      if (!one) form.reset();
      this.#say("Kept. Thank you.");
      await this.#load();
    } catch (problem) {
      this.#say(problem.message, true);
    }
  }

  async #withdraw({ id }) {
    try {
      await call(`/my/preferences/${encodeURIComponent(id)}?key=${this.#key}`, { method: "DELETE" });
      this.#say("Taken back.");
      await this.#load();
    } catch (problem) {
      this.#say(problem.message, true);
    }
  }

  #say(words, bad = false) {
    this._words = words;
    this._bad = bad;
  }
}

customElements.define("my-wishes", MyWishes);
