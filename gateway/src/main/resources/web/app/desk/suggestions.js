import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { highlighted } from "../prose.js";
import { readArticle } from "./article-reader.js";

const LOOK_MS = 10_000;

/**
 * Articles for what the customer said last, anew whenever `said` changes. Fires `insert` with the words that
 * cite an article; an article that was wrong is judged and leaves the list. When one of those shown was changed,
 * or another was published, they are asked for anew.
 */
class ArticleSuggestions extends LitElement {
  static properties = { contact: {}, said: {}, _found: { state: true }, _words: { state: true } };

  #running = null;
  #timer = 0;
  #seen = null;

  constructor() {
    super();
    this.contact = "";
    this.said = "";
    this._found = null;
    this._words = "";
  }

  createRenderRoot() {
    return this;
  }

  updated(changed) {
    if (changed.has("contact") || changed.has("said")) this.#suggest();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    this.#running?.abort();
  }

  render() {
    const answers = this._found?.answers ?? [];
    if (answers.length === 0 && !this._words) return nothing;
    return html`<section class="finder" aria-label="Suggested articles">
      ${this._words ? html`<p class="finder-none" role="status">${this._words}</p>` : nothing}
      <ul>
        ${answers.map(
          (answer) => html`<li>
            <div>
              <button class="link" type="button" @click=${() => this.#read(answer)}>${answer.title}</button>
              <p>${highlighted(answer.excerpt, answer.highlights)}</p>
            </div>
            <button class="button" type="button" @click=${() => this.#cite(answer)}>Cite<span class="unseen"> ${answer.title}</span></button>
            <button class="button quiet" type="button" @click=${() => this.#wrong(answer)}>This was wrong</button>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  async #suggest() {
    this.#running?.abort();
    if (!this.contact) return;
    const run = new AbortController();
    this.#running = run;
    try {
      const found = await call(`/contacts/${encodeURIComponent(this.contact)}/suggestions`, { signal: run.signal });
      if (!run.signal.aborted) this._found = found;
    } catch {
      if (!run.signal.aborted) this._found = null; // a reply can be written without them
    }
  }

  async #look() {
    if (document.hidden || !this.contact) return;
    try {
      const { events, newest } = await call(this.#seen === null ? "/editor/events" : `/editor/events?after=${this.#seen}`);
      const first = this.#seen === null;
      this.#seen = newest;
      if (first) return;
      const shown = new Set((this._found?.answers ?? []).map(({ article }) => article));
      if (events.some(({ article, state }) => shown.has(article) || state === "published")) this.#suggest();
    } catch {
      // the next look may do better
    }
  }

  #read({ article }) {
    readArticle(article);
    if (this._found?.question) call("/answers/openings", { method: "POST", body: { question: this._found.question, article } }).catch(() => {});
  }

  async #cite({ article }) {
    try {
      const { text } = await call(`/contacts/${encodeURIComponent(this.contact)}/citations`, { method: "POST", body: { article } });
      this._words = "";
      // Where no public address is set, an article stands where this page does.
      const whole = text.replace(`: /articles/${article}`, `: ${window.location.origin}/articles/${article}`);
      this.dispatchEvent(new CustomEvent("insert", { detail: { text: whole } }));
      call("/answers/openings", { method: "POST", body: { question: this._found.question, article } }).catch(() => {});
    } catch (problem) {
      this._words = problem.message;
    }
  }

  async #wrong({ article }) {
    const body = { question: this._found.question, article, helpful: false };
    this._found = { ...this._found, answers: this._found.answers.filter((other) => other.article !== article) };
    try {
      await call("/editor/judgements", { method: "POST", body });
      this._words = "Thank you, noted.";
    } catch (problem) {
      this._words = problem.message;
    }
  }
}

customElements.define("article-suggestions", ArticleSuggestions);
