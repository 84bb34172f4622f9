import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { newId } from "../ids.js";

/** Words that mean the same in this centre: from the next question on they find each other. */
class SynonymGroups extends LitElement {
  static properties = { _groups: { state: true }, _words: { state: true }, _bad: { state: true } };

  constructor() {
    super();
    this._groups = null;
    this._words = "";
    this._bad = false;
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
      this._groups = (await call("/editor/synonyms")).groups;
    } catch (problem) {
      this.#say(problem.message, true);
    }
  }

  render() {
    return html`<section aria-labelledby="synonyms-title">
      <h1 id="synonyms-title">Synonyms</h1>
      <p class="quiet-words">Words and phrases that mean the same here: whoever asks with one finds articles written with another.</p>
      ${this._groups === null ? html`<p class="none">Loading</p>` : nothing}
      ${this._groups?.length === 0 ? html`<p class="none">There are none yet.</p>` : nothing}
      ${(this._groups ?? []).map((group) => this.#group(group))}
      <h2>Another group</h2>
      ${this.#form({ id: "", language: "en", words: [] })}
      <p class=${this._bad ? "wrong" : ""} role="status">${this._words}</p>
    </section>`;
  }

  #group(group) {
    return html`<div class="group">${this.#form(group)}
      <button class="button quiet" type="button" @click=${() => this.#remove(group.id)}>Remove<span class="unseen"> ${group.words.join(", ")}</span></button></div>`;
  }

  #form({ id, language, words }) {
    const name = id || "new";
    return html`<form class="synonyms" @submit=${(event) => this.#save(event, id)}>
      <div class="field"><label for="lang-${name}">Language</label><input id="lang-${name}" name="language" required pattern="[a-z]{2,3}" maxlength="3" .value=${language} /></div>
      <div class="field"><label for="words-${name}">Words, separated by commas</label><input id="words-${name}" name="words" required .value=${words.join(", ")} autocomplete="off" /></div>
      <button class="button">${id ? "Save" : "Add"}</button>
    </form>`;
  }

  async #save(event, id) {
    event.preventDefault();
    const form = event.currentTarget;
    const words = form.elements.words.value.split(",").map((word) => word.trim()).filter(Boolean);
    if (words.length < 2) {
      this.#say("It takes two words to mean the same.", true);
      return;
    }
    try {
      await call(`/editor/synonyms/${encodeURIComponent(id || newId())}`, { method: "PUT", body: { language: form.elements.language.value.trim(), words } });
      if (!id) form.elements.words.value = "";
      this.#say(`Saved: ${words.join(", ")}.`);
      this.#load();
    } catch (problem) {
      this.#say(problem.message, true);
    }
  }

  async #remove(id) {
    try {
      await call(`/editor/synonyms/${encodeURIComponent(id)}`, { method: "DELETE" });
      this.#say("Removed.");
      this.#load();
    } catch (problem) {
      this.#say(problem.message, true);
    }
  }

  #say(words, bad = false) {
    this._words = words;
    this._bad = bad;
  }
}

customElements.define("synonym-groups", SynonymGroups);
