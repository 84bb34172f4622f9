import { html, nothing, svg } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { channelName, duration, stateName } from "../format.js";
import { icon } from "../icons.js";

const ORDER = ["available", "away", "offline"];
const PRESENCE = { available: "Available", away: "Away", offline: "Offline" };

/** The agents: presence and for how long, how full they are, and with what. */
export function agentGrid(board, now, look) {
  const agents = [...board.agents].sort(
    (one, other) => ORDER.indexOf(one.presence.state) - ORDER.indexOf(other.presence.state) || one.name.localeCompare(other.name),
  );
  const counts = ORDER.map((state) => `${agents.filter((agent) => agent.presence.state === state).length} ${state}`);
  return html`<section class="card" aria-labelledby="agents-title">
    <h2 id="agents-title">Agents <small>${counts.join(", ")}</small></h2>
    ${agents.length === 0
      ? html`<p class="none">This centre has no agents.</p>`
      : html`<ul class="agents">${repeat(agents, ({ id }) => id, (agent) => card(agent, now, look))}</ul>`}
  </section>`;
}

function card(agent, now, look) {
  const { state, reason, since } = agent.presence;
  const words = state === "away" && reason ? reason : (PRESENCE[state] ?? state);
  return html`<li class="agent ${state}">
    <div class="agent-first">
      <button class="agent-name" type="button" title="Presence, skills and queues" @click=${() => look(agent.id)}>${agent.name}</button>
      ${state === "available" && agent.unreached?.includes("phone") ? html`<span class="lost">no telephone</span>` : nothing}
      ${agent.connected || state === "offline" ? nothing : html`<span class="lost">${icon("warn")}not connected</span>`}
    </div>
    <div class="agent-presence"><span class="mood">${words}</span><span class="number">${since > 0 ? duration(now - since) : ""}</span></div>
    ${state === "offline" && agent.load === 0 ? nothing : loadBar(agent)}
    ${agent.contacts.length > 0 ? html`<ul class="chips">${agent.contacts.map((contact) => chip(contact, now))}</ul>` : nothing}
  </li>`;
}

function loadBar({ load, capacity }) {
  const share = capacity > 0 ? Math.min(100, (100 * load) / capacity) : 0;
  return html`<div class="load" role="img" aria-label="Load ${load} of ${capacity}">
    <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<rect class="track" width="100" height="6" rx="3"/><rect class="full" width=${share} height="6" rx="3"/>`}
    </svg>
    <span class="number" aria-hidden="true">${load}/${capacity}</span>
  </div>`;
}

const HEARS = { listen: "listens", whisper: "whispers", barge: "has joined" };

const chip = ({ channel, state, since, heardBy = [] }, now) => html`<li class="chip ${state}" title="${channelName(channel)}, ${stateName(state).toLowerCase()}">
  ${icon(channel)}<span class="unseen">${channelName(channel)}, ${stateName(state)}, </span>
  <span class="number">${duration(now - since)}</span>
  ${heardBy.map(({ phone, hearing }) => html`<small class="heard">${phone} ${HEARS[hearing]}</small>`)}
  ${state === "assigned" ? nothing : html`<small>${state === "offered" ? "offered" : "wrap-up"}</small>`}
</li>`;
