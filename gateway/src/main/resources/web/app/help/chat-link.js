import { newId } from "../ids.js";
import { browser, tab } from "../keep.js";
import { withMessages } from "../messages.js";
import { refusalWords } from "../refusals.js";
import { Socket } from "../socket.js";
import { followed } from "./asked.js";

const VISIT = "rapport.chat";
const OUTBOX = "rapport.chat.outbox";
const PAGES = "rapport.chat.pages";
const RETRY_MS = 3_000;
const MAX_PAGES = 10;

/**
 * The visitor's end of a chat. What was written is kept, in order, until the server says that it is
 * durable, and is sent again with the same id after each reconnect; what was received is asked for
 * by number. Fires `change` whenever something to show changed.
 */
export class ChatLink extends EventTarget {
  #socket;
  #visit;
  #retry = 0;
  #leaving = false;

  /** Sent, and not yet acknowledged: `{id, text, person, refused}`; `refused` holds the server's reason. */
  outbox;

  messages = [];

  /** The last status of the contact, null before the first. */
  status = null;

  /** What brought the contact to where it waits, and how it waits; told once, so it is kept here. */
  course = null;

  /** How the contact waited before it ended: `{way}`, null when the visitor was there. */
  get absent() {
    return this.course?.way ? this.course : null;
  }

  welcomed = false;

  /** Whether the centre calls visitors who would rather be called. */
  calls = false;

  about = { name: "", email: "" };

  /** Pages of the site that the chat stands on, until they can be told of: `{address, title, at}`. */
  #pages = tab.get(PAGES, []);

  constructor() {
    super();
    this.#visit = browser.get(VISIT, {});
    this.outbox = browser.get(OUTBOX, []);
    this.#socket = new Socket({
      path: "/api/v1/chat",
      hello: () => this.#hello(),
      onFrame: (frame) => this.#heard(frame),
      onState: (state) => this.#stateIs(state),
    });
  }

  /** A chat that was begun earlier and has not ended. */
  get begun() {
    return Boolean(this.#visit.conversation) || this.outbox.length > 0;
  }

  get conversation() {
    return this.#visit.conversation ?? null;
  }

  /** connecting, open, reconnecting or closed. */
  get state() {
    if (this.#socket.state === "closed") return "closed";
    if (this.#socket.state === "open" && this.welcomed) return "open";
    return this.#wasWelcomed ? "reconnecting" : "connecting";
  }

  #wasWelcomed = false;

  connect() {
    this.#socket.open();
  }

  say(text, person = false) {
    this.outbox = [...this.outbox, { id: newId(), text, ...(person ? { person } : {}) }];
    this.#keepOutbox();
    this.connect();
    this.#flush();
  }

  /** Sends a refused message again, as it was. */
  again(id) {
    this.outbox = this.outbox.map((entry) => (entry.id === id ? { ...entry, refused: undefined } : entry));
    this.#keepOutbox();
    this.#flush();
  }

  forget(id) {
    this.outbox = this.outbox.filter((entry) => entry.id !== id);
    this.#keepOutbox();
  }

  askForPerson() {
    return this.#socket.send({ type: "person" });
  }

  helped(article) {
    return this.#socket.send({ type: "helped", ...(article ? { article } : {}) });
  }

  /** The answer may come later: nobody has to wait for it here. */
  leaveMessage() {
    return this.#socket.send({ type: "leave_message" });
  }

  /** Rather be called: `notBefore` in epoch milliseconds, 0 for as soon as it is their turn. */
  askCallback(number, notBefore) {
    return this.#socket.send({ type: "ask_callback", number, ...(notBefore ? { notBefore } : {}) });
  }

  cancelCallback() {
    return this.#socket.send({ type: "cancel_callback" });
  }

  /** Tells a page that is looked at on the site, for whoever answers; with the next chat if there is none. */
  visited({ address, title, at }) {
    this.#pages = [...this.#pages, { address, title, at }].slice(-MAX_PAGES);
    tab.set(PAGES, this.#pages);
    this.#tellPages();
  }

  #tellPages() {
    if (!this.welcomed) return;
    for (const { address, title, at } of this.#pages) {
      this.#socket.send({ type: "page", address, title, agoMs: Math.max(0, Date.now() - at) });
    }
    this.#pages = [];
    tab.drop(PAGES);
  }

  leave() {
    this.#leaving = true;
    return this.#socket.send({ type: "leave" });
  }

  /** Forgets the conversation, not the visitor: the next message begins a new one. */
  startOver() {
    this.#visit = { token: this.#visit.token };
    browser.set(VISIT, this.#visit);
    this.messages = [];
    this.status = null;
    this.course = null;
    this.#leaving = false;
    if (this.#socket.state !== "closed") this.#socket.restart();
    this.#changed();
  }

  #hello() {
    const { token, conversation } = this.#visit;
    const { name, email } = this.about;
    const after = this.messages.at(-1)?.seq ?? 0;
    return {
      type: "hello",
      ...(token ? { token } : {}),
      ...(conversation ? { conversation, after } : {}),
      ...(name ? { name } : {}),
      ...(email ? { email } : {}),
      language: navigator.language,
    };
  }

  #stateIs(state) {
    if (state !== "open") this.welcomed = false;
    this.#changed();
  }

  #heard(frame) {
    switch (frame.type) {
      case "welcome":
        this.#welcome(frame);
        break;
      case "message":
        this.#remember(frame.conversation);
        this.#arrived(frame.message);
        break;
      case "ack":
        this.#acknowledged(frame);
        break;
      case "nack":
        this.#refused(frame);
        break;
      case "status":
        // A chat that a call takes the place of ends by that, and goes on.
        if (this.#replaced(frame)) break;
        this.#course(frame);
        this.status = frame;
        break;
    }
    this.#changed();
  }

  #replaced(frame) {
    const other = frame.contact !== this.status?.contact;
    return other && frame.state === "ended" && this.status?.state !== undefined && this.status.state !== "ended";
  }

  // A place in the queue is told again and again, what brought one there is not.
  #course(frame) {
    if (frame.contact !== this.status?.contact) this.course = null;
    if (frame.state === "waiting") {
      const { way, because, queueName, dueAt, opensAt, numberKnown } = frame;
      const before = this.course ?? {};
      this.course = because ? { way, because, queueName, dueAt, opensAt, numberKnown } : { ...before, way, numberKnown, dueAt: dueAt ?? before.dueAt };
    } else if (frame.state === "talking") {
      this.course = null;
    }
  }

  #welcome(frame) {
    this.welcomed = true;
    this.calls = frame.calls === true;
    this.#wasWelcomed = true;
    if (this.#visit.conversation && frame.conversation !== this.#visit.conversation) this.messages = [];
    this.#visit = { token: frame.token, ...(frame.conversation ? { conversation: frame.conversation } : {}) };
    browser.set(VISIT, this.#visit);
    if (!frame.contact && this.status?.state !== "ended") this.status = null;
    this.#tellPages();
    this.#flush();
  }

  #remember(conversation) {
    if (this.#visit.conversation === conversation) return;
    this.#visit = { ...this.#visit, conversation };
    browser.set(VISIT, this.#visit);
  }

  #arrived(message) {
    this.messages = withMessages(this.messages, [message]);
    if (message.author !== "customer") return;
    const mine = this.outbox.find((entry) => entry.id === message.id);
    if (mine) this.forget(mine.id);
  }

  #acknowledged({ id, seq, conversation, contact }) {
    this.#remember(conversation);
    followed(contact);
    const entry = this.outbox.find((other) => other.id === id);
    if (!entry) return;
    this.outbox = this.outbox.filter((other) => other !== entry);
    this.#keepOutbox();
    const message = { seq, id, contact, channel: "chat", author: "customer", text: entry.text, at: Date.now() };
    this.messages = withMessages(this.messages, [message]);
  }

  #refused({ id, code, detail, retryAfterMs }) {
    if (code === "unauthorised") {
      this.#forgetVisit(); // the centre was set up anew: come again as a new visitor, with what is unsent
      return;
    }
    if (!id || !this.outbox.some((entry) => entry.id === id)) {
      const waits = this.status?.state === "waiting";
      if (code !== "no_contact" || waits) this.dispatchEvent(new CustomEvent("refused", { detail: refusalWords({ code, detail }) }));
      return;
    }
    const passing = code === "overloaded" || code === "unavailable" || code === "storage_full";
    if (passing) {
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => this.#flush(), retryAfterMs ?? RETRY_MS);
    } else {
      this.outbox = this.outbox.map((entry) => (entry.id === id ? { ...entry, refused: refusalWords({ code, detail }) } : entry));
      this.#keepOutbox();
    }
  }

  #forgetVisit() {
    this.#visit = {};
    browser.drop(VISIT);
    this.messages = [];
    this.status = null;
  }

  #flush() {
    if (this.welcomed) {
      for (const { id, text, person, refused } of this.outbox) {
        if (!refused) this.#socket.send({ type: "say", id, text, ...(person ? { person } : {}) });
      }
    }
    this.#changed();
  }

  #keepOutbox() {
    browser.set(OUTBOX, this.outbox);
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  /** The visitor closed this chat, and the server has confirmed it. */
  get left() {
    return this.#leaving && this.status?.state === "ended";
  }
}
