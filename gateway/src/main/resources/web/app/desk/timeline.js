import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { channelName, roughly } from "../format.js";
import { icon } from "../icons.js";

const PAGE = 30;

/** What is marked by its kind; all else by its channel. */
const KINDS = { purchase: "purchase", promise: "clock", note: "article" };

/** What was said in an earlier system was a message too. */
const WORDS = { earlier: "message" };

/** What was said and done, newest first, over all channels; older pages are read on demand. */
class CustomerTimeline extends LitElement {
  static properties = {
    customer: {},
    contact: {},
    entries: { attribute: false },
    _pages: { state: true },
    _next: { state: true },
    _words: { state: true },
    _heard: { state: true },
  };

  constructor() {
    super();
    this.customer = "";
    this.contact = "";
    this.entries = null;
    this._pages = null; // what was read by page; until then, what came with the view
    this._next = null;
    this._words = "";
    this._heard = new Set();
  }

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has("customer") || changed.has("contact")) {
      this._pages = null;
      this._next = null;
      this._words = "";
    }
  }

  render() {
    if (this.entries === null) return nothing;
    const shown = this._pages ?? this.entries;
    if (shown.length === 0) return nothing;
    const more = this._pages === null ? this.entries.length >= PAGE : this._next !== null;
    return html`<section>
      <h3>History</h3>
      <ul class="history">${shown.map((entry) => this.#entry(entry))}</ul>
      ${more ? html`<button class="button quiet" type="button" @click=${() => this.#older()}>Older</button>` : nothing}
      ${this._words ? html`<p class="wrong" role="alert">${this._words}</p>` : nothing}
    </section>`;
  }

  #entry(entry) {
    const who = entry.direction === "in" ? "from them" : entry.by ? `by ${entry.by}` : "";
    return html`<li>
      ${icon(KINDS[entry.kind] ?? entry.channel)}
      <span class="subject">${entry.text || channelName(entry.channel)}</span>
      <small>${[WORDS[entry.kind] ?? entry.kind, who].filter(Boolean).join(" ")}, ${roughly(Date.now() - entry.at)} ago</small>
      ${this.#sound(entry)}
    </li>`;
  }

  // What a caller said after the tone is a message by phone from them, a talk that is kept one of nobody.
  #sound(entry) {
    if (entry.channel !== "phone" || entry.kind !== "message" || (entry.direction !== "in" && entry.by) || !entry.contact) return nothing;
    const address = `/api/v1/contacts/${encodeURIComponent(entry.contact)}/recordings/${encodeURIComponent(entry.ref)}`;
    return this._heard.has(entry.ref)
      ? html`<audio controls autoplay src=${address} aria-label="What they said" @error=${() => (this._words = "There is no recording of it, or you may not hear it.")}></audio>`
      : html`<button class="button quiet" type="button" @click=${() => (this._heard = new Set([...this._heard, entry.ref]))}>${icon("sound")}Listen</button>`;
  }

  async #older() {
    const path = `/customers/${encodeURIComponent(this.customer)}/timeline?contact=${encodeURIComponent(this.contact)}`;
    try {
      const from = this._pages === null ? "" : `&before=${encodeURIComponent(this._next)}`;
      const { entries, next } = await call(`${path}&limit=${2 * PAGE}${from}`);
      this._pages = [...(this._pages ?? []), ...entries];
      this._next = next ?? null;
      this._words = "";
    } catch (problem) {
      this._words = problem.message;
    }
  }
}

customElements.define("customer-timeline", CustomerTimeline);
