import { html, nothing } from "lit";
import { call } from "../api.js";
import { channelName, date, duration, fateName, identifierName, proofName, roughly, stateName, timeOfDay, whole } from "../format.js";
import { icon } from "../icons.js";
import { nameOf } from "./desk-state.js";
import "./identify.js";
import { relationship, tried } from "./relationship.js";

/** The right side, the screen pop: who, how sure we are of it, and the relationship so far. */
export function customerPanel(desk, entry) {
  if (!entry) return html`<aside class="customer" aria-label="Customer"></aside>`;
  const pop = withIdentified(entry.pop, desk.whoIs(entry.pop));
  const { customer } = pop;
  return html`<aside class="customer" aria-label="Customer">
    <header class="who">
      <h2>${customer?.name ?? nameOf(pop)}</h2>
      ${customer?.value ? html`<span class="band ${customer.value.band}">${customer.value.band}</span>` : nothing}
      ${customer ? html`<p>${introduction(customer)}</p>` : nothing}
    </header>
    ${recognition(desk, pop)} ${customer?.note ? html`<p class="notice note">${customer.note}</p>` : nothing}
    ${customer ? nothing : tried(pop.tried)}
    ${relationship(desk, { customer, tiles: pop.tiles, contact: aboutOf(pop) })} ${here(desk, pop)}
    ${identifiers(customer?.identifiers ?? [], pop.sender ?? [])} ${attributes(customer)}
    ${contactList("Open contacts", customer?.open, pop.contact.id)} ${contactList("Last contacts", customer?.last, pop.contact.id)}
  </aside>`;
}

// A question shows the contact it is about, and that is where the customer is.
const aboutOf = (pop) => pop.questionAbout ?? pop.contact.id;

// Recognition did not know them; this agent made sure who it is.
const withIdentified = (pop, view) => (view && !pop.customer ? { ...pop, ...view, identified: true } : pop);

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

function recognition(desk, pop) {
  const { kind, proof, evidence, candidates } = pop.recognition;
  const open = pop.customer && !pop.customer.closed?.length;
  const proven = kind === "known" && proof === "proven";
  const sure = proven || open;
  return html`<section class="recognition ${sure ? "sure" : "unsure"}">
    <h3>${icon(sure ? "shield" : "warn")}${sureness(pop, open && !proven)}${kind === "known" && proof ? html`<span>${proofName(proof).toLowerCase()}</span>` : nothing}</h3>
    ${sure ? nothing : html`<p>${closedWords(pop)}</p>`}
    ${evidence.length > 0 ? html`<ul class="evidence">${evidence.map((words) => html`<li>${words}</li>`)}</ul>` : nothing}
    ${sure || !desk.mayIdentify(pop)
      ? nothing
      : html`<identify-customer .contact=${aboutOf(pop)} .known=${pop.customer ? { id: pop.customer.id, name: pop.customer.name } : null}
          .candidates=${candidates ?? []} @identified=${({ detail }) => desk.identified(pop, detail.customer)}></identify-customer>`}
  </section>`;
}

function sureness({ recognition: { kind }, identified }, madeSure) {
  if (identified) return "You made sure who this is";
  return madeSure ? "An agent made sure who this is" : (KINDS[kind] ?? kind);
}

function closedWords({ customer }) {
  if (!customer) return "Nothing personal is shown until you have made sure who it is.";
  return "Addresses, history and orders stay closed until you have made sure that it is them.";
}

/** This contact: why it is here, how long it waited. */
function here(desk, pop) {
  return html`<section>
    <h3>This contact</h3>
    <dl class="facts">
      <div><dt>Channel</dt><dd>${channelName(pop.contact.channel)}</dd></div>
      ${pop.contact.queue ? html`<div><dt>Queue</dt><dd>${desk.roster.queueName(pop.contact.queue)}</dd></div>` : nothing}
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
