import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { icon } from "../icons.js";
import { marked, oneLine } from "../prose.js";

const PAUSE_MS = 200;
const RESULTS = 4;
const LONGEST_QUESTION = 300;

/**
 * Finds articles for a reply, beginning with what the customer wrote. Fires `insert` with the article's
 * title and address, and `done` when the agent is back to writing.
 */
class ArticleFinder extends LitElement {
  static properties = { question: {}, _answers: { state: true }, _failure: { state: true } };

  #timer = 0;
  #running = null;
  #query = "";

  constructor() {
    super();
    this.question = "";
    this._answers = null;
    this._failure = "";
  }

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    const field = this.querySelector("input");
    field.value = oneLine(this.question).slice(0, LONGEST_QUESTION);
    field.select();
    field.focus();
    this.#find();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#running?.abort();
  }

  render() {
    return html`<div class="finder" @keydown=${(event) => this.#onKey(event)}>
      <div class="finder-head">
        <label class="unseen" for="finder-q">Find an article</label>
        <input id="finder-q" type="search" placeholder="Find an article" autocomplete="off"
          @input=${() => {
            clearTimeout(this.#timer);
            this.#timer = setTimeout(() => this.#find(), PAUSE_MS);
          }} />
        <button class="button quiet icon-only" type="button" aria-label="Close the article search" @click=${() => this.#done()}>${icon("close")}</button>
      </div>
      <div aria-live="polite">${this.#list()}</div>
    </div>`;
  }

  #list() {
    if (this._failure) return html`<p class="wrong">${this._failure}</p>`;
    if (this._answers === null) return nothing;
    if (this._answers.length === 0) return html`<p class="finder-none">No article fits these words.</p>`;
    return html`<ul>
      ${this._answers.map(
        (answer) => html`<li>
          <div>
            <a href="/articles/${encodeURIComponent(answer.article)}" target="_blank">${marked(answer.title, this.#query)}</a>
            <p>${marked(oneLine(answer.excerpt), this.#query)}</p>
          </div>
          <button class="button" type="button" @click=${() => this.#insert(answer)}>Insert<span class="unseen"> a link to ${answer.title}</span></button>
        </li>`,
      )}
    </ul>`;
  }

  async #find() {
    this.#running?.abort();
    const query = this.querySelector("input").value.trim();
    if (query === "") {
      this._answers = null;
      return;
    }
    const run = new AbortController();
    this.#running = run;
    try {
      const { answers } = await call(`/answers?limit=${RESULTS}&q=${encodeURIComponent(query)}`, { signal: run.signal });
      this.#query = query;
      this._answers = answers;
      this._failure = "";
    } catch (problem) {
      if (!run.signal.aborted) this._failure = problem.message;
    }
  }

  #onKey(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.#done();
    } else if (event.key === "Enter" && event.target.id === "finder-q") {
      event.preventDefault(); // it stands in the reply's form, which Enter must not send
      this.#find();
    }
  }

  #insert({ article, title }) {
    const address = `${window.location.origin}/articles/${encodeURIComponent(article)}`;
    this.dispatchEvent(new CustomEvent("insert", { detail: { text: `${title}: ${address}` } }));
  }

  #done() {
    this.dispatchEvent(new Event("done"));
  }
}

customElements.define("article-finder", ArticleFinder);
