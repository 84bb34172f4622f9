import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** Earlier versions of an article: what changed in each, and the way back. Fires `restored`. */
class ArticleVersions extends LitElement {
  static properties = { read: { attribute: false }, _versions: { state: true }, _diff: { state: true }, _words: { state: true } };

  constructor() {
    super();
    this.read = null;
    this._versions = null;
    this._diff = null;
    this._words = "";
  }

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    const before = changed.get("read");
    if (changed.has("read") && (before?.id !== this.read?.id || before?.revision !== this.read?.revision)) {
      this._diff = null;
      this.#load();
    }
  }

  async #load() {
    try {
      this._versions = (await call(`/editor/articles/${encodeURIComponent(this.read.id)}/versions`)).versions;
      this._words = "";
    } catch (problem) {
      this._words = problem.message;
    }
  }

  render() {
    const versions = this._versions ?? [];
    return html`<section class="versions" aria-labelledby="versions-title">
      <h2 id="versions-title">Versions</h2>
      ${this._words ? html`<p class="wrong" role="alert">${this._words}</p>` : nothing}
      <ol>${versions.map((version, index) => this.#item(version, versions[index + 1], index === 0))}</ol>
      ${this._diff ? this.#lines() : nothing}
    </section>`;
  }

  #item({ revision, savedAt, author, state }, older, newest) {
    return html`<li>
      <span>${moment.format(savedAt)}, ${author}, ${state}</span>
      ${older ? html`<button class="link" type="button" @click=${() => this.#compare(older.revision, revision)}>What changed</button>` : nothing}
      ${newest ? nothing : html`<button class="link" type="button" @click=${() => this.#restore(revision)}>Bring back</button>`}
    </li>`;
  }

  // Added and removed lines are marked with a sign as well as a colour.
  #lines() {
    const signs = { added: "+", removed: "−", kept: " " };
    const words = { added: "added: ", removed: "removed: ", kept: "" };
    return html`<div class="diff" role="group" aria-label="What changed" tabindex="0">${this._diff.map(
      ({ kind, text }) => html`<div class=${kind}><span aria-hidden="true">${signs[kind]}</span><span class="unseen">${words[kind]}</span><code>${text}</code></div>`,
    )}</div>`;
  }

  async #compare(from, to) {
    try {
      this._diff = (await call(`/editor/articles/${encodeURIComponent(this.read.id)}/diff?from=${from}&to=${to}`)).lines;
    } catch (problem) {
      this._words = problem.message;
    }
  }

  async #restore(version) {
    try {
      await call(`/editor/articles/${encodeURIComponent(this.read.id)}/restore`, { method: "POST", body: { version, revision: this.read.revision } });
      this.dispatchEvent(new Event("restored"));
    } catch (problem) {
      this._words = problem.message;
    }
  }
}

customElements.define("article-versions", ArticleVersions);
