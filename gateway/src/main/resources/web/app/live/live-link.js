import { ServerClock } from "../clock.js";
import { stillLoggedIn } from "../gate.js";
import { Socket } from "../socket.js";
import { FlowHistory } from "./flow-history.js";

/** A board this old is called stale; the server sends one a second while anything moves. */
const STALE_MS = 3_000;

/** The line is dead after that: the contract promises a frame in 5 s. */
const SILENCE_MS = 12_000;

/**
 * The supervisors' end of the board's socket. Keeps the newest board and says how old it is.
 * Events: `change` with each board or change of the line; `gone` when the session has ended.
 */
export class LiveLink extends EventTarget {
  board = null;
  history = new FlowHistory();

  #clock = new ServerClock();
  #heardAt = 0;
  #socket = new Socket({
    path: "/api/v1/live",
    silenceMs: SILENCE_MS,
    onFrame: (frame) => this.#heard(frame),
    onState: () => this.#changed(),
    mayConnect: () => this.#mayConnect(),
  });

  open() {
    this.#socket.open();
  }

  close() {
    this.#socket.close();
  }

  /** How the board stands: `{kind: loading|live|stale|reconnecting, since}`, since in this computer's time. */
  get standing() {
    if (this.board === null) return { kind: "loading", since: 0 };
    if (this.#socket.state !== "open") return { kind: "reconnecting", since: this.#heardAt };
    return { kind: Date.now() - this.#heardAt > STALE_MS ? "stale" : "live", since: this.#heardAt };
  }

  /** The server's time for the timers on the board; it stands still while the board is stale, as the rest does. */
  now() {
    const { kind, since } = this.standing;
    return this.#clock.now() - (kind === "live" || since === 0 ? 0 : Date.now() - since);
  }

  #heard(frame) {
    if (frame.type !== "board") return;
    this.#heardAt = Date.now();
    this.#clock.heard(frame.at);
    this.board = frame;
    this.history.add(Date.now(), frame);
    this.#changed();
  }

  async #mayConnect() {
    if (await stillLoggedIn()) return true;
    this.dispatchEvent(new Event("gone"));
    return false;
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
