/** The agent desktop. */
import { LitElement, html, nothing } from "lit";
import "../gate.js";
import { logOut } from "../gate.js";
import { call } from "../api.js";
import { fateName } from "../format.js";
import { icon } from "../icons.js";
import { refusalWords } from "../refusals.js";
import { toasts } from "../toasts.js";
import { Alerts } from "./alerts.js";
import { conversation } from "./conversation.js";
import { customerPanel, fetchDecisions } from "./customer.js";
import { DeskLink } from "./desk-link.js";
import { gist, held, nameOf, openOffers } from "./desk-state.js";
import { drafts } from "./drafts.js";
import { Identified } from "./identified.js";
import { inbox } from "./inbox.js";
import { Promises } from "./promises.js";
import { Roster } from "./roster.js";
import { Scroll } from "./scroll.js";
import { Shortcuts, shortcutOverlay } from "./shortcuts.js";
import { topBar } from "./top-bar.js";

const TICK_MS = 500;
const SURE_MS = 3_000;

/** How often the queues to pull from are looked at, where there are any. */
const ROSTER_MS = 30_000;

/** The page: who is logged in, what is looked at, and the commands behind keys and buttons. */
class DeskPage extends LitElement {
  static properties = { session: { state: true }, active: { state: true }, pane: { state: true }, passing: { state: true }, refusal: { state: true }, _spoken: { state: true } };

  link = null;
  alerts = new Alerts();
  decisions = new Map();
  roster = new Roster();
  promises = new Promises(() => this.requestUpdate());

  #identified = new Identified(() => this.requestUpdate());

  #tick = 0;
  #rosterTick = 0;
  #sureUntil = 0;
  #scroll = new Scroll(this);
  #shortcuts = new Shortcuts({
    a: () => this.#first((offer) => this.accept(offer.offer)),
    x: () => this.#first((offer) => this.decline(offer.offer)),
    r: () => this.#focusOn("#reply"),
    s: () => this.querySelector("reply-box")?.findArticle(),
    t: () => this.togglePassing(),
    h: () => this.#toggleHold(),
    p: () => this.#pullFirst(),
    w: () => this.active && this.finish(this.active),
    e: () => this.#completeByKey(),
    digit: (event) => this.#switchTo(Number(event.key)),
    "Shift+A": () => this.#toggleAvailable(),
    "?": () => this.showShortcuts(),
  });

  constructor() {
    super();
    this.session = null;
    this.active = null;
    this.pane = "inbox";
    this.passing = null; // the contact that is being passed on
    this.refusal = null; // the last command refused, said beside its control
    this._spoken = { offer: "", message: "" };
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("keydown", this.#shortcuts.handle);
    document.addEventListener("visibilitychange", () => this.#look());
    this.#tick = setInterval(() => this.session && this.requestUpdate(), TICK_MS);
  }

  #enter(session) {
    this.session = session;
    this.link = new DeskLink();
    this.link.looking = (contact) => contact === this.active && !document.hidden;
    this.link.addEventListener("change", () => this.#changed());
    this.link.addEventListener("frame", ({ detail }) => this.#heard(detail));
    this.link.addEventListener("gone", () => this.#out("Your session has ended. Log in again: your drafts are kept."));
    this.link.open();
    this.promises.load(session.agent);
    this.#lookAround();
    this.#rosterTick = setInterval(() => this.roster.pulled(session.agent).length > 0 && !document.hidden && this.#lookAround(), ROSTER_MS);
  }

  #lookAround() {
    this.roster.look().then(() => this.requestUpdate(), () => {});
  }

  #out(words) {
    clearInterval(this.#rosterTick);
    this.link?.close();
    this.link = null;
    this.session = null;
    this.active = null;
    if (words) toasts.show(words);
  }

  async leave() {
    this.link.close();
    await logOut();
    this.#out("");
  }

  #heard({ frame, before, late }) {
    const { state } = this.link;
    switch (frame.type) {
      case "offer":
        this.#offered(state.contacts.get(frame.contact)?.pop, frame, late);
        break;
      case "offer_ended":
        this.#offerEnded(frame);
        break;
      case "assigned":
        this.choose(frame.contact);
        break;
      case "message":
        if (frame.message.author === "customer" && !this.link.looking(frame.contact)) {
          this._spoken = { ...this._spoken, message: `New message from ${nameOf(state.contacts.get(frame.contact)?.pop)}` };
        }
        break;
      case "consult":
        this.#consulted(frame, before);
        break;
      case "promise":
        this.promises.heard(frame);
        if (!late) this.#promised(frame);
        break;
      case "released":
        toasts.show(`${nameOf(before.contacts.get(frame.contact)?.pop)} is no longer with you: ${frame.why}.`);
        break;
      case "ended":
        drafts.drop(frame.contact);
        this.#identified.drop(frame.contact);
        toasts.show(endWords(before.contacts.get(frame.contact)?.pop, frame.fate));
        break;
    }
  }

  #offered(pop, offer, late) {
    this._spoken = { ...this._spoken, offer: `Offer: ${nameOf(pop)}, ${offer.channel}. ${gist(pop)} Press a to accept.` };
    if (!late) this.alerts.offered();
    if (this.active === null) this.active = offer.contact;
  }

  #promised({ what, standing }) {
    const overdue = standing === "overdue";
    toasts.show(`A promise is ${overdue ? "overdue" : "due soon"}: ${what}`, overdue ? "bad" : "");
  }

  #consulted({ contact, state, agentName }, before) {
    const asked = before.contacts.get(contact)?.question;
    if (state === "accepted") this._spoken = { ...this._spoken, message: `${agentName ?? "A colleague"} has your question` };
    if (state === "consult_declined") toasts.show("Your colleague cannot take the question. Ask somebody else.");
    if (state === "consult_over" && asked?.state === "accepted") toasts.show("The question is over. The contact is yours alone again.");
  }

  #offerEnded({ outcome, contact }) {
    this._spoken = { ...this._spoken, offer: "" };
    if (outcome === "expired") toasts.show("The offer expired and went to somebody else.");
    if (outcome === "withdrawn") toasts.show("The offer was withdrawn: the customer left or was helped.");
    if (outcome !== "accepted" && this.active === contact) this.active = null;
  }

  #changed() {
    const { state } = this.link ?? {};
    if (!state) return;
    if (this.active !== null && !state.contacts.has(this.active)) this.active = null;
    if (this.passing !== null && !state.contacts.has(this.passing)) this.passing = null;
    if (this.active === null) this.active = openOffers(state)[0]?.contact ?? held(state)[0]?.pop.contact.id ?? null;
    const offers = openOffers(state);
    const unread = [...state.contacts.values()].reduce((sum, entry) => sum + entry.unread, 0);
    this.alerts.title(offers.length, nameOf(state.contacts.get(offers[0]?.contact)?.pop), unread);
    this.requestUpdate();
  }

  #look() {
    if (this.active && this.link && !document.hidden) this.link.read(this.active);
  }

  choose(contact) {
    this.active = contact;
    this.pane = "conversation";
    this.#look();
  }

  #switchTo(number) {
    const entry = held(this.link.state)[number - 1];
    if (entry) this.choose(entry.pop.contact.id);
  }

  // The offer that is looked at, otherwise the one that expires first.
  #first(action) {
    const offers = this.link ? openOffers(this.link.state) : [];
    const offer = offers.find(({ contact }) => contact === this.active) ?? offers[0];
    if (offer) action(offer);
  }

  async #do(command) {
    const outcome = await this.link.command(command);
    if (!outcome.done) toasts.show(refusalWords(outcome), "bad");
    return outcome.done;
  }

  /** As a command, but a refusal is said beside the control that belongs to it. */
  async attempt(command) {
    this.refusal = null;
    const outcome = await this.link.command(command);
    const { type, contact, offer } = command;
    if (!outcome.done) this.refusal = { type, contact, offer, words: refusalWords(outcome) };
    return outcome.done;
  }

  async passOn(command) {
    if (await this.attempt(command)) this.passing = null;
  }

  /** Opens or closes what passes the contact on that is looked at. */
  togglePassing() {
    const entry = this.link?.state.contacts.get(this.active);
    const may = entry?.pop.contact.state === "assigned" && !entry.pop.questionAbout && !entry.question;
    this.refusal = null;
    this.passing = this.passing === null && may ? this.active : null;
  }

  #toggleHold() {
    const entry = this.link?.state.contacts.get(this.active);
    const type = { talking: "hold", held: "resume" }[entry?.call];
    if (type && entry.pop.contact.state === "assigned") this.attempt({ type, contact: this.active });
  }

  async pull(queue) {
    if (this.link.waitingFor("pull", undefined)) return;
    await this.attempt({ type: "pull", queue });
    this.#lookAround();
  }

  #pullFirst() {
    const [first] = this.roster.pulled(this.link?.agent?.id);
    if (first) this.pull(first.id);
  }

  /** An article of what was said in a contact, for others to read before anybody publishes it. */
  async draftArticle(contact) {
    try {
      const { id } = await call(`/contacts/${encodeURIComponent(contact)}/draft`, { method: "POST" });
      toasts.show("Drafted, without names and numbers.", "", { words: "Open it", href: `/edit#${encodeURIComponent(id)}` });
    } catch (problem) {
      toasts.show(problem.message, "bad");
    }
  }

  accept(offer) {
    if (!this.link.waitingFor("accept", offer)) this.attempt({ type: "accept", offer });
  }

  decline(offer, reason) {
    if (!this.link.waitingFor("decline", offer)) this.attempt({ type: "decline", offer, ...(reason ? { reason } : {}) });
  }

  async reply(contact, text) {
    const sent = await this.#do({ type: "reply", contact, text });
    if (!sent && !drafts.get(contact)) {
      drafts.set(contact, text); // refused: what was written is not lost
      const field = this.querySelector("#reply");
      if (field && this.active === contact) field.value = text;
    }
  }

  finish(contact) {
    if (this.link.state.contacts.get(contact)?.pop.contact.state === "assigned") this.#do({ type: "finish", contact });
  }

  complete(contact, { disposition, note } = {}) {
    if (this.link.waitingFor("complete", contact)) return;
    this.#do({ type: "complete", contact, ...(disposition ? { disposition } : {}), ...(note ? { note } : {}) });
  }

  // During a conversation a single key could end it by accident: it takes the key twice.
  #completeByKey() {
    const state = this.link?.state.contacts.get(this.active)?.pop.contact.state;
    if (state === "wrap_up") this.complete(this.active, this.querySelector("wrap-up-form")?.fields);
    if (state !== "assigned") return;
    if (Date.now() < this.#sureUntil) this.complete(this.active);
    else toasts.show("Press e again to finish and complete at once.");
    this.#sureUntil = Date.now() + SURE_MS;
  }

  setPresence(presence, reason, later = false) {
    this.#do({ type: "presence", presence, ...(reason ? { reason } : {}), ...(later ? { when: "after" } : {}) });
  }

  /** Nothing else follows after the last contact. */
  stay() {
    const { state, reason } = this.link.state.presence;
    this.setPresence(state, reason || undefined, true);
  }

  #toggleAvailable() {
    const { presence } = this.link?.state ?? {};
    if (presence) this.setPresence(presence.state === "available" ? "away" : "available", presence.state === "available" ? "Break" : undefined);
  }

  /** Whom this agent made sure of in a contact where recognition knew nobody. */
  whoIs(pop) {
    return pop.customer ? null : this.#identified.of(pop.questionAbout ?? pop.contact.id);
  }

  mayIdentify({ contact }) {
    return contact.state === "assigned" || contact.state === "wrap_up";
  }

  identified(pop, customer) {
    if (!pop.customer) this.#identified.set(pop.questionAbout ?? pop.contact.id, customer);
  }

  async loadDecisions(contact) {
    if (this.decisions.get(contact)) return;
    this.decisions.set(contact, await fetchDecisions(contact));
    this.requestUpdate();
  }

  toggleSound() {
    this.alerts.toggleSound();
    this.requestUpdate();
  }

  showShortcuts() {
    this.querySelector("#shortcuts")?.showModal();
  }

  /** Puts words into the reply to a contact. */
  insert(contact, text) {
    const box = this.querySelector("reply-box");
    if (box?.contact === contact) box.insert(text);
    else toasts.show(text);
  }

  #focusOn(selector) {
    this.pane = "conversation";
    this.updateComplete.then(() => this.querySelector(selector)?.focus());
  }

  willUpdate() {
    this.#scroll.before();
  }

  updated() {
    this.#scroll.after(this.active);
  }

  render() {
    if (!this.session) {
      return html`<session-gate heading="Agent desk" .needsSeat=${true} .roles=${["agent", "supervisor", "admin"]}
        @entered=${({ detail }) => this.#enter(detail)}></session-gate>`;
    }
    const entry = this.link.state.contacts.get(this.active);
    return html`<a class="skip" href="#conversation">Skip to the conversation</a>
      ${topBar(this)} ${this.#banner()}
      <div class="panes show-${this.pane}">${inbox(this)} ${conversation(this, entry)} ${customerPanel(this, entry)}</div>
      ${this.#tabs()} ${shortcutOverlay(this.#shortcuts, { onToggle: () => this.#shortcuts.toggle() })}
      <p class="unseen" aria-live="assertive">${this._spoken.offer}</p>
      <p class="unseen" aria-live="polite">${this._spoken.message}</p>`;
  }

  #banner() {
    if (this.link.connection.kind !== "reconnecting") return nothing;
    return html`<p class="banner">${icon("warn")}${this.link.connection.words}. What you send is kept and goes out then; what you see may be old.</p>`;
  }

  // On a narrow screen the three panes are three tabs.
  #tabs() {
    const offers = this.link.state.offers.size;
    const tab = (pane, symbol, words) => html`<button type="button" aria-pressed=${this.pane === pane} @click=${() => (this.pane = pane)}>
      ${icon(symbol)}<span>${words}</span>
    </button>`;
    return html`<nav class="tabs" aria-label="Panes">
      ${tab("inbox", "inbox", offers > 0 ? `Inbox (${offers})` : "Inbox")} ${tab("conversation", "chat", "Conversation")}
      ${tab("customer", "person", "Customer")}
    </nav>`;
  }
}

function endWords(pop, fate) {
  if (pop?.questionAbout) return `${pop.questionBy ?? "Your colleague"}’s question is over.`;
  return `${nameOf(pop)}: ${fateName(fate).toLowerCase()}.`;
}

customElements.define("desk-page", DeskPage);
