import { LitElement, html, nothing } from "lit";
import { icon } from "../icons.js";
import "./article-finder.js";
import "./suggestions.js";
import { drafts } from "./drafts.js";

const LONGEST = 20_000;

/** Where a reply is written. Fires `send` with its text; keeps a draft until then. */
class ReplyBox extends LitElement {
  static properties = { contact: {}, hint: {}, question: {}, _empty: { state: true }, _finding: { state: true } };

  constructor() {
    super();
    this.contact = "";
    this.hint = "";
    this.question = "";
    this._empty = true;
    this._finding = false;
  }

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    const field = this.querySelector("textarea");
    field.value = drafts.get(this.contact);
    this._empty = field.value.trim() === "";
  }

  render() {
    return html`<form @submit=${(event) => this.#send(event)}>
      ${this._finding
        ? html`<article-finder .question=${this.question} @done=${() => this.#found("")}
            @insert=${({ detail }) => this.#found(detail.text)}></article-finder>
            <article-suggestions .contact=${this.contact} .said=${this.question}
              @insert=${({ detail }) => this.#found(detail.text)}></article-suggestions>`
        : nothing}
      <label class="unseen" for="reply">Your reply</label>
      <textarea id="reply" rows="2" maxlength=${LONGEST} placeholder="Write a reply" aria-keyshortcuts="r"
        @input=${(event) => this.#written(event.target.value)} @keydown=${(event) => this.#onKey(event)}></textarea>
      <div class="reply-foot">
        <button class="button quiet" type="button" aria-expanded=${this._finding} @click=${() => this.findArticle()}>
          ${icon("article")}Articles <kbd>s</kbd>
        </button>
        <small>${this.hint}</small>
        <small class="keys-hint"><kbd>Ctrl</kbd> <kbd>Enter</kbd></small>
        <button class="button primary" ?disabled=${this._empty}>${icon("send")}Send</button>
      </div>
    </form>`;
  }

  /** Opens the search for articles. */
  findArticle() {
    this._finding = true;
  }

  /** Puts words where the cursor is. */
  insert(text) {
    this.#found(text);
  }

  #found(text) {
    this._finding = false;
    const field = this.querySelector("textarea");
    field.focus();
    if (!text) return;
    const before = field.value.slice(0, field.selectionStart);
    field.setRangeText((before === "" || before.endsWith("\n") ? "" : "\n") + text, field.selectionStart, field.selectionEnd, "end");
    this.#written(field.value);
  }

  #written(text) {
    this._empty = text.trim() === "";
    drafts.set(this.contact, text);
  }

  #onKey(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#send(event);
  }

  #send(event) {
    event.preventDefault();
    const field = this.querySelector("textarea");
    const text = field.value.trim();
    if (!text) return;
    field.value = "";
    this.#written("");
    this.dispatchEvent(new CustomEvent("send", { detail: { text } }));
    field.focus();
  }
}

customElements.define("reply-box", ReplyBox);
