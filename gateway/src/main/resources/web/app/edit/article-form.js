import { LitElement, html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { call } from "../api.js";
import { icon } from "../icons.js";
import "./article-attachments.js";
import "./article-care.js";
import "./article-versions.js";

const FIELDS = ["title", "question", "body", "language", "category", "visibility", "state"];

/** One article: its text, who may read it, its state. Fires `saved` and `choose`. */
class ArticleForm extends LitElement {
  static properties = { article: {}, edits: { attribute: false }, _read: { state: true }, _words: { state: true }, _busy: { state: true }, _changed: { state: true } };

  constructor() {
    super();
    this.article = "";
    this.edits = false;
    this._read = null;
    this._words = "";
    this._busy = false;
    this._changed = false;
  }

  createRenderRoot() {
    return this;
  }

  /** Whether something was written that is not saved. */
  get changed() {
    return this._changed;
  }

  willUpdate(changed) {
    if (changed.has("article")) {
      this._read = null;
      this._words = "";
      this._changed = false;
      if (this.article && this.article !== "new") this.load();
    }
  }

  async load() {
    const id = this.article;
    try {
      const read = await call(`/editor/articles/${encodeURIComponent(id)}`);
      if (this.article === id) this._read = read;
    } catch (problem) {
      this._words = problem.status === 404 ? "There is no such article." : problem.message;
    }
  }

  /** Begins a new article with a customer's question. */
  async begin(question) {
    await this.updateComplete;
    const form = this.querySelector("form");
    form.elements.question.value = question.slice(0, 1000);
    form.elements.title.focus();
    this._changed = true;
  }

  render() {
    if (!this.article) return html`<p class="none">Choose an article, or begin a new one.</p>`;
    if (this.article !== "new" && !this._read) return html`<p class="none" role="status">${this._words || "Loading"}</p>`;
    const read = this._read ?? { language: "en", visibility: "public", state: "draft", tags: [] };
    return html`${read.stale ? this.#stale(read) : nothing} ${keyed(`${read.id}.${read.revision}`, this.#form(read))}
      ${this._read ? html`<article-care .read=${read} @changed=${() => this.load()} @choose=${({ detail }) => this.#choose(detail)}></article-care>
        <article-attachments .article=${read.id}></article-attachments>
        <article-versions .read=${read} @restored=${() => this.#saved(read.id, "Restored.")}></article-versions>` : nothing}`;
  }

  #stale({ translationOf }) {
    return html`<p class="notice warn">${icon("warn")}<span>The article this one translates has changed since.
      <button class="link" type="button" @click=${() => this.#choose(translationOf)}>See the original</button></span></p>`;
  }

  #form(read) {
    const field = (name, label, more = {}) => html`<div class="field"><label for="a-${name}">${label}</label>
      <input id="a-${name}" name=${name} .value=${read[name] ?? ""} maxlength=${more.longest ?? 200} ?required=${more.required} pattern=${more.pattern ?? nothing} autocomplete="off" /></div>`;
    const choice = (name, label, all) => html`<div class="field"><label for="a-${name}">${label}</label>
      <select id="a-${name}" name=${name}>${all.map((word) => html`<option ?selected=${word === read[name]}>${word}</option>`)}</select></div>`;
    const states = this.edits ? ["draft", "review", "published", "archived"] : [...new Set(["draft", "review", read.state])];
    return html`<form class="article" @submit=${(event) => this.#save(event)} @input=${() => (this._changed = true)}>
      ${field("title", "Title", { longest: 300, required: true })} ${field("question", "Question, in a customer’s words", { longest: 1000 })}
      <div class="field"><label for="a-body">Text, in Markdown</label>
        <textarea id="a-body" name="body" required rows="16" maxlength="1000000" .value=${read.body ?? ""}></textarea></div>
      <div class="four">
        ${field("language", "Language", { required: true, pattern: "[a-z]{2,3}", longest: 3 })} ${field("category", "Category")}
        ${choice("visibility", "Who may read it", ["public", "internal"])} ${choice("state", "State", states)}
      </div>
      <div class="field"><label for="a-tags">Tags, separated by commas</label>
        <input id="a-tags" name="tags" .value=${(read.tags ?? []).join(", ")} autocomplete="off" /></div>
      <div class="actions"><button class="button primary" ?disabled=${this._busy}>Save</button>
        <span role="status">${this._changed ? "Not saved" : ""}</span>
        ${this._words ? html`<span class="wrong" role="alert">${this._words}</span>` : nothing}</div>
    </form>`;
  }

  async #save(event) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const body = { tags: data.get("tags").split(",").map((tag) => tag.trim()).filter(Boolean) };
    for (const name of FIELDS) {
      const value = name === "body" ? data.get(name) : data.get(name).trim();
      if (value) body[name] = value;
    }
    this._busy = true;
    try {
      const saved = this._read
        ? await call(`/editor/articles/${encodeURIComponent(this._read.id)}`, { method: "PUT", body: { ...body, revision: this._read.revision } })
        : await call("/editor/articles", { method: "POST", body });
      this.#saved(saved.id, body.state === "published" ? "Saved and published." : "Saved.");
    } catch (problem) {
      this._words = [problem.message, ...problem.fields.map(({ field, problem: words }) => `${field}: ${words}`)].join(" ");
    }
    this._busy = false;
  }

  #saved(id, words) {
    this._words = "";
    this._changed = false;
    this.dispatchEvent(new CustomEvent("saved", { detail: { id, words } }));
    if (this.article === id) this.load();
  }

  #choose(id) {
    this.dispatchEvent(new CustomEvent("choose", { detail: id }));
  }
}

customElements.define("article-form", ArticleForm);
