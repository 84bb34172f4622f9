import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { date } from "../format.js";

const dayOf = (at) => (at ? new Date(at).toISOString().slice(0, 10) : "");
const momentOf = (day) => (day ? Date.parse(`${day}T00:00:00Z`) : undefined);

/** The care of an article: who looks after it, when it holds, when it is read again, what it translates. */
class ArticleCare extends LitElement {
  static properties = { read: { attribute: false }, _words: { state: true }, _bad: { state: true } };

  constructor() {
    super();
    this.read = null;
    this._words = "";
    this._bad = false;
  }

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has("read") && changed.get("read")?.id !== this.read?.id) this._words = "";
  }

  render() {
    const { approved, state, owner, validFrom, validUntil, reviewAt, translationOf, translations, stale } = this.read;
    const day = (name, label, at) => html`<div class="field"><label for="care-${name}">${label}</label><input id="care-${name}" name=${name} type="date" .value=${dayOf(at)} /></div>`;
    const late = reviewAt && reviewAt < Date.now();
    return html`<section class="care" aria-labelledby="care-title">
      <h2 id="care-title">Care</h2>
      ${late ? html`<p class="notice warn">To be reviewed since ${date(reviewAt)}.</p>` : nothing}
      ${state === "review" && validFrom && !approved ? html`<p class="notice warn">It was changed since its date was set: it is published then only if a supervisor saves the care again.</p>` : nothing}
      <form @submit=${(event) => this.#save(event)}>
        <div class="four">
          <div class="field"><label for="care-owner">Looked after by</label><input id="care-owner" name="owner" maxlength="100" autocomplete="off" .value=${owner ?? ""} /></div>
          ${day("reviewAt", "Review on", reviewAt)} ${day("validFrom", "Holds from", validFrom)} ${day("validUntil", "Holds until", validUntil)}
        </div>
        <div class="field"><label for="care-of">Translation of <span class="optional">(the id of the original)</span></label>
          <input id="care-of" name="translationOf" maxlength="64" autocomplete="off" .value=${translationOf ?? ""} /></div>
        ${translationOf ? html`<label class="tick"><input type="checkbox" name="fresh" .checked=${false} />It says what the original says now${stale ? " (the original has changed)" : ""}</label>` : nothing}
        <div class="actions"><button class="button">Save the care</button>
          <span class=${this._bad ? "wrong" : ""} role="status">${this._words}</span></div>
      </form>
      ${translations?.length
        ? html`<h3>Translations</h3><ul>${translations.map((one) => html`<li><button class="link" type="button" @click=${() => this.dispatchEvent(new CustomEvent("choose", { detail: one.id }))}>${one.title}</button> ${one.language}, ${one.state}${one.stale ? html`, <strong class="late">behind this one</strong>` : ""}</li>`)}</ul>`
        : nothing}
    </section>`;
  }

  async #save(event) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const word = (name) => (data.get(name) ?? "").trim();
    try {
      const body = Object.fromEntries(
        Object.entries({
          revision: this.read.revision,
          owner: word("owner") || undefined,
          reviewAt: momentOf(word("reviewAt")),
          validFrom: momentOf(word("validFrom")),
          validUntil: momentOf(word("validUntil")),
          ...(await this.#translation(word("translationOf"), data.has("fresh"))),
        }).filter(([, value]) => value !== undefined),
      );
      await call(`/editor/articles/${encodeURIComponent(this.read.id)}/care`, { method: "PUT", body });
      this._bad = false;
      this._words = "Saved.";
      this.dispatchEvent(new Event("changed"));
    } catch (problem) {
      this._bad = true;
      this._words = problem.status === 404 ? "There is no such original." : problem.message;
    }
  }

  // A translation is of one version of the original: that of today when it is new or was brought up to date.
  async #translation(of, fresh) {
    if (!of) return {};
    if (of === this.read.translationOf && !fresh) return { translationOf: of, translatedRevision: this.read.translatedRevision };
    const { revision } = await call(`/editor/articles/${encodeURIComponent(of)}`);
    return { translationOf: of, translatedRevision: revision };
  }
}

customElements.define("article-care", ArticleCare);
