import { LitElement, html, nothing } from "lit";
import { call } from "../api.js";
import { icon } from "../icons.js";
import { command } from "./command.js";

const PRESENCES = [
  ["available", "Available"],
  ["away", "Away"],
  ["offline", "Offline"],
];

/** One agent: presence, skills and queues as a supervisor changes them, live and with a reason. */
class AgentDialog extends LitElement {
  static properties = {
    board: { attribute: false },
    _agent: { state: true },
    _skills: { state: true },
    _queues: { state: true },
    _why: { state: true },
    _said: { state: true },
    _busy: { state: true },
  };

  constructor() {
    super();
    this.board = null;
    this._agent = null;
    this._skills = [];
    this._queues = [];
    this._why = "";
    this._said = null;
    this._busy = false;
  }

  createRenderRoot() {
    return this;
  }

  async open(id) {
    this._said = null;
    try {
      this.#show(await call(`/agents/${encodeURIComponent(id)}`));
    } catch (problem) {
      this._agent = { id, name: id, presence: { state: "offline" } };
      this._said = { words: problem.message, bad: true, at: "why" };
    }
    await this.updateComplete;
    this.querySelector("dialog").showModal();
  }

  #show(agent) {
    this._agent = agent;
    this._skills = agent.skills.map((skill) => ({ ...skill }));
    this._queues = [...agent.queues];
  }

  render() {
    const agent = this._agent;
    return html`<dialog class="wide" aria-labelledby="agent-title" @click=${(event) => event.target.nodeName === "DIALOG" && event.target.close()}>
      ${agent ? html`<div class="sheet">
        <header>
          <h2 id="agent-title">${icon("person")} ${agent.name}</h2>
          <button class="button quiet icon-only" type="button" aria-label="Close" @click=${() => this.querySelector("dialog").close()}>${icon("close")}</button>
        </header>
        <div class="acts">
          <div class="field">
            <label for="agent-why">Why <span class="optional">(kept with what you do)</span></label>
            <input id="agent-why" maxlength="200" autocomplete="off" .value=${this._why} @input=${(event) => (this._why = event.target.value)}
              aria-invalid=${this._said?.at === "why" ? "true" : nothing} />
            ${this.#beside("why")}
          </div>
          <div class="act">
            <select aria-label="Presence">${PRESENCES.map(([state, words]) => html`<option value=${state} ?selected=${state === agent.presence.state}>${words}</option>`)}</select>
            <input aria-label="Reason they see, when away" maxlength="64" placeholder="Away: what for" autocomplete="off" />
            <button class="button" type="button" ?disabled=${this._busy} @click=${(event) => this.#presence(event)}>Set presence</button>
            ${this.#beside("presence")}
          </div>
          <fieldset>
            <legend>Skills, 0 to 100</legend>
            ${this._skills.map((skill, index) => html`<label class="skill"><span>${skill.skill}</span>
              <input type="number" min="0" max="100" required .value=${String(skill.level)} @change=${(event) => this.#level(index, event.target)} />
              <button class="button quiet icon-only" type="button" aria-label="Take ${skill.skill} away" @click=${() => (this._skills = this._skills.filter((other) => other !== skill))}>${icon("close")}</button></label>`)}
            <div class="act"><input id="new-skill" aria-label="Another skill" maxlength="64" placeholder="Another skill" autocomplete="off" />
              <button class="button quiet" type="button" @click=${() => this.#add()}>Add</button></div>
          </fieldset>
          <fieldset>
            <legend>Queues <span class="optional">(none for all the skills allow)</span></legend>
            ${(this.board?.queues ?? []).map(({ id, name }) => html`<label class="tick"><input type="checkbox" .checked=${this._queues.includes(id)} @change=${(event) => this.#queue(id, event.target.checked)} />${name}</label>`)}
          </fieldset>
          <div class="act"><button class="button primary" type="button" ?disabled=${this._busy} @click=${() => this.#change()}>Save skills and queues</button>${this.#beside("change")}</div>
        </div>
      </div>` : nothing}
    </dialog>`;
  }

  #level(index, field) {
    const level = Math.round(Math.min(100, Math.max(0, Number(field.value) || 0)));
    field.value = String(level);
    this._skills = this._skills.map((skill, at) => (at === index ? { ...skill, level } : skill));
  }

  #add() {
    const field = this.querySelector("#new-skill");
    const skill = field.value.trim();
    if (!skill || this._skills.some((other) => other.skill === skill)) return;
    this._skills = [...this._skills, { skill, level: 50 }];
    field.value = "";
  }

  #queue(id, on) {
    this._queues = on ? [...this._queues, id] : this._queues.filter((other) => other !== id);
  }

  #presence(event) {
    const row = event.currentTarget.closest(".act");
    const presence = row.querySelector("select").value;
    const reason = row.querySelector("input").value.trim();
    this.#do("presence", { presence, ...(presence === "away" && reason ? { reason } : {}) });
  }

  #change() {
    const skills = Object.fromEntries(
      this._skills.map(({ skill, level, from, until }) => [skill, from === undefined ? level : { level, from, ...(until === undefined ? {} : { until }) }]),
    );
    this.#do("change", { skills, queues: this._queues });
  }

  #beside(name) {
    if (this._said?.at !== name) return nothing;
    return html`<span class=${this._said.bad ? "wrong" : "done"} role=${this._said.bad ? "alert" : "status"}>${this._said.words}</span>`;
  }

  async #do(name, more) {
    const why = this._why.trim();
    if (!why) {
      this._said = { words: "Say why first: whoever asks later reads it.", bad: true, at: "why" };
      this.querySelector("#agent-why").focus();
      return;
    }
    this._busy = true;
    try {
      await command("agents", this._agent.id, { command: name, why, ...more });
      this._said = { words: "Done.", bad: false, at: name };
      this.#show(await call(`/agents/${encodeURIComponent(this._agent.id)}`));
    } catch (problem) {
      this._said = { words: problem.message, bad: true, at: name };
    }
    this._busy = false;
  }
}

customElements.define("agent-dialog", AgentDialog);
