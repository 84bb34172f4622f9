import { html, nothing, render } from "lit";
import { call } from "../api.js";
import { bytes, date, iso } from "../format.js";
import { icon } from "../icons.js";
import { articleNodes } from "../prose.js";
import "./did-it-help.js";

/** One article, to be read in peace. */
export class ArticleView {
  #place;
  #goBack;
  #openChat;
  #wanted = "";

  #askedOf;

  /** @param {{place: Element, goBack: () => void, openChat: () => void, askedOf: () => string}} parts */
  constructor({ place, goBack, openChat, askedOf }) {
    this.#askedOf = askedOf;
    this.#place = place;
    this.#goBack = goBack;
    this.#openChat = openChat;
  }

  async show(id) {
    this.#wanted = id;
    this.#place.hidden = false;
    render(this.#frame(html`<p role="status" class="quiet-words">Loading the article</p>`), this.#place);
    try {
      const path = `/articles/${encodeURIComponent(id)}`;
      // An article is read without its files sooner than not at all.
      const [article, files] = await Promise.all([call(path), call(`${path}/attachments`).catch(() => ({ attachments: [] }))]);
      if (this.#wanted === id) this.#draw(article, files.attachments);
    } catch (problem) {
      if (this.#wanted !== id) return;
      const gone = problem.status === 404;
      render(
        this.#frame(html`<h1 tabindex="-1">${gone ? "There is no such article" : "The article could not be loaded"}</h1>
          <p>${gone ? "It may have been renamed or withdrawn. The search finds what there is." : problem.message}</p>`),
        this.#place,
      );
    }
  }

  hide() {
    this.#wanted = "";
    this.#place.hidden = true;
  }

  #draw(article, files) {
    document.title = `${article.title} · Help centre`;
    render(
      this.#frame(html`<article lang=${article.language || nothing}>
          <h1 tabindex="-1">${article.title}</h1>
          <p class="meta">
            Updated <time datetime=${iso(article.updatedAt)}>${date(article.updatedAt)}</time>
            ${(article.tags ?? []).map((tag) => html`<span class="tag">${tag}</span>`)}
          </p>
          <div class="prose">${articleNodes(article.html)}</div>
          ${files.length ? html`<h2>Files</h2><ul class="files">${files.map((file) => html`<li><a href="/api/v1/articles/${encodeURIComponent(article.id)}/attachments/${encodeURIComponent(file.id)}">${file.name}</a> ${bytes(file.size)}</li>`)}</ul>` : nothing}
        </article>
        <did-it-help .article=${article.id} .question=${this.#askedOf()} .otherwise=${article.title}></did-it-help>
        <aside class="next-step">
          <h2>Not what you were looking for?</h2>
          <div class="actions">
            <button class="button" type="button" @click=${this.#openChat}>${icon("chat")}Chat with us</button>
            <a class="button" href="#write">${icon("form")}Write to us</a>
          </div>
        </aside>`),
      this.#place,
    );
    window.scrollTo(0, 0);
    this.#place.querySelector("h1").focus({ preventScroll: true });
  }

  #frame(content) {
    return html`<button class="button quiet back" type="button" @click=${this.#goBack}>${icon("back")}All answers</button>
      ${content}`;
  }
}
