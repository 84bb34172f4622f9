import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";

const REASONS = ["It is about something else", "It is out of date", "It is hard to follow", "It did not work"];

/** Whether an article answered the question (by its id) that it was opened for; a no may say why. */
class DidItHelp extends LitElement {
  static properties = { article: {}, question: {}, otherwise: {}, _said: { state: true }, _failure: { state: true } };

  constructor() {
    super();
    this.article = "";
    this.question = "";
    this.otherwise = "";
    this._said = "";
    this._failure = "";
  }

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has("article")) this._said = this._failure = "";
  }

  render() {
    return html`<section class="did-it-help" aria-labelledby="did-it-help">
      <h2 id="did-it-help">Did this help?</h2>
      ${this._said === ""
        ? html`<div class="actions">
            <button class="button" type="button" @click=${() => this.#judge(true)}>Yes</button>
            <button class="button" type="button" @click=${() => (this._said = "no")}>No</button>
          </div>`
        : nothing}
      ${this._said === "no"
        ? html`<p>Sorry. What was wrong?</p>
            <div class="actions">${REASONS.map((reason) => html`<button class="button" type="button" @click=${() => this.#judge(false, reason)}>${reason}</button>`)}</div>`
        : nothing}
      <p role="status">${this._said === "thanks" ? "Thank you, noted." : ""}</p>
      ${this._failure ? html`<p class="wrong" role="alert">${this._failure}</p>` : nothing}
    </section>`;
  }

  /** Of the question that was asked; an article that was opened by itself, or by a link, answers its title. */
  async #said(said) {
    const judge = (question) => call("/answers/judgements", { method: "POST", body: { question, ...said } });
    if (this.question) {
      try {
        return await judge(this.question);
      } catch (problem) {
        if (problem.status !== 404) throw problem; // it was opened from elsewhere since
      }
    }
    const { question } = await call(`/answers?limit=20&q=${encodeURIComponent(this.otherwise)}`);
    return judge(question);
  }

  async #judge(helpful, reason) {
    try {
      await this.#said({ article: this.article, helpful, ...(reason ? { reason } : {}) });
      this._said = "thanks";
      this._failure = "";
    } catch (problem) {
      this._failure = problem.message;
    }
  }
}

customElements.define("did-it-help", DidItHelp);
