import { call } from "../api.js";
import { ServerClock } from "../clock.js";
import { stillLoggedIn } from "../gate.js";
import { newId } from "../ids.js";
import { tab } from "../keep.js";
import { Socket } from "../socket.js";
import { apply, emptyDesk, moreMessages, read } from "./desk-state.js";

const REPLIES = "rapport.desk.replies";
const MOST_PENDING = 200;
const RESUMED_SHOWN_MS = 6_000;

/**
 * The agent's end of the desk's socket: frames in by number, each once, a gap noticed and filled;
 * commands out with an id of their own, sent again after a reconnect until they are done or refused.
 *
 * Events: `change`; `frame` with each frame after it was applied, its detail `{frame, before}`;
 * `gone` when the session has ended.
 */
export class DeskLink extends EventTarget {
  state = emptyDesk();
  agent = null;
  clock = new ServerClock();

  /** Which contact the agent looks at now, for the unread marks. */
  looking = () => false;

  #socket;
  #stream = null;
  #last = null;
  #catchUpTo = 0;
  #catchUpFrom = 0;
  #resumed = null;
  #welcomed = false;
  #everWelcomed = false;
  #pending = new Map();

  constructor() {
    super();
    for (const frame of tab.get(REPLIES, [])) this.#pending.set(frame.id, { frame, settle: () => {} });
    this.#socket = new Socket({
      path: "/api/v1/desk",
      hello: () => ({ type: "hello", ...(this.#stream && this.#last !== null ? { stream: this.#stream, last: this.#last } : {}) }),
      onFrame: (frame) => this.#heard(frame),
      onState: (state) => this.#socketIs(state),
      mayConnect: () => this.#mayConnect(),
    });
  }

  /** How the line stands, for everybody to see: `{kind: connecting|connected|resumed|reconnecting, words}`. */
  get connection() {
    if (this.#welcomed && this.#resumed) return { kind: "resumed", words: this.#resumed };
    if (this.#welcomed) return { kind: "connected", words: "Connected" };
    if (!this.#everWelcomed) return { kind: "connecting", words: "Connecting" };
    const seconds = Math.ceil((this.#socket.retryAt - Date.now()) / 1000);
    return { kind: "reconnecting", words: seconds > 0 ? `Connection lost, next try in ${seconds} s` : "Connection lost, trying" };
  }

  open() {
    this.#socket.open();
  }

  close() {
    this.#socket.close();
    tab.drop(REPLIES);
  }

  read(contact) {
    this.state = read(this.state, contact);
    this.#changed();
  }

  /** The replies to a contact that are on their way, oldest first. */
  repliesOnTheWay(contact) {
    return [...this.#pending.values()]
      .filter(({ frame, back }) => frame.type === "reply" && frame.contact === contact && !back)
      .map(({ frame }) => frame);
  }

  waitingFor(type, key) {
    return [...this.#pending.values()].some(({ frame }) => frame.type === type && (frame.offer ?? frame.contact) === key);
  }

  /**
   * Sends a command; without a connection it goes out after the next welcome.
   *
   * @param {object} command without its id
   * @returns {Promise<{done: boolean, code?: string, detail?: string}>}
   */
  command(command) {
    if (this.#pending.size >= MOST_PENDING) {
      return Promise.resolve({ done: false, code: "too_many", detail: "Too much is waiting for the connection." });
    }
    const frame = { ...command, id: newId() };
    return new Promise((settle) => {
      this.#pending.set(frame.id, { frame, settle });
      this.#keepReplies();
      if (this.#welcomed) this.#socket.send(frame);
      this.#changed();
    });
  }

  #keepReplies() {
    tab.set(REPLIES, [...this.#pending.values()].map(({ frame }) => frame).filter((frame) => frame.type === "reply"));
  }

  async #mayConnect() {
    if (await stillLoggedIn()) return true;
    this.dispatchEvent(new Event("gone"));
    return false;
  }

  #socketIs(state) {
    if (state !== "open") this.#welcomed = false;
    this.#changed();
  }

  #heard(frame) {
    if (frame.type === "welcome") this.#welcome(frame);
    else if (Number.isInteger(frame.n)) this.#numbered(frame);
  }

  #welcome(frame) {
    const again = this.#everWelcomed;
    this.agent = frame.agent;
    this.#welcomed = true;
    this.#everWelcomed = true;
    this.#catchUpFrom = this.#last ?? 0;
    this.#catchUpTo = frame.resumed ? frame.n : 0;
    this.#stream = frame.stream;
    if (!frame.resumed) this.#last = null;
    if (again) this.#tellResumed(frame.resumed ? Math.max(0, frame.n - this.#catchUpFrom) : -1);
    for (const { frame: command } of this.#pending.values()) this.#socket.send(command);
    this.#changed();
  }

  #tellResumed(missed) {
    const updates = missed === 1 ? "1 update caught up" : `${missed} updates caught up`;
    this.#resumed = missed < 0 ? "Connected again, all reloaded" : missed === 0 ? "Resumed, nothing missed" : `Resumed, ${updates}`;
    setTimeout(() => {
      this.#resumed = null;
      this.#changed();
    }, RESUMED_SHOWN_MS);
  }

  #numbered(frame) {
    if (this.#last !== null && frame.n <= this.#last) return;
    if (this.#last !== null && frame.n > this.#last + 1) {
      this.#socket.restart(); // a frame is missing: ask for everything after the last one
      return;
    }
    this.#last = frame.n;
    this.clock.heard(frame.at);
    const before = this.state;
    this.state = apply(before, frame, this.looking);
    this.#settle(frame);
    this.#fill(frame, before);
    const late = frame.n <= this.#catchUpTo;
    this.dispatchEvent(new CustomEvent("frame", { detail: { frame, before, late } }));
    this.#changed();
  }

  #settle(frame) {
    if (frame.type === "message" && frame.message.author === "agent") this.#cameBack(frame);
    if (frame.type !== "done" && frame.type !== "refused") return;
    const pending = this.#pending.get(frame.id);
    if (!pending) return;
    this.#pending.delete(frame.id);
    this.#keepReplies();
    pending.settle(frame.type === "done" ? { done: true } : { done: false, code: frame.code, detail: frame.detail });
  }

  // A reply comes back as a message just before it is done: from then on it is not on its way as well.
  #cameBack({ contact, message }) {
    const mine = [...this.#pending.values()].find(
      ({ frame, back }) => frame.type === "reply" && frame.contact === contact && frame.text === message.text && !back,
    );
    if (mine) mine.back = true;
  }

  /** Asks for what a frame shows to be missing: messages before it, or the pop of an offer. */
  #fill(frame, before) {
    if (frame.type === "message") {
      const last = before.contacts.get(frame.contact)?.pop.messages.at(-1)?.seq;
      if (last !== undefined && frame.message.seq > last + 1) this.#fetchMessages(frame.contact, last);
    }
    for (const { contact } of this.state.offers.values()) {
      if (!this.state.contacts.has(contact) && frame.type !== "screen_pop") this.#fetchPop(contact);
    }
  }

  async #fetchMessages(contact, after) {
    try {
      const { messages } = await call(`/contacts/${encodeURIComponent(contact)}/messages?after=${after}`);
      this.state = moreMessages(this.state, contact, messages);
      this.#changed();
    } catch {
      // The next message or snapshot brings them.
    }
  }

  async #fetchPop(contact) {
    try {
      const pop = await call(`/contacts/${encodeURIComponent(contact)}/screen-pop`);
      if (!this.state.contacts.has(contact)) {
        this.state = apply(this.state, { ...pop, type: "screen_pop" });
        this.#changed();
      }
    } catch {
      // The offer can be taken without it.
    }
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
