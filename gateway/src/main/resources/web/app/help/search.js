import { html, nothing, render } from "lit";
import { call } from "../api.js";
import { icon } from "../icons.js";
import { marked, oneLine } from "../prose.js";

const PAUSE_MS = 180;
const SHORTEST = 2;
const RESULTS = 8;

/** The search as you type: one request at a time, a newer one overtakes an older one. */
export class Search {
  #form;
  #input;
  #results;
  #suggestions;
  #openArticle;
  #timer = 0;
  #running = null;
  #shown = "";

  constructor({ form, results, suggestions, openArticle }) {
    this.#form = form;
    this.#input = form.elements.q;
    this.#results = results;
    this.#suggestions = suggestions;
    this.#openArticle = openArticle;
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#find();
    });
    this.#input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#find(), PAUSE_MS);
    });
    this.#results.setAttribute("aria-live", "polite");
  }

  /** Shows the search with a query, as the address has it. */
  show(query) {
    if (query !== this.#input.value) this.#input.value = query;
    this.#find();
  }

  hide() {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#shown = "";
    this.#results.hidden = true;
  }

  /** Offers topics to start from. */
  suggest(topics) {
    const chip = ({ name }) => html`<li>
      <button class="chip" type="button" @click=${() => this.#take(name)}>${name}</button>
    </li>`;
    render(
      topics.length === 0 ? nothing : html`<ul class="chips" aria-label="Topics">${topics.slice(0, 8).map(chip)}</ul>`,
      this.#suggestions,
    );
  }

  #take(text) {
    this.#input.value = text;
    this.#input.focus();
    this.#find();
  }

  async #find() {
    clearTimeout(this.#timer);
    const query = this.#input.value.trim();
    if (query === this.#shown && !this.#results.hidden) return;
    this.#running?.abort();
    history.replaceState(history.state, "", query ? `/?q=${encodeURIComponent(query)}${location.hash}` : `/${location.hash}`);
    if (query.length < SHORTEST) {
      this.#shown = "";
      this.#results.hidden = true;
      return;
    }
    const run = new AbortController();
    this.#running = run;
    try {
      const found = await call(`/answers?limit=${RESULTS}&q=${encodeURIComponent(query)}`, { signal: run.signal });
      if (!run.signal.aborted) this.#draw(query, this.#list(found.answers, query));
    } catch (problem) {
      if (run.signal.aborted) return;
      this.#draw("", html`<p class="notice bad">${icon("warn")}<span>The search did not work. ${problem.message}</span></p>`);
    }
  }

  #draw(query, content) {
    this.#shown = query;
    this.#results.hidden = false;
    render(content, this.#results);
  }

  #list(answers, query) {
    if (answers.length === 0) {
      return html`<div class="none">
        <h2>No article fits that</h2>
        <p>Try other words, <a href="#write">write to us</a>, or start a chat: a person will help.</p>
      </div>`;
    }
    return html`<p class="unseen">${answers.length === 1 ? "1 answer" : `${answers.length} answers`}</p>
      <ol class="found">
        ${answers.map(
          (answer) => html`<li>
            <a href="/articles/${encodeURIComponent(answer.article)}" @click=${(event) => this.#openArticle(answer.article, event)}>
              <h2>${marked(answer.title, query)}</h2>
              <p>${marked(oneLine(answer.excerpt), query)}</p>
            </a>
          </li>`,
        )}
      </ol>`;
  }
}
