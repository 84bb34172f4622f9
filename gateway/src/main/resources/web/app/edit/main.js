/** The editor: articles with their care and versions, words that mean the same, what is asked in vain. */
import { LitElement, html, nothing } from "lit";
import "../gate.js";
import { logOut } from "../gate.js";
import { icon } from "../icons.js";
import { toasts } from "../toasts.js";
import "./article-form.js";
import "./article-list.js";
import "./gaps.js";
import "./synonyms.js";

const PLACES = [
  ["articles", "Articles"],
  ["gaps", "What is missing"],
  ["synonyms", "Synonyms"],
];

class EditPage extends LitElement {
  static properties = { session: { state: true }, _place: { state: true }, _article: { state: true } };

  constructor() {
    super();
    this.session = null;
    this._place = "articles";
    this._article = decodeURIComponent(window.location.hash.slice(1)); // an article's id, "new", or nothing
  }

  createRenderRoot() {
    return this;
  }

  render() {
    if (!this.session) {
      return html`<session-gate heading="Articles" .roles=${["agent", "supervisor", "admin"]}
        @entered=${({ detail }) => (this.session = detail)}></session-gate>`;
    }
    const edits = this.session.role !== "agent";
    return html`<a class="skip" href="#content">Skip to the content</a>
      <header class="bar">
        <a class="brand" href="/edit"><img src="/favicon.svg" alt="" />Articles</a>
        ${edits ? html`<nav aria-label="Parts of the editor">${PLACES.map(([place, words]) => html`<button class="button quiet" type="button" aria-current=${this._place === place ? "page" : nothing} @click=${() => (this._place = place)}>${words}</button>`)}</nav>` : nothing}
        <span class="room"></span>
        <span class="who">${icon("person")}<span>${this.session.name}</span></span>
        <button class="button quiet icon-only" type="button" aria-label="Log out" title="Log out" @click=${() => this.#leave()}>${icon("leave")}</button>
      </header>
      ${this.#content(edits)}`;
  }

  #content(edits) {
    switch (this._place) {
      case "gaps":
        return html`<main class="one" id="content" tabindex="-1"><knowledge-gaps @write=${({ detail }) => this.#write(detail)}></knowledge-gaps></main>`;
      case "synonyms":
        return html`<main class="one" id="content" tabindex="-1"><synonym-groups></synonym-groups></main>`;
      default:
        return html`<main id="content" tabindex="-1">
          <h1 class="unseen">Articles</h1>
          <article-list .chosen=${this._article} @choose=${({ detail }) => this.#choose(detail)}></article-list>
          <article-form .article=${this._article} .edits=${edits} @choose=${({ detail }) => this.#choose(detail)}
            @saved=${({ detail }) => this.#saved(detail)}></article-form>
        </main>`;
    }
  }

  #choose(id) {
    const form = this.querySelector("article-form");
    if (form?.changed && id !== this._article && !window.confirm("What you changed is not saved. Leave it?")) return;
    this._article = id;
    history.replaceState(null, "", id ? `#${encodeURIComponent(id)}` : "/edit");
  }

  #saved({ id, words }) {
    this.#choose(id);
    this.querySelector("article-list").refresh();
    toasts.show(words);
  }

  // A gap becomes the beginning of an article.
  async #write(question) {
    this._place = "articles";
    this._article = "new";
    await this.updateComplete;
    this.querySelector("article-form").begin(question);
  }

  async #leave() {
    await logOut();
    this.session = null;
  }
}

customElements.define("edit-page", EditPage);
