import { html, nothing } from "lit";
import { call } from "../api.js";
import { date, roughly, when, whole } from "../format.js";
import { icon } from "../icons.js";
import { toasts } from "../toasts.js";
import { promiseItem } from "./promises.js";
import "./relationship-add.js";
import "./same-person.js";
import "./timeline.js";

/** How to treat them, what we owe, what is new, what they have with us: the tiles of the relationship. */
export function relationship(desk, { customer, tiles, contact }) {
  if (!tiles || !customer) return nothing;
  return html`${tried(tiles.reason?.steps)} ${manners(tiles)} ${owed(tiles)} ${changes(tiles.changes)} ${taught(tiles.details)} ${answers(tiles.details)}
    <relationship-add .customer=${customer.id} .contact=${contact} .owner=${desk.link.agent?.id}></relationship-add>
    ${tiles.details ? ownWishes(desk, customer.id, contact) : nothing} ${holdings(tiles.holdings)}
    <customer-timeline .customer=${customer.id} .contact=${contact} .entries=${tiles.timeline?.entries ?? null}></customer-timeline>
    ${tiles.details ? html`<same-person .customer=${customer.id}></same-person>` : nothing}`;
}

const OUTCOMES = { answer: "was answered", suggest: "was shown articles", ask_back: "was asked back", hand_over: "found nothing", withheld: "was shown nothing", visited: "looked at" };

/** What they tried by themselves before they came: searches, articles, pages. Addresses are a visitor's word, so they are no links. */
export function tried(steps = []) {
  if (steps.length === 0) return nothing;
  return html`<section class="tried">
    <h3>What they tried</h3>
    <ul class="history">${steps.map(
      ({ at, words, outcome, opened }) => html`<li><span class="subject">${words}</span>
        <small>${OUTCOMES[outcome] ?? outcome}${opened && outcome !== "visited" ? `, read “${opened}”` : ""}${outcome === "visited" && opened !== words ? ` ${opened}` : ""}, ${when(at)}</small></li>`,
    )}</ul>
  </section>`;
}

/** The customer reads and corrects what we keep of their wishes, by a link that holds for an hour. */
function ownWishes(desk, customer, contact) {
  const give = async () => {
    try {
      const { key } = await call(`/customers/${encodeURIComponent(customer)}/access?contact=${encodeURIComponent(contact)}`, { method: "POST" });
      desk.insert(contact, `What we keep of your wishes, to read and to correct (the link holds for an hour): ${window.location.origin}/my#${key}`);
    } catch (problem) {
      toasts.show(problem.message, "bad");
    }
  };
  return html`<p class="own-wishes"><button class="button quiet" type="button" @click=${give}>${icon("reply")}Let them read their wishes</button></p>`;
}

function manners({ taught, standing }) {
  return html`<section class="relationship">
    <h3>How to treat them</h3>
    ${taught?.do ? html`<p class="lesson do">${icon("check")}<span><span class="unseen">Do: </span>${taught.do}</span></p>` : nothing}
    ${taught?.dont ? html`<p class="lesson dont">${icon("close")}<span><span class="unseen">Don’t: </span>${taught.dont}</span></p>` : nothing}
    ${!taught?.do && !taught?.dont ? html`<p class="quiet-words">They have taught us nothing yet.</p>` : nothing}
    ${standing ? html`<p class="quiet-words">Trend ${standing.trend}. ${sentence(standing.expects)}</p>` : nothing}
    ${standing?.breaches?.length ? html`<ul class="breaches">${standing.breaches.map((words) => html`<li>${icon("warn")}${sentence(words)}</li>`)}</ul>` : nothing}
  </section>`;
}

const sentence = (words) => (words ? `${words[0].toUpperCase()}${words.slice(1).replace(/\.?$/, ".")}` : "");

function owed({ owed, details }) {
  if (!owed?.promises) return nothing;
  const open = (details?.promises ?? []).filter(({ outcome }) => !outcome);
  const count = `${owed.promises === 1 ? "1 promise" : `${whole(owed.promises)} promises`}${owed.overdue ? `, ${whole(owed.overdue)} overdue` : ""}`;
  return html`<section class="owed ${owed.overdue ? "late" : ""}">
    <h3>We owe them</h3>
    <p><strong>${count}</strong>${owed.next ? `, next ${owed.next.deadline}` : ""}</p>
    ${open.length > 0
      ? html`<ul class="promises">${open.map((promise) => promiseItem(promise, "", (outcome) => endPromise(promise.id, outcome)))}</ul>`
      : nothing}
  </section>`;
}

async function endPromise(id, outcome) {
  try {
    await call(`/promises/${encodeURIComponent(id)}/end`, { method: "POST", body: { outcome } });
  } catch (problem) {
    toasts.show(problem.message, "bad");
  }
}

const COUNTS = [
  ["contacts", "contact", "contacts"],
  ["messages", "message", "messages"],
  ["purchases", "purchase", "purchases"],
  ["promises", "promise", "promises"],
];

/** What is new since this agent last spoke with them. */
function changes(changes) {
  if (!changes?.lastSpokeAt) return nothing;
  const counted = COUNTS.filter(([key]) => changes[key] > 0).map(([key, one, many]) => `${whole(changes[key])} ${changes[key] === 1 ? one : many}`);
  return html`<section class="changes">
    <h3>Since you last spoke, ${roughly(Date.now() - changes.lastSpokeAt)} ago</h3>
    <p>${counted.length > 0 ? counted.join(", ") : "Nothing is new."}</p>
    ${changes.entries?.length
      ? html`<ul class="history">${changes.entries.slice(0, 4).map((entry) => html`<li><span class="subject">${entry.text}</span><small>${entry.kind}, ${when(entry.at)}</small></li>`)}</ul>`
      : nothing}
  </section>`;
}

const SOURCES = { told: "told us", observed: "observed", inferred: "inferred" };

/** All they taught us, with how often it was honoured; open only when it is sure who is there. */
function taught(details) {
  const holding = (details?.preferences ?? []).filter(({ holds }) => holds);
  if (holding.length === 0) return nothing;
  return html`<section>
    <details class="taught">
      <summary>What they taught us (${holding.length})</summary>
      <ul>
        ${holding.map(
          (one) => html`<li class=${one.avoid ? "dont" : "do"}>
            ${icon(one.avoid ? "close" : "check")}
            <div>
              <p><span class="unseen">${one.avoid ? "Don’t: " : "Do: "}</span>${one.wish}</p>
              <small>${SOURCES[one.source] ?? one.source}, ${date(one.learnedAt)}; honoured ${whole(one.honoured)}, not ${whole(one.violated)}</small>
              <div class="promise-actions">
                ${ask(`/preferences/${encodeURIComponent(one.id)}/count`, { method: "POST", body: { honoured: true } }, "Honoured now", "Noted.")}
                ${ask(`/preferences/${encodeURIComponent(one.id)}/count`, { method: "POST", body: { honoured: false } }, "Not this time", "Noted.")}
                ${ask(`/preferences/${encodeURIComponent(one.id)}`, { method: "DELETE" }, "They take it back", "It does not count any more.")}
              </div>
            </div>
          </li>`,
        )}
      </ul>
    </details>
  </section>`;
}

/** A quiet button that makes one request and says what came of it. */
function ask(path, options, words, done) {
  const click = async (event) => {
    const button = event.currentTarget;
    button.disabled = true;
    try {
      await call(path, options);
      toasts.show(done);
    } catch (problem) {
      toasts.show(problem.message, "bad");
    }
    button.disabled = false;
  };
  return html`<button class="button quiet" type="button" @click=${click}>${words}</button>`;
}

function answers(details) {
  const list = details?.answers ?? [];
  if (list.length === 0) return nothing;
  return html`<section>
    <h3>They have answered already</h3>
    <dl class="facts">${list.slice(0, 8).map(({ question, answer }) => html`<div><dt>${question}</dt><dd>${answer}</dd></div>`)}</dl>
  </section>`;
}

const STATES = { fresh: "fresh", stale: "not reachable, shown as it was", missing: "not reachable" };

/** Products, orders and entitlements, and how each source they come from stands. */
function holdings(holdings) {
  if (!holdings || (holdings.items.length === 0 && !holdings.sources?.length)) return nothing;
  return html`<section class="holdings">
    <h3>Orders and products</h3>
    ${holdings.items.length === 0 ? html`<p class="quiet-words">Nothing is known of them.</p>` : nothing}
    <ul class="history">
      ${holdings.items.map(
        (item) => html`<li><span class="subject">${item.title}</span><small>${item.kind}, ${item.state}${item.at ? `, ${when(item.at)}` : ""}</small></li>`,
      )}
    </ul>
    ${holdings.sources?.length ? html`<ul class="sources" aria-label="Where this comes from">${holdings.sources.map(source)}</ul>` : nothing}
  </section>`;
}

function source({ source, state, asOf, problem }) {
  const age = asOf ? (state === "fresh" ? `, ${roughly(Date.now() - asOf)} old` : `, as of ${roughly(Date.now() - asOf)} ago`) : "";
  return html`<li class=${state} title=${problem ?? nothing}>
    ${icon(state === "fresh" ? "check" : "warn")}<span><strong>${source}</strong>: ${STATES[state] ?? state}${age}${problem ? html`<span class="unseen">. ${problem}</span>` : nothing}</span>
  </li>`;
}
