import { LitElement, html, nothing } from "lit";
import { icon } from "../icons.js";
import { drafts } from "./drafts.js";

const DISPOSITIONS = ["Solved", "Answered", "Follow-up needed", "Passed on", "No answer needed"];

/** The work after a contact: what came of it and a note. Fires `complete` with both. */
class WrapUpForm extends LitElement {
  static properties = { contact: {}, left: {}, busy: { attribute: false } };

  constructor() {
    super();
    this.contact = "";
    this.left = "";
    this.busy = false;
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
        ${this.left ? html`<span class="number wrap-left">${icon("clock")}${this.left} left</span>` : nothing}
      </div>
      <fieldset>
        <legend>What came of it?</legend>
        <div class="choices">${DISPOSITIONS.map(choice)}</div>
      </fieldset>
      <label class="unseen" for="wrap-note">Note</label>
      <textarea id="wrap-note" name="note" rows="2" maxlength="4000" placeholder="A note for whoever talks to them next (optional)"
        @keydown=${(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.#submit(event)}></textarea>
      <div class="reply-foot">
        <small>${this.left ? "Completes by itself when the time is over." : ""}</small>
        <button class="button primary" ?disabled=${this.busy}>${icon("check")}Complete <kbd>e</kbd></button>
      </div>
    </form>`;
  }

  #submit(event) {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("complete", { detail: this.fields }));
  }
}

customElements.define("wrap-up-form", WrapUpForm);
