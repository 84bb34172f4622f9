import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { bytes } from "../format.js";

const LARGEST = 2 * 1024 * 1024;
const TYPES = ["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain", "text/csv"];

/** The files of an article: pictures, forms, manuals. */
class ArticleAttachments extends LitElement {
  static properties = { article: {}, _files: { state: true }, _words: { state: true }, _bad: { state: true }, _busy: { state: true }, _sure: { state: true } };

  constructor() {
    super();
    this.article = "";
    this._files = null;
    this._words = "";
    this._bad = false;
    this._busy = false;
    this._sure = "";
  }

  createRenderRoot() {
    return this;
  }

  get #path() {
    return `/editor/articles/${encodeURIComponent(this.article)}/attachments`;
  }

  willUpdate(changed) {
    if (changed.has("article")) {
      this._files = null;
      this._words = "";
      this._sure = "";
      if (this.article) this.#load();
    }
  }

  async #load() {
    const article = this.article;
    try {
      const { attachments } = await call(this.#path);
      if (this.article === article) this._files = attachments;
    } catch (problem) {
      this.#say(problem.message, true);
    }
  }

  render() {
    return html`<section class="files" aria-labelledby="files-title">
      <h2 id="files-title">Files</h2>
      ${this._files === null ? html`<p class="none">Loading</p>` : nothing}
      ${this._files?.length === 0 ? html`<p class="none">There are none yet.</p>` : nothing}
      ${this._files?.length ? html`<ul>${this._files.map((file) => this.#file(file))}</ul>` : nothing}
      <div class="field"><label for="files-new">Add a file <span class="optional">(a picture, PDF, text or CSV of up to ${bytes(LARGEST)})</span></label>
        <input id="files-new" type="file" accept=${TYPES.join(",")} ?disabled=${this._busy} @change=${(event) => this.#add(event.currentTarget)} /></div>
      <p class=${this._bad ? "wrong" : ""} role="status">${this._words}</p>
    </section>`;
  }

  #file({ id, name, size }) {
    const sure = this._sure === id;
    return html`<li><a href="/api/v1${this.#path}/${encodeURIComponent(id)}" target="_blank" rel="noopener">${name}</a> ${bytes(size)}
      <button class="link" type="button" ?disabled=${this._busy} @click=${() => (sure ? this.#remove(id, name) : (this._sure = id))}>${sure ? "Remove it for good" : "Remove"}<span class="unseen"> ${name}</span></button></li>`;
  }

  async #add(input) {
    const file = input.files[0];
    if (!file) return;
    if (file.size > LARGEST) {
      this.#say(`${file.name} is larger than ${bytes(LARGEST)}.`, true);
    } else {
      const body = { name: file.name, type: typeOf(file), content: await base64(file) };
      await this.#change(() => call(this.#path, { method: "POST", body }), `${file.name} is added.`);
    }
    input.value = "";
  }

  async #remove(id, name) {
    await this.#change(() => call(`${this.#path}/${encodeURIComponent(id)}`, { method: "DELETE" }), `${name} is removed.`);
  }

  async #change(change, done) {
    this._busy = true;
    try {
      await change();
      this.#say(done, false);
    } catch (problem) {
      this.#say([problem.message, ...problem.fields.map(({ problem: words }) => words)].join(" "), true);
    }
    this._busy = false;
    this._sure = "";
    await this.#load();
  }

  #say(words, bad) {
    this._words = words;
    this._bad = bad;
  }
}

/** Systems with another program for CSV say its type. */
function typeOf({ name, type }) {
  return name.toLowerCase().endsWith(".csv") ? "text/csv" : type;
}

async function base64(file) {
  const all = new Uint8Array(await file.arrayBuffer());
  let text = "";
  // In pieces: the arguments of one call are limited.
  for (let at = 0; at < all.length; at += 8192) text += String.fromCharCode(...all.subarray(at, at + 8192));
  return btoa(text);
}

customElements.define("article-attachments", ArticleAttachments);
