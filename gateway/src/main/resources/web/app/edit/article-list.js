import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { date, whole } from "../format.js";

const STATES = ["draft", "review", "published", "archived"];
const PAUSE_MS = 200;
const LOOK_MS = 5_000;

/**
 * The articles, to be searched and narrowed down, anew when somebody has changed one. Fires `choose` with an
 * article's id, or "new".
 */
class ArticleList extends LitElement {
  static properties = {
    chosen: {},
    _articles: { state: true },
    _more: { state: true },
    _facets: { state: true },
    _query: { state: true },
    _state: { state: true },
    _review: { state: true },
    _category: { state: true },
    _failure: { state: true },
  };

  #timer = 0;
  #looking = 0;
  #seen = null;
  #run = null;

  constructor() {
    super();
    this.chosen = "";
    this._articles = null;
    this._more = false;
    this._facets = { categories: [], products: [] };
    this._query = "";
    this._state = "";
    this._review = false;
    this._category = "";
    this._failure = "";
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.refresh();
    this.#looking = setInterval(() => this.#look(), LOOK_MS);
    this.#look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#looking);
  }

  // What others change shows itself without loading the page again.
  async #look() {
    if (document.hidden) return;
    try {
      const { events, newest } = await call(this.#seen === null ? "/editor/events" : `/editor/events?after=${this.#seen}`);
      const news = this.#seen !== null && events.length > 0;
      this.#seen = newest;
      if (news) this.refresh();
    } catch {
      // the next look may do better
    }
  }

  #query() {
    return new URLSearchParams(this._review ? { toReview: "true" } : { q: this._query, ...(this._state ? { state: this._state } : {}) });
  }

  async #further() {
    const query = this.#query();
    query.set("before", String(this._articles.at(-1).revision));
    try {
      const { articles, more } = await call(`/editor/articles?${query}`);
      this._articles = [...this._articles, ...articles];
      this._more = more;
    } catch (problem) {
      this._failure = problem.message;
    }
  }

  async refresh() {
    this.#run?.abort();
    const run = new AbortController();
    this.#run = run;
    const query = this.#query();
    try {
      const [{ articles, more }, facets] = await Promise.all([
        call(`/editor/articles?${query}`, { signal: run.signal }),
        call(this._query ? `/answers/facets?q=${encodeURIComponent(this._query)}` : "/answers/facets", { signal: run.signal }),
      ]);
      this._articles = articles;
      this._more = more;
      this._facets = facets;
      this._failure = "";
    } catch (problem) {
      if (!run.signal.aborted) this._failure = problem.message;
    }
  }

  render() {
    const shown = (this._articles ?? []).filter(({ category }) => !this._category || category === this._category);
    return html`<nav aria-label="Articles">
      <form role="search" @submit=${(event) => event.preventDefault()}>
        <div class="field"><label for="list-q">Title</label>
          <input id="list-q" type="search" maxlength="200" autocomplete="off" ?disabled=${this._review} @input=${(event) => this.#typed(event.target.value)} /></div>
        <div class="pair">
          <div class="field"><label for="list-state">State</label>
            <select id="list-state" ?disabled=${this._review} @change=${(event) => this.#set({ _state: event.target.value })}>
              <option value="">any</option>${STATES.map((state) => html`<option>${state}</option>`)}</select></div>
          <div class="field"><label for="list-category">Category</label>
            <select id="list-category" @change=${(event) => (this._category = event.target.value)}>
              <option value="">any</option>${this.#categories().map(([name, count]) => html`<option value=${name} ?selected=${name === this._category}>${name}${count === null ? "" : ` (${whole(count)})`}</option>`)}</select></div>
        </div>
        <label class="tick"><input type="checkbox" .checked=${this._review} @change=${(event) => this.#set({ _review: event.target.checked })} />To be reviewed by now</label>
      </form>
      ${this._facets.products.length > 0 ? html`<p class="quiet-words">About: ${this._facets.products.map(({ value, articles }) => `${value} (${articles})`).join(", ")}</p>` : nothing}
      <button class="button primary" type="button" @click=${() => this.#choose("new")}>New article</button>
      ${this._failure ? html`<p class="wrong" role="alert">${this._failure}</p>` : nothing}
      <p class="quiet-words" role="status">${this._articles === null ? "Loading" : shown.length === 1 ? "1 article" : `${whole(shown.length)} articles`}</p>
      <ul class="list">${shown.map(
        (article) => html`<li><button type="button" aria-current=${article.id === this.chosen ? "true" : nothing} @click=${() => this.#choose(article.id)}>
          <strong>${article.title}</strong>
          <small>${[article.language, article.state, article.visibility === "internal" ? "internal" : "", date(article.updatedAt)].filter(Boolean).join(", ")}</small>
        </button></li>`,
      )}</ul>
      ${this._more ? html`<button class="button quiet" type="button" @click=${() => this.#further()}>Show older ones</button>` : nothing}
    </nav>`;
  }

  /** Published ones are counted; categories of drafts are there without a number. */
  #categories() {
    const counts = new Map(this._facets.categories.map(({ value, articles }) => [value, articles]));
    for (const { category } of this._articles ?? []) if (category && !counts.has(category)) counts.set(category, null);
    return [...counts].sort(([one], [other]) => one.localeCompare(other));
  }

  #typed(text) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#set({ _query: text.trim() }), PAUSE_MS);
  }

  #set(fields) {
    Object.assign(this, fields);
    this.refresh();
  }

  #choose(id) {
    this.dispatchEvent(new CustomEvent("choose", { detail: id }));
  }
}

customElements.define("article-list", ArticleList);
