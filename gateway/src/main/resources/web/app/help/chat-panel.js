import { LitElement, html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { icon } from "../icons.js";
import { browser, tab } from "../keep.js";
import { messageList } from "../messages.js";
import { toasts } from "../toasts.js";
import "./call-me.js";
import { ChatLink } from "./chat-link.js";
import { course, farewell, standing } from "./standing.js";

const DRAFT = "rapport.chat.draft";
const ABOUT = "rapport.chat.about";
const SEEN = "rapport.chat.seen";
const NEAR_THE_END_PX = 80;

/** The chat beside the help centre. Fires `chat-changed` when its button has something else to say. */
class ChatPanel extends LitElement {
  static properties = { shown: { state: true }, _asked: { state: true } };

  #link = new ChatLink();
  #seen = browser.get(SEEN, { conversation: null, seq: 0 });
  #atEnd = true;

  /** Set by the page: opens an article beside the chat. */
  openArticle = undefined;

  /** Set by a page without a form: opens the one of the help centre. */
  writeElsewhere = undefined;

  /** Set by the page: what happens after the panel was closed. */
  closed = () => document.getElementById("to-chat")?.focus();

  constructor() {
    super();
    this.shown = false;
    this._asked = false;
    this.#link.about = browser.get(ABOUT, this.#link.about);
    this.#link.addEventListener("change", () => {
      this.requestUpdate();
      this.#tell();
    });
    this.#link.addEventListener("refused", ({ detail }) => toasts.show(detail, "bad"));
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.#link.begun) this.#link.connect();
  }

  /** Messages of others since the panel was last looked at. */
  get unread() {
    if (this.shown) return 0;
    const seen = this.#seen.conversation === this.#link.conversation ? this.#seen.seq : 0;
    return this.#link.messages.filter((message) => message.author !== "customer" && message.seq > seen).length;
  }

  get running() {
    const state = this.#link.status?.state;
    return state !== undefined && state !== "ended";
  }

  /** A page of the site around was looked at: `{address, title, at}`. */
  visited(page) {
    this.#link.visited(page);
  }

  open() {
    this.shown = true;
    // A new chat connects with its first message: who writes may say before who they are.
    if (this.#link.begun) this.#link.connect();
    this.#tell();
    this.updateComplete.then(() => this.querySelector("#chat-text, .ended .button")?.focus());
  }

  close() {
    this.hide();
    this.closed();
  }

  hide() {
    this.#see();
    this.shown = false;
    this.#tell();
  }

  #write(event) {
    if (this.writeElsewhere) {
      event.preventDefault();
      this.writeElsewhere();
    } else {
      this.close();
    }
  }

  #see() {
    const seq = this.#link.messages.at(-1)?.seq;
    const { conversation } = this.#link;
    if (seq === undefined || (seq === this.#seen.seq && conversation === this.#seen.conversation)) return;
    this.#seen = { conversation, seq };
    browser.set(SEEN, this.#seen);
  }

  #tell() {
    if (this.shown) this.#see();
    this.dispatchEvent(new Event("chat-changed"));
  }

  willUpdate() {
    const log = this.querySelector("[role=log]");
    this.#atEnd = !log || log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_THE_END_PX;
  }

  updated() {
    const log = this.querySelector("[role=log]");
    if (log && this.#atEnd) log.scrollTop = log.scrollHeight;
  }

  render() {
    if (!this.shown) return nothing;
    return html`<section class="chat" aria-labelledby="chat-title" @keydown=${(event) => event.key === "Escape" && this.close()}>
      <header>
        <div>
          <h2 id="chat-title">${this.#title()}</h2>
          <p class="standing" role="status">${this.#standing()}</p>
        </div>
        ${this.running
          ? html`<button class="button quiet" type="button" @click=${() => this.#link.leave()}>End chat</button>`
          : nothing}
        <button class="button quiet icon-only" type="button" aria-label="Close the chat panel" @click=${() => this.close()}>${icon("close")}</button>
      </header>
      <div class="chat-news">${this.#connection()} ${this.#course()}</div>
      ${this.#talk()} ${this.#foot()}
    </section>`;
  }

  #title() {
    const { status } = this.#link;
    return status?.state === "talking" && status.agentName ? status.agentName : "Chat with us";
  }

  #standing() {
    return standing(this.#link.status, this.#link.absent);
  }

  /** What has changed for the visitor, and what they can do about it instead of waiting. */
  #course() {
    const { status, absent } = this.#link;
    const waits = status?.state === "waiting" || status?.state === "offered";
    const lines = status?.state === "ended" ? farewell(status, absent) : waits ? course(this.#link.course ?? {}) : [];
    const wishes = this.#wishes();
    if (lines.length === 0 && wishes === nothing) return nothing;
    return html`<div class="course">
      <div role="status">${lines.map((line) => html`<p>${line}</p>`)}</div>
      ${wishes}
    </div>`;
  }

  #wishes() {
    const { status, absent, state } = this.#link;
    const off = state !== "open";
    if (status?.state === "ended" && (status.opensAt || status.fate === "refused_by_policy")) {
      return html`<a class="button" href="#write" @click=${(event) => this.#write(event)}>${icon("form")}Write to us instead</a>`;
    }
    if (status?.state !== "waiting" && status?.state !== "offered") return nothing;
    if (absent?.way === "callback") {
      return html`<button class="button" type="button" ?disabled=${off} @click=${() => this.#link.cancelCallback()}>Do not call me back</button>
        ${absent.numberKnown ? nothing : this.#callMe(off)}`;
    }
    if (absent) return nothing;
    return html`<button class="button quiet" type="button" ?disabled=${off} @click=${() => this.#link.leaveMessage()}>Rather not wait? Leave it as a message</button>
      ${this.#callMe(off)}`;
  }

  // Offered where the centre calls anybody.
  #callMe(off) {
    if (!this.#link.calls) return nothing;
    return html`<call-me ?off=${off} @call-me=${({ detail }) => this.#link.askCallback(detail.number, detail.notBefore)}></call-me>`;
  }

  #connection() {
    if (this.#link.state !== "reconnecting") return nothing;
    const waiting = this.#link.outbox.length > 0 ? " What you wrote is kept and sent then." : "";
    return html`<p class="connection" role="status">The connection is lost. Trying again.${waiting}</p>`;
  }

  #talk() {
    const { messages, outbox } = this.#link;
    const view = {
      mine: "customer",
      nameOf: (message) => this.#nameOf(message),
      openArticle: this.openArticle,
      answerActions: (message) => this.#answerActions(message),
    };
    return html`<div class="talk" role="log" aria-label="Messages" tabindex="0">
      ${messages.length === 0 && outbox.length === 0
        ? html`<p class="hello">Hello. Ask your question in your own words: you see the articles that answer it, and a person joins when you say so.</p>`
        : nothing}
      ${messageList(messages, view)} ${outbox.map((entry) => this.#pending(entry))}
    </div>`;
  }

  #nameOf(message) {
    if (message.author === "customer") return "You";
    if (message.author === "assistant") return message.name || "Help centre";
    return message.name || "Agent";
  }

  #pending(entry) {
    return html`<article class="message mine pending">
      <div class="words"><div class="text">${entry.text}</div></div>
      ${entry.refused
        ? html`<p class="fate bad" role="alert">
            Not sent: ${entry.refused}
            <button type="button" class="link" @click=${() => this.#link.again(entry.id)}>Try again</button>
            <button type="button" class="link" @click=${() => this.#link.forget(entry.id)}>Remove</button>
          </p>`
        : html`<p class="fate">${this.#link.state === "open" ? "Sending" : "Sent when the connection is back"}</p>`}
    </article>`;
  }

  #answerActions(message) {
    const latest = this.#link.messages.findLast((other) => other.answers?.length);
    if (message !== latest || this.#link.status?.state !== "answering") return nothing;
    const off = this.#link.state !== "open";
    return html`<div class="answer-actions">
      <button class="button" type="button" ?disabled=${off} @click=${() => this.#link.helped(message.answers[0].article)}>
        ${icon("check")}That helped
      </button>
      <button class="button" type="button" ?disabled=${off} @click=${() => this.#link.askForPerson()}>
        ${icon("person")}I want a person
      </button>
    </div>`;
  }

  #foot() {
    if (this.#link.left) {
      return html`<footer class="ended">
        <button class="button" type="button" @click=${() => this.#link.startOver()}>Start a new chat</button>
      </footer>`;
    }
    const ended = this.#link.status?.state === "ended";
    return html`<footer>
      ${this.#aboutFields()}
      <form @submit=${(event) => this.#send(event)}>
        <label class="unseen" for="chat-text">Your message</label>
        <textarea id="chat-text" rows="1" maxlength="8000" enterkeyhint="send"
          placeholder=${ended ? "Write to begin again" : "Write a message"}
          .value=${tab.get(DRAFT, "")} @input=${(event) => tab.set(DRAFT, event.target.value)}
          @keydown=${(event) => this.#onKey(event)}></textarea>
        <button class="button primary icon-only" aria-label="Send">${icon("send")}</button>
      </form>
      ${this.#link.status === null
        ? html`<div class="check">
            <input id="chat-person" type="checkbox" .checked=${this._asked} @change=${(event) => (this._asked = event.target.checked)} />
            <label for="chat-person">Straight to a person</label>
          </div>`
        : nothing}
    </footer>`;
  }

  // Asked before the first message only, and never needed.
  #aboutFields() {
    if (this.#link.messages.length > 0 || this.#link.outbox.length > 0) return nothing;
    const { name, email } = this.#link.about;
    const keep = (field) => (event) => {
      this.#link.about = { ...this.#link.about, [field]: event.target.value.trim() };
      browser.set(ABOUT, this.#link.about);
    };
    return keyed(
      "about",
      html`<div class="about">
        <input aria-label="Your name (optional)" placeholder="Name (optional)" autocomplete="name" maxlength="200" .value=${name} @change=${keep("name")} />
        <input aria-label="Your mail address (optional)" placeholder="Mail (optional)" type="email" autocomplete="email" maxlength="320" .value=${email} @change=${keep("email")} />
      </div>`,
    );
  }

  #onKey(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send(event);
  }

  #send(event) {
    event.preventDefault();
    const field = this.querySelector("#chat-text");
    const text = field.value.trim();
    if (!text) return;
    field.value = "";
    tab.drop(DRAFT);
    this.#atEnd = true;
    this.#link.say(text, this._asked && this.#link.status === null);
    field.focus();
  }
}

customElements.define("chat-panel", ChatPanel);
