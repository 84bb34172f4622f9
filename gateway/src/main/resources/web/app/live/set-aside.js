import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { channelName, timeOfDay, whole } from "../format.js";

const REFRESH_MS = 60_000;
const SHOWN = 10;

/** What came in and could not be read: from whom, why, and its bytes as they came. */
class SetAsideCard extends LitElement {
  static properties = { _count: { state: true }, _items: { state: true }, _failure: { state: true } };

  #timer = 0;

  constructor() {
    super();
    this._count = 0;
    this._items = [];
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
      const { count, items } = await call(`/set-aside?limit=${SHOWN}`);
      this._count = count;
      this._items = items;
      this._failure = "";
    } catch (problem) {
      this._failure = problem.message;
    }
  }

  render() {
    if (this._count === 0 && !this._failure) return nothing;
    return html`<section class="card" aria-labelledby="aside-title">
      <h2 id="aside-title">Set aside <small>${whole(this._count)} that could not be read</small></h2>
      ${this._failure ? html`<p class="wrong" role="alert">${this._failure}</p>` : nothing}
      <div class="scroll" tabindex="0" role="group" aria-label="Table of what was set aside">
        <table>
          <thead><tr>${["Came", "From", "To", "Why", "Bytes"].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
          <tbody>${this._items.map((item) => this.#row(item))}</tbody>
        </table>
      </div>
      ${this._count > this._items.length ? html`<p class="none">The newest ${whole(this._items.length)} are shown.</p>` : nothing}
    </section>`;
  }

  #row({ id, at, channel, sender, recipient, reason, size }) {
    return html`<tr>
      <td class="number"><time datetime=${new Date(at).toISOString()}>${timeOfDay(at)}</time></td>
      <th scope="row">${sender || `somebody by ${channelName(channel).toLowerCase()}`}</th>
      <td>${recipient ?? "–"}</td>
      <td>${reason}</td>
      <td><a download="set-aside.eml" href="/api/v1/set-aside/${encodeURIComponent(id)}/raw">${whole(size)}<span class="unseen"> bytes, download as it came</span></a></td>
    </tr>`;
  }
}

customElements.define("set-aside-card", SetAsideCard);
