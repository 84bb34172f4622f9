import { html, nothing, render } from "lit";
import { call } from "../api.js";
import { icon } from "../icons.js";
import { highlighted, marked } from "../prose.js";
import { opened, remember } from "./asked.js";

const PAUSE_MS = 180;
const COMPLETING_PAUSE_MS = 50;
const FACETS_PAUSE_MS = 600;
const MOST_CATEGORIES = 6;
const SHORTEST = 2;
const RESULTS = 8;
const CHOICES = 3; // as many as the policy asks back with

// A letter more or less of the same question, or the same in one category: only the last was meant.
const goesOn = (before, now) => now.startsWith(before) || before.startsWith(now);

const counted = (answers) => (answers === 1 ? "1 answer" : `${answers} answers`);

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
  #question = "";
  #asked = "";
  #completing = 0;
  #completed = null;
  #found = null;
  #category = "";
  #categories = [];
  #counting = 0;
  #beginnings = document.createElement("datalist");

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
      clearTimeout(this.#completing);
      this.#completing = setTimeout(() => this.#complete(), COMPLETING_PAUSE_MS);
    });
    this.#beginnings.id = "beginnings";
    form.append(this.#beginnings);
    this.#input.setAttribute("list", this.#beginnings.id);
    this.#results.setAttribute("aria-live", "polite");
  }

  /** Shows the search with a query, as the address has it. */
  show(query) {
    if (query !== this.#input.value) this.#input.value = query;
    this.#find();
  }

  /** What was asked last, as it was typed. */
  get query() {
    return this.#input.value.trim();
  }

  /** The id that the answers shown came with. */
  get question() {
    return this.#question;
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

  /** Titles that what was typed may become; typing goes on without them when they do not come. */
  async #complete() {
    const typed = this.#input.value.trim();
    this.#completed?.abort();
    if (typed.length < SHORTEST) return;
    const run = new AbortController();
    this.#completed = run;
    try {
      const { completions } = await call(`/answers/completions?q=${encodeURIComponent(typed)}`, { signal: run.signal });
      const options = completions.map(({ text }) => Object.assign(document.createElement("option"), { value: text }));
      this.#beginnings.replaceChildren(...options);
    } catch {
      this.#beginnings.replaceChildren();
    }
  }

  async #find() {
    clearTimeout(this.#timer);
    const query = this.#input.value.trim();
    if (query === this.#shown && !this.#results.hidden) return;
    if (query !== this.#shown) this.#category = "";
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
      const within = this.#category ? `&category=${encodeURIComponent(this.#category)}` : "";
      const typedOn = this.#question && goesOn(this.#asked, query) ? this.#question : null;
      const refines = typedOn ? `&refines=${encodeURIComponent(typedOn)}` : "";
      const found = await call(`/answers?limit=${RESULTS}&q=${encodeURIComponent(query)}${within}${refines}`, { signal: run.signal });
      if (run.signal.aborted) return;
      remember(found.question, typedOn);
      this.#asked = query;
      this.#question = found.question;
      this.#found = found;
      this.#draw(query, this.#list(found, query));
      if (!within) this.#count(query);
    } catch (problem) {
      if (run.signal.aborted) return;
      this.#draw("", html`<p class="notice bad">${icon("warn")}<span>The search did not work. ${problem.message}</span></p>`);
    }
  }

  /** In which categories there is something, once the typing rests. */
  #count(query) {
    clearTimeout(this.#counting);
    this.#categories = [];
    this.#counting = setTimeout(async () => {
      try {
        const { categories } = await call(`/answers/facets?q=${encodeURIComponent(query)}`);
        if (query !== this.#shown || categories.length < 2) return;
        this.#categories = categories.slice(0, MOST_CATEGORIES);
        this.#draw(query, this.#list(this.#found, query));
      } catch {
        // The answers stand without it.
      }
    }, FACETS_PAUSE_MS);
  }

  #narrow(category) {
    this.#category = this.#category === category ? "" : category;
    const categories = this.#categories;
    this.#shown = this.query; // the same question, elsewhere
    this.#results.hidden = true;
    clearTimeout(this.#counting);
    this.#find().then(() => {
      clearTimeout(this.#counting);
      this.#categories = categories;
      this.#draw(this.query, this.#list(this.#found, this.query));
    });
  }

  #chips() {
    if (this.#categories.length === 0) return nothing;
    return html`<ul class="chips narrow" aria-label="Only in one category">
      ${this.#categories.map(({ value, articles }) => html`<li><button class="chip" type="button" aria-pressed=${this.#category === value} @click=${() => this.#narrow(value)}>${value} <small>${articles}</small></button></li>`)}
    </ul>`;
  }

  #open(article, event) {
    opened(this.#question, article);
    this.#openArticle(article, event);
  }

  #draw(query, content) {
    this.#shown = query;
    this.#results.hidden = false;
    render(content, this.#results);
  }

  #list({ answers, decision, meant, person }, query) {
    if (person) {
      return html`<p class="notice">${icon("person")}<span>You would like a person. <a href="#write">Write to us</a>, or start a chat: a person will help.</span></p>
        ${answers.length > 0 ? this.#articles(answers, query, "answers-found") : nothing}`;
    }
    if (answers.length === 0) {
      return html`${this.#chips()}<div class="none">
        <h2>No article fits that</h2>
        <p>Try other words, <a href="#write">write to us</a>, or start a chat: a person will help.</p>
      </div>`;
    }
    const instead = meant ? html`<p class="meant">Answers for <strong>${meant}</strong></p>` : nothing;
    const choices = decision === "ask_back" ? answers.slice(0, CHOICES) : [];
    const others = answers.slice(choices.length);
    const words = meant ?? query;
    return html`${this.#chips()}${instead}
      ${decision === "hand_over"
        ? html`<p class="notice warn">${icon("warn")}<span>There is no sure answer to that. <a href="#write">Write to us</a>, or start a chat: a person will help.</span></p>`
        : nothing}
      ${choices.length > 0 ? html`<p class="asked" id="asked-back">Which of these do you mean?</p>${this.#articles(choices, words, "asked-back")}` : nothing}
      ${others.length > 0
        ? html`<p class=${choices.length > 0 ? "meant" : "unseen"} id="answers-found">${choices.length > 0 ? "Or one of these" : counted(others.length)}</p>${this.#articles(others, words, "answers-found")}`
        : nothing}`;
  }

  #articles(answers, words, label) {
    return html`<ol class="found" aria-labelledby=${label}>
      ${answers.map(
        (answer) => html`<li>
          <a href="/articles/${encodeURIComponent(answer.article)}" @click=${(event) => this.#open(answer.article, event)}>
            <h2>${marked(answer.title, words)}</h2>
            <p>${highlighted(answer.excerpt, answer.highlights)}</p>
          </a>
        </li>`,
      )}
    </ol>`;
  }
}
