import { LitElement, html } from "lit";
import { icon } from "../icons.js";
import { drafts } from "./drafts.js";

const LONGEST = 20_000;

/** Where a reply is written. Fires `send` with its text; keeps a draft until then. */
class ReplyBox extends LitElement {
  static properties = { contact: {}, hint: {}, _empty: { state: true } };

  constructor() {
    super();
    this.contact = "";
    this.hint = "";
    this._empty = true;
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
      <label class="unseen" for="reply">Your reply</label>
      <textarea id="reply" rows="2" maxlength=${LONGEST} placeholder="Write a reply" aria-keyshortcuts="r"
        @input=${(event) => this.#written(event.target.value)} @keydown=${(event) => this.#onKey(event)}></textarea>
      <div class="reply-foot">
        <small>${this.hint}</small>
        <small class="keys-hint"><kbd>Ctrl</kbd> <kbd>Enter</kbd></small>
        <button class="button primary" ?disabled=${this._empty}>${icon("send")}Send</button>
      </div>
    </form>`;
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
