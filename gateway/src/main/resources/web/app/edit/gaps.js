import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { whole } from "../format.js";

const DAYS = [7, 30, 90, 365];

/** What is asked and not answered, dearest first, and what answers have spared. Fires `write` with a question. */
class KnowledgeGaps extends LitElement {
  static properties = { _days: { state: true }, _gaps: { state: true }, _deflection: { state: true }, _lessons: { state: true }, _failure: { state: true } };

  constructor() {
    super();
    this._days = 30;
    this._gaps = null;
    this._deflection = null;
    this._lessons = null;
    this._failure = "";
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      const [{ gaps }, deflection, lessons] = await Promise.all([call(`/editor/gaps?days=${this._days}`), call("/editor/deflection"), call("/editor/lessons")]);
      this._gaps = gaps;
      this._deflection = deflection;
      this._lessons = lessons;
      this._failure = "";
    } catch (problem) {
      this._failure = problem.message;
    }
  }

  render() {
    return html`<section aria-labelledby="gaps-title">
      <h1 id="gaps-title">What is missing</h1>
      <p class="quiet-words">Questions that found no answer or came to an agent all the same, and what an article would save.</p>
      ${this._deflection ? html`<p>${spared(this._deflection)}</p>` : nothing}
      ${this._lessons ? taught(this._lessons) : nothing}
      <div class="field narrow"><label for="gap-days">Asked in the last</label>
        <select id="gap-days" @change=${(event) => this.#since(Number(event.target.value))}>${DAYS.map((days) => html`<option value=${days} ?selected=${days === this._days}>${days} days</option>`)}</select></div>
      ${this._failure ? html`<p class="wrong" role="alert">${this._failure}</p>` : nothing}
      ${this._gaps === null ? html`<p class="none">Loading</p>` : this._gaps.length === 0 ? html`<p class="none">Everything that was asked has an answer.</p>` : nothing}
      <ol class="gaps">${(this._gaps ?? []).map(
        (gap) => html`<li>
          <p class="gap-question">${gap.examples[0]}</p>
          ${gap.examples.length > 1 ? html`<details><summary>${gap.examples.length - 1} more like it</summary><ul>${gap.examples.slice(1).map((example) => html`<li>${example}</li>`)}</ul></details>` : nothing}
          <p class="quiet-words">Asked ${counted(gap.asked, "time")} by ${counted(gap.customers, "known customer")}; ${counted(gap.contacts, "contact")}, ${counted(Math.round(gap.minutes), "minute")} of agents.</p>
          <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent("write", { detail: gap.examples[0] }))}>Write an article</button>
        </li>`,
      )}</ol>
    </section>`;
  }

  #since(days) {
    this._days = days;
    this.#load();
  }
}

const counted = (number, thing) => `${whole(number)} ${thing}${number === 1 ? "" : "s"}`;

function spared({ shown, verified, share, between }) {
  if (share === null) return `Answers were shown to ${whole(shown)} known customers whose case is a week old; ${whole(verified)} did not come back. It takes 30 on both sides to say what was spared.`;
  const percent = (number) => `${Math.round(100 * number)} %`;
  return `Answers have spared ${percent(share)} of contacts${between ? ` (${percent(between[0])} to ${percent(between[1])})` : ""}.`;
}

const from = (threshold) => (threshold === null ? "never" : `from ${Math.round(100 * threshold)} % sure`);

const taught = ({ wantedErrorPercent, languages }) => html`<details>
  <summary>When questions are answered directly: ${wantedErrorPercent} in 100 may be wrong</summary>
  <ul>${languages.map((one) => html`<li lang="en"><strong>${one.language}</strong>: answered ${from(one.answerFrom)}, suggested ${from(one.suggestFrom)}. ${one.why}.</li>`)}</ul>
</details>`;

customElements.define("knowledge-gaps", KnowledgeGaps);
