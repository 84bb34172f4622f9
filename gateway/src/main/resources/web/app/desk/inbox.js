import { html, nothing, svg } from "lit";
import { channelName, duration, roughly } from "../format.js";
import { icon } from "../icons.js";
import { gist, held, nameOf, openOffers, ringingElsewhere } from "./desk-state.js";
import { pulls } from "./pull.js";

/** Why an offer is declined, for those who plan skills and queues. */
const DECLINES = ["Not my subject", "I know them privately", "Language", "A colleague has the case", "Technical trouble"];

/** The left side: offers with what is left of them, then the contacts the agent holds. */
export function inbox(desk) {
  const offers = openOffers(desk.link.state);
  const contacts = held(desk.link.state);
  const rings = ringingElsewhere(desk.link.state);
  return html`<nav class="inbox" aria-label="Offers and contacts">
    ${offers.length > 0
      ? html`<section aria-label="Offers"><h2 class="side-title">Offers</h2>${offers.map((offer) => offerCard(desk, offer))}</section>`
      : nothing}
    ${rings.length > 0
      ? html`<section aria-label="Ringing"><h2 class="side-title">Rings at your telephone</h2><ul class="rows">${rings.map((entry) => row(desk, entry, 9))}</ul></section>`
      : nothing}
    ${pulls(desk)} ${desk.promises.list(desk)}
    <section aria-label="Your contacts">
      <h2 class="side-title">Your contacts <span class="number">${contacts.length || ""}</span></h2>
      ${contacts.length === 0
        ? html`<p class="side-empty">${emptyWords(desk.link.state)}</p>`
        : html`<ul class="rows">${contacts.map((entry, index) => row(desk, entry, index))}</ul>`}
      ${withoutTelephone(desk.link.state)
        ? html`<p class="side-empty" role="status">Your telephone is not connected, so no calls are offered to you.</p>`
        : nothing}
    </section>
  </nav>`;
}

function emptyWords(state) {
  if (!state.ready) return "Loading your desk.";
  if (state.presence?.state === "available") return "Nothing yet. The next contact comes to you.";
  return "You are not available, so nothing is offered to you.";
}

const withoutTelephone = ({ presence, unreached }) => presence?.state === "available" && unreached.includes("phone");

function offerCard(desk, offer) {
  const { link } = desk;
  const pop = link.state.contacts.get(offer.contact)?.pop;
  const left = offer.expiresAt - link.clock.now();
  const busy = link.waitingFor("accept", offer.offer) || link.waitingFor("decline", offer.offer);
  const chosen = desk.active === offer.contact;
  return html`<article class="offer ${chosen ? "chosen" : ""}">
    <button class="offer-look" type="button" aria-pressed=${chosen} @click=${() => desk.choose(offer.contact)}>
      ${ring(left, offer)}
      <span class="offer-who">
        <strong>${nameOf(pop)}</strong>
        <small>${icon(offer.channel)}${kindOf(pop, offer)}${waited(pop)}</small>
      </span>
    </button>
    ${gist(pop) ? html`<p class="gist">${gist(pop)}</p>` : nothing}
    ${pop?.reason ? html`<p class="why">${pop.reason}</p>` : nothing}
    <div class="offer-actions">
      <button class="button primary" type="button" ?disabled=${busy} @click=${() => desk.accept(offer.offer)}>Accept <kbd>a</kbd></button>
      <button class="button" type="button" ?disabled=${busy} @click=${() => desk.decline(offer.offer)}>Decline <kbd>x</kbd></button>
      <select class="because" aria-label="Decline with a reason" ?disabled=${busy}
        @change=${(event) => event.target.value && desk.decline(offer.offer, event.target.value)}>
        <option value="">Decline because…</option>
        ${DECLINES.map((reason) => html`<option>${reason}</option>`)}
      </select>
    </div>
    ${desk.refusal?.offer === offer.offer ? html`<p class="wrong" role="alert">${desk.refusal.words}</p>` : nothing}
  </article>`;
}

function kindOf(pop, { channel }) {
  if (pop?.questionAbout) return `${pop.questionBy ?? "A colleague"} asks you`;
  if (pop?.way) return pop.way.mode === "callback" ? "Call them back" : `${channelName(channel)}, a message`;
  return channelName(channel);
}

const waited = (pop) => (pop?.waitedMs >= 1000 ? `, waited ${roughly(pop.waitedMs)}` : "");

/** What is left of an offer: a ring that empties, and the seconds in it. */
function ring(left, { expiresAt, seenAt }) {
  const whole = Math.max(1, expiresAt - seenAt);
  const share = Math.max(0, Math.min(1, left / whole));
  const seconds = Math.max(0, Math.ceil(left / 1000));
  return html`<span class="ring ${seconds <= 5 ? "late" : ""}">
    <svg viewBox="0 0 40 40" aria-hidden="true">
      ${svg`<circle class="track" cx="20" cy="20" r="17"/>
        <circle class="left" cx="20" cy="20" r="17" pathLength="100" stroke-dasharray="100" stroke-dashoffset=${100 - share * 100}/>`}
    </svg>
    <span class="number">${seconds}<span class="unseen"> seconds left</span></span>
  </span>`;
}

function row(desk, entry, index) {
  const { contact, messages } = entry.pop;
  const chosen = desk.active === contact.id;
  const last = messages.at(-1);
  return html`<li>
    <button class="row ${chosen ? "chosen" : ""} ${entry.unread ? "unread" : ""}" type="button"
      aria-current=${chosen ? "true" : nothing} @click=${() => desk.choose(contact.id)}>
      <span class="row-icon">${icon(contact.channel)}<span class="unseen">${channelName(contact.channel)}</span></span>
      <span class="row-words">
        <span class="row-first">
          <strong>${nameOf(entry.pop)}</strong>
          <small class="number">${rowTime(desk, entry, last)}</small>
        </span>
        <span class="row-last">${rowGist(entry, last)}</span>
      </span>
      ${entry.unread
        ? html`<span class="badge number">${entry.unread}<span class="unseen"> unread</span></span>`
        : index < 9
          ? html`<kbd>${index + 1}</kbd>`
          : nothing}
    </button>
  </li>`;
}

function rowTime(desk, entry, last) {
  const now = desk.link.clock.now();
  if (entry.pop.contact.state === "wrap_up" && entry.wrapUpUntil) return duration(entry.wrapUpUntil - now);
  return last ? roughly(now - last.at) : "";
}

function rowGist(entry, last) {
  if (entry.pop.contact.state === "wrap_up") return html`<em>Wrap-up</em>`;
  if (entry.pop.questionAbout) return html`<em>${entry.pop.questionBy ?? "A colleague"} asks you</em>`;
  if (entry.pop.way) return html`<em>${entry.pop.way.mode === "callback" ? "To be called back" : "A message was left"}</em>`;
  if (entry.call === "held") return html`<em>On hold</em>`;
  if (entry.customer === "left") return html`<em>The customer has left</em>`;
  if (!last) return entry.pop.contact.subject ?? "";
  const who = last.author === "agent" ? "You: " : "";
  return who + (last.channel === "email" ? (last.subject ?? last.text) : last.text).replace(/\s+/g, " ").slice(0, 120);
}
