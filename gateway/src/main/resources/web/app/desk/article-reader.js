import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { bytes, date, iso } from "../format.js";
import { icon } from "../icons.js";
import { articleNodes } from "../prose.js";

/** An article as agents may read it, internal ones too, over the desk: `show(id)` opens it. */
class ArticleReader extends LitElement {
  static properties = { _article: { state: true }, _files: { state: true }, _failure: { state: true } };

  #wanted = "";

  constructor() {
    super();
    this._article = null;
    this._files = [];
    this._failure = "";
  }

  createRenderRoot() {
    return this;
  }

  async show(id) {
    this.#wanted = id;
    this._article = null;
    this._files = [];
    this._failure = "";
    await this.updateComplete;
    const dialog = this.querySelector("dialog");
    if (!dialog.open) dialog.showModal();
    const path = `/editor/articles/${encodeURIComponent(id)}`;
    try {
      // An article is read without its files sooner than not at all.
      const [article, files] = await Promise.all([call(path), call(`${path}/attachments`).catch(() => ({ attachments: [] }))]);
      if (this.#wanted !== id) return;
      this._article = article;
      this._files = files.attachments;
      await this.updateComplete;
      this.querySelector(".prose").replaceChildren(articleNodes(article.html));
    } catch (problem) {
      if (this.#wanted === id) this._failure = problem.status === 404 ? "There is no such article, or it is not for you to read." : problem.message;
    }
  }

  render() {
    const article = this._article;
    return html`<dialog class="reader" aria-labelledby="reader-title" @click=${(event) => event.target.nodeName === "DIALOG" && event.target.close()}>
      <div class="sheet">
        <header>
          <h2 id="reader-title">${article?.title ?? (this._failure ? "The article could not be loaded" : "Loading the article")}</h2>
          <button class="button quiet icon-only" type="button" aria-label="Close the article" @click=${() => this.querySelector("dialog").close()}>${icon("close")}</button>
        </header>
        ${this._failure ? html`<p class="wrong" role="alert">${this._failure}</p>` : nothing}
        ${article ? this.#article(article) : nothing}
      </div>
    </dialog>`;
  }

  #article(article) {
    const internal = article.visibility === "internal";
    return html`<article lang=${article.language || nothing}>
        <p class="meta">
          ${internal ? html`<strong class="tag">Internal: not for customers</strong>` : nothing}
          ${article.state === "published" ? nothing : html`<strong class="tag">${article.state}</strong>`}
          Updated <time datetime=${iso(article.updatedAt)}>${date(article.updatedAt)}</time>
          ${article.category ? html`<span class="tag">${article.category}</span>` : nothing}
          ${(article.tags ?? []).map((tag) => html`<span class="tag">${tag}</span>`)}
        </p>
        <div class="prose"></div>
        ${this._files.length ? html`<h3>Files</h3><ul class="files">${this._files.map((file) => html`<li><a href="/api/v1/editor/articles/${encodeURIComponent(article.id)}/attachments/${encodeURIComponent(file.id)}">${file.name}</a> ${bytes(file.size)}</li>`)}</ul>` : nothing}
      </article>
      <p class="actions">
        <a href="/edit#${encodeURIComponent(article.id)}" target="_blank">Open in the editor</a>
        ${!internal && article.state === "published" ? html`<a href="/articles/${encodeURIComponent(article.id)}" target="_blank">As customers see it</a>` : nothing}
      </p>`;
  }
}

customElements.define("article-reader", ArticleReader);

/** Opens an article over the page, whichever part of it asks. */
export function readArticle(id) {
  let reader = document.querySelector("article-reader");
  if (!reader) {
    reader = document.createElement("article-reader");
    document.body.append(reader);
  }
  return reader.show(id);
}
