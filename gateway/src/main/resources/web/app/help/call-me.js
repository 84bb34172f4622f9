import { LitElement, html, nothing } from "lit";

const pad = (number) => String(number).padStart(2, "0");

/** A moment as a field of the page's own time has it. */
const local = (at) => `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;

/** "Call me instead": a number, and from when on. Fires `call-me` with `{number, notBefore}`. */
class CallMe extends LitElement {
  static properties = { off: { type: Boolean }, _open: { state: true }, _later: { state: true } };

  constructor() {
    super();
    this.off = false;
    this._open = false;
    this._later = false;
  }

  createRenderRoot() {
    return this;
  }

  render() {
    if (!this._open) {
      return html`<button class="button quiet" type="button" ?disabled=${this.off} @click=${() => this.#show()}>Call me instead</button>`;
    }
    return html`<form class="call-me" @submit=${(event) => this.#ask(event)}>
      <label for="call-number">Your telephone number</label>
      <input id="call-number" type="tel" autocomplete="tel" required maxlength="40" title="With the country’s code if it is abroad, such as +44 117 496 0000" />
      <div class="check">
        <input id="call-later" type="checkbox" .checked=${this._later} @change=${(event) => (this._later = event.target.checked)} />
        <label for="call-later">Not before a certain time</label>
      </div>
      ${this._later
        ? html`<label class="unseen" for="call-from">Not before</label>
            <input id="call-from" type="datetime-local" required min=${local(new Date())} .value=${local(new Date(Date.now() + 3_600_000))} />`
        : nothing}
      <p class="hint">You keep your place, and need not stay here.</p>
      <div class="act">
        <button class="button primary" ?disabled=${this.off}>Call me</button>
        <button class="button quiet" type="button" @click=${() => (this._open = false)}>I wait here</button>
      </div>
    </form>`;
  }

  async #show() {
    this._open = true;
    await this.updateComplete;
    this.querySelector("#call-number").focus();
  }

  #ask(event) {
    event.preventDefault();
    const number = this.querySelector("#call-number").value.trim();
    const from = this.querySelector("#call-from")?.value;
    const notBefore = from ? Math.max(0, new Date(from).getTime()) : 0;
    this.dispatchEvent(new CustomEvent("call-me", { detail: { number, notBefore } }));
    this._open = false;
  }
}

customElements.define("call-me", CallMe);
