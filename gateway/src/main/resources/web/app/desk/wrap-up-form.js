import { LitElement, html, nothing } from "lit";
import { icon } from "../icons.js";
import { drafts } from "./drafts.js";

const EXTENSIONS = [1, 2, 5, 10, 15];
const EXTENSION_REASONS = ["Writing it up", "Asking a colleague", "A system is slow", "Sending what was promised"];
const DISPOSITIONS = ["Solved", "Answered", "Follow-up needed", "Passed on", "No answer needed"];

/** The work after a contact: what came of it and a note. Fires `complete` with both. */
class WrapUpForm extends LitElement {
  static properties = {
    contact: {},
    left: {},
    refusal: {},
    busy: { attribute: false },
    extending: { attribute: false },
    _more: { state: true },
  };

  constructor() {
    super();
    this.contact = "";
    this.left = "";
    this.refusal = "";
    this.busy = false;
    this.extending = false;
    this._more = false;
  }

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    const { disposition, note } = drafts.wrapUp(this.contact);
    this.querySelector("textarea").value = note;
    for (const choice of this.querySelectorAll("input[type=radio]")) choice.checked = choice.value === disposition;
  }

  /** What is filled in now. */
  get fields() {
    const data = new FormData(this.querySelector("form"));
    return { disposition: data.get("disposition") ?? "", note: (data.get("note") ?? "").trim() };
  }

  render() {
    const choice = (words) => html`<label class="choice">
      <input type="radio" name="disposition" value=${words} /><span>${words}</span>
    </label>`;
    return html`<form @submit=${(event) => this.#submit(event)} @input=${() => drafts.setWrapUp(this.contact, this.fields)}>
      <div class="wrap-head">
        <h2>Wrap-up</h2>
        ${this.left
          ? html`<span class="number wrap-left">${icon("clock")}${this.left} left</span>
              <button class="button quiet" type="button" aria-expanded=${this._more} @click=${() => (this._more = !this._more)}>More time</button>`
          : nothing}
      </div>
      ${this._more && this.left ? this.#extension() : nothing}
      <fieldset>
        <legend>What came of it?</legend>
        <div class="choices">${DISPOSITIONS.map(choice)}</div>
      </fieldset>
      <label class="unseen" for="wrap-note">Note</label>
      <textarea id="wrap-note" name="note" rows="2" maxlength="4000" placeholder="A note for whoever talks to them next (optional)"
        @keydown=${(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.#submit(event)}></textarea>
      <div class="reply-foot">
        <button class="button quiet" type="button" @click=${() => this.dispatchEvent(new Event("draft"))}>${icon("article")}Draft an article</button>
        <small>${this.left ? "Completes by itself when the time is over." : ""}</small>
        <button class="button primary" ?disabled=${this.busy}>${icon("check")}Complete <kbd>e</kbd></button>
      </div>
    </form>`;
  }

  // Not a form of its own: it stands in one.
  #extension() {
    return html`<div class="extension" role="group" aria-label="More time">
      <label for="more-minutes">Minutes</label>
      <select id="more-minutes">${EXTENSIONS.map((minutes) => html`<option>${minutes}</option>`)}</select>
      <label for="more-why">Why</label>
      <select id="more-why">${EXTENSION_REASONS.map((words) => html`<option>${words}</option>`)}</select>
      <button class="button" type="button" ?disabled=${this.extending} @click=${() => this.#extend()}>Extend</button>
      ${this.refusal ? html`<span class="wrong" role="alert">${this.refusal}</span>` : nothing}
    </div>`;
  }

  #extend() {
    const seconds = 60 * Number(this.querySelector("#more-minutes").value);
    const why = this.querySelector("#more-why").value;
    this.dispatchEvent(new CustomEvent("extend", { detail: { seconds, why } }));
  }

  #submit(event) {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("complete", { detail: this.fields }));
  }
}

customElements.define("wrap-up-form", WrapUpForm);
