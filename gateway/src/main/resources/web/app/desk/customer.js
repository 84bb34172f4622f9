import { html, nothing } from "lit";
import { call } from "../api.js";
import { channelName, date, duration, fateName, identifierName, proofName, roughly, stateName, timeOfDay, whole } from "../format.js";
import { icon } from "../icons.js";
import { nameOf } from "./desk-state.js";

/** The right side, the screen pop: who, how sure we are of it, and the relationship so far. */
export function customerPanel(desk, entry) {
  if (!entry) return html`<aside class="customer" aria-label="Customer"></aside>`;
  const { pop } = entry;
  const { customer } = pop;
  return html`<aside class="customer" aria-label="Customer">
    <header class="who">
      <h2>${nameOf(pop)}</h2>
      ${customer?.value ? html`<span class="band ${customer.value.band}">${customer.value.band}</span>` : nothing}
      ${customer ? html`<p>${introduction(customer)}</p>` : nothing}
    </header>
    ${recognition(pop)} ${closed(pop)} ${relationship(pop.tiles)} ${customer?.note ? html`<p class="notice note">${customer.note}</p>` : nothing} ${here(desk, pop)}
    ${identifiers(customer?.identifiers ?? [], pop.sender ?? [])} ${attributes(customer)}
    ${contactList("Open contacts", customer?.open, pop.contact.id)} ${contactList("Last contacts", customer?.last, pop.contact.id)}
    ${timeline(pop.tiles?.timeline?.entries ?? [])}
  </aside>`;
}

function introduction(customer) {
  const parts = [];
  if (customer.since) parts.push(`Customer since ${date(customer.since)}`);
  if (customer.contactCount !== undefined) parts.push(customer.contactCount === 1 ? "1 contact" : `${whole(customer.contactCount)} contacts`);
  if (customer.language) parts.push(`speaks ${languageName(customer.language)}`);
  return parts.join(", ");
}

function languageName(tag) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}

const KINDS = {
  known: "Known customer",
  ambiguous: "Could be several customers",
  unknown: "Not a customer we know",
};

function recognition({ recognition: { kind, proof, evidence, candidates } }) {
  const sure = kind === "known" && proof === "proven";
  return html`<section class="recognition ${sure ? "sure" : "unsure"}">
    <h3>${icon(sure ? "shield" : "warn")}${KINDS[kind] ?? kind}${kind === "known" && proof ? html`<span>${proofName(proof).toLowerCase()}</span>` : nothing}</h3>
    ${kind === "known" && !sure ? html`<p>The identity is not proven: give out nothing personal before it is.</p>` : nothing}
    ${candidates?.length ? html`<ul class="candidates">${candidates.map(({ name }) => html`<li>${name}</li>`)}</ul>` : nothing}
    ${evidence.length > 0 ? html`<ul class="evidence">${evidence.map((words) => html`<li>${words}</li>`)}</ul>` : nothing}
  </section>`;
}

/** What stays closed until it is proven who is there, and the way to open it: the agent makes sure. */
function closed({ contact, customer }) {
  if (!customer?.closed?.length) return nothing;
  const confirm = async (event) => {
    event.target.disabled = true;
    try {
      await call(`/contacts/${encodeURIComponent(contact.id)}/identity`, {
        method: "POST",
        body: { customer: customer.id, how: "made sure at the desk" },
      });
    } catch {
      event.target.disabled = false;
    }
  };
  return html`<section class="closed">
    <p>Addresses, history and orders are closed.</p>
    <button type="button" @click=${confirm}>I made sure who this is</button>
  </section>`;
}

/** How to treat them: one do, one don't, what we owe, what kind of relationship it is. */
function relationship(tiles) {
  if (!tiles) return nothing;
  const { taught, owed, standing, changes } = tiles;
  const since = changes?.lastSpokeAt ? changes.contacts + changes.messages + changes.purchases + changes.promises : 0;
  return html`<section class="relationship">
    <h3>Relationship</h3>
    <dl class="facts">
      ${taught?.do ? html`<div><dt>Do</dt><dd>${taught.do}</dd></div>` : nothing}
      ${taught?.dont ? html`<div><dt>Don’t</dt><dd>${taught.dont}</dd></div>` : nothing}
      ${owed?.promises ? html`<div><dt>We owe</dt><dd>${owed.promises === 1 ? "1 promise" : `${whole(owed.promises)} promises`}${owed.overdue ? `, ${whole(owed.overdue)} overdue` : ""}${owed.next ? `, next ${owed.next.deadline}` : ""}</dd></div>` : nothing}
      ${standing ? html`<div><dt>Trend</dt><dd>${standing.trend}; ${standing.expects}</dd></div>` : nothing}
      ${since > 0 ? html`<div><dt>New</dt><dd>${whole(since)} since you last spoke</dd></div>` : nothing}
    </dl>
    ${standing?.breaches?.length ? html`<ul class="breaches">${standing.breaches.map((words) => html`<li>${words}</li>`)}</ul>` : nothing}
  </section>`;
}

/** What was said and done, newest first: messages both ways, notes, promises, purchases. */
function timeline(entries) {
  if (entries.length === 0) return nothing;
  return html`<section>
    <h3>History</h3>
    <ul class="history">
      ${entries.map(
        (entry) => html`<li>
          <span class="subject">${entry.text}</span>
          <small>${entry.kind}${entry.by ? ` by ${entry.by}` : ""}, ${roughly(Date.now() - entry.at)} ago</small>
        </li>`,
      )}
    </ul>
  </section>`;
}

/** This contact: why it is here, how long it waited. */
function here(desk, pop) {
  return html`<section>
    <h3>This contact</h3>
    <dl class="facts">
      <div><dt>Channel</dt><dd>${channelName(pop.contact.channel)}</dd></div>
      ${pop.contact.queue ? html`<div><dt>Queue</dt><dd>${pop.contact.queue}</dd></div>` : nothing}
      <div><dt>Arrived</dt><dd>${timeOfDay(pop.contact.arrivedAt)}</dd></div>
      ${pop.waitedMs !== undefined && pop.waitedMs !== null ? html`<div><dt>Waited</dt><dd class="number">${duration(pop.waitedMs)}</dd></div>` : nothing}
    </dl>
    ${pop.reason ? html`<p class="why">${pop.reason}</p>` : nothing}
    <details class="decisions" @toggle=${(event) => event.target.open && desk.loadDecisions(pop.contact.id)}>
      <summary>How it was decided</summary>
      ${decisions(desk.decisions.get(pop.contact.id))}
    </details>
  </section>`;
}

function decisions(list) {
  if (list === undefined) return html`<p>Loading</p>`;
  if (list === null) return html`<p>This could not be loaded.</p>`;
  return html`<ol>
    ${list.map((decision) => html`<li><time class="number">${timeOfDay(decision.at)}</time> ${decision.reason}</li>`)}
  </ol>`;
}

/** The decisions about a contact, oldest first; null when they could not be had. */
export async function fetchDecisions(contact) {
  try {
    return (await call(`/contacts/${encodeURIComponent(contact)}/decisions`)).decisions;
  } catch {
    return null;
  }
}

function identifiers(known, sender) {
  const cameWith = (one) => sender.some((other) => other.kind === one.kind && other.value === one.value);
  const rest = sender.filter((one) => one.kind !== "visitor" && !known.some((other) => other.kind === one.kind && other.value === one.value));
  const list = [...known, ...rest];
  if (list.length === 0) return nothing;
  return html`<section>
    <h3>Addresses</h3>
    <ul class="identifiers">
      ${list.map(
        (one) => html`<li>
          <small>${identifierName(one.kind)}</small>
          <span class="value">${one.value}</span>
          <span class="proof ${one.proof}">${one.proof === "proven" ? icon("check") : nothing}${proofName(one.proof)}</span>
          ${cameWith(one) ? html`<span class="came">this contact</span>` : nothing}
        </li>`,
      )}
    </ul>
  </section>`;
}

function attributes(customer) {
  const list = Object.entries(customer?.attributes ?? {});
  if (list.length === 0) return nothing;
  return html`<section>
    <h3>Known of them</h3>
    <dl class="facts">${list.map(([name, value]) => html`<div><dt>${name.replaceAll("_", " ")}</dt><dd>${value}</dd></div>`)}</dl>
  </section>`;
}

function contactList(title, list, current) {
  const others = (list ?? []).filter(({ id }) => id !== current);
  if (others.length === 0) return nothing;
  return html`<section>
    <h3>${title}</h3>
    <ul class="history">
      ${others.map(
        (contact) => html`<li>
          ${icon(contact.channel)}
          <span class="subject">${contact.subject || channelName(contact.channel)}</span>
          <small>${contact.state === "ended" ? fateName(contact.fate) : stateName(contact.state)}, ${roughly(Date.now() - contact.arrivedAt)} ago</small>
        </li>`,
      )}
    </ul>
  </section>`;
}
