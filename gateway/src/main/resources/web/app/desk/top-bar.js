import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { icon } from "../icons.js";
import { duration } from "../format.js";

const REASONS = ["Break", "Meal", "Meeting", "Training", "Other work"];

const valueOf = (presence) => (presence?.state === "away" ? `away:${presence.reason ?? ""}` : (presence?.state ?? ""));

/** The top bar: who, present or away and for how long, and how the line stands. */
export function topBar(desk) {
  const { presence, next } = desk.link.state;
  const { kind, words } = desk.link.connection;
  const mood = kind === "connected" || kind === "resumed" ? "" : "trying";
  return html`<header class="bar">
    <a class="brand" href="/desk" aria-label="Rapport desk"><img src="/favicon.svg" alt="" /><span>Desk</span></a>
    <label class="presence ${presence?.state ?? "offline"}">
      <span class="unseen">Your presence</span>
      <select .value=${live(valueOf(presence))} ?disabled=${!presence} @change=${(event) => choose(desk, event)}>
        ${choices(presence, desk.link.state.contacts.size > 0)}
      </select>
      <span class="number since" aria-hidden="true">${presence?.since > 0 ? duration(desk.link.clock.now() - presence.since) : ""}</span>
    </label>
    ${next ? then(desk, next) : nothing}
    <span class="link-state ${mood}" role="status">${words}</span>
    <span class="room"></span>
    <span class="agent">${icon("person")}<span>${desk.session.name}</span></span>
    <button class="button quiet icon-only" type="button" aria-pressed=${desk.alerts.sound}
      aria-label="Sound for offers" title=${desk.alerts.sound ? "Sound for offers is on" : "Sound for offers is off"}
      @click=${() => desk.toggleSound()}>${icon(desk.alerts.sound ? "sound" : "mute")}</button>
    <button class="button quiet icon-only keyboard" type="button" aria-label="Keyboard shortcuts" title="Keyboard (?)"
      @click=${() => desk.showShortcuts()}>${icon("keys")}</button>
    <button class="button quiet icon-only" type="button" aria-label="Log out" title="Log out"
      @click=${() => desk.leave()}>${icon("leave")}</button>
  </header>`;
}

/** What follows after the last contact, and the way back. */
function then(desk, next) {
  const words = next.state === "away" ? (next.reason || "away") : next.state;
  return html`<span class="then">
    <span role="status">then ${words.toLowerCase()}</span>
    <button class="button quiet icon-only" type="button" aria-label="Stay as you are after this contact" title="Stay as you are"
      @click=${() => desk.stay()}>${icon("close")}</button>
  </span>`;
}

function choices(presence, busy) {
  const reasons = [...REASONS];
  const own = presence?.state === "away" ? (presence.reason ?? "") : null;
  if (own !== null && !reasons.includes(own)) reasons.push(own);
  const chosen = valueOf(presence);
  const option = (value, words) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`;
  const after = (value, words) => html`<option value="after ${value}">${words}</option>`;
  return html`${option("available", "Available")}
    ${reasons.map((reason) => option(`away:${reason}`, reason ? `Away: ${reason}` : "Away"))}
    ${option("offline", "Offline")}
    ${busy && presence?.state === "available"
      ? html`<optgroup label="After my last contact">
          ${REASONS.map((reason) => after(`away:${reason}`, `Then: ${reason.toLowerCase()}`))} ${after("offline", "Then: offline")}
        </optgroup>`
      : nothing}`;
}

function choose(desk, event) {
  const later = event.target.value.startsWith("after ");
  const [state, reason] = event.target.value.replace(/^after /, "").split(/:(.*)/s);
  desk.setPresence(state, reason || undefined, later);
}
