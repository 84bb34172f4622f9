/**
 * One WebSocket that stays: it says hello, answers pings, notices a dead line, and reconnects with
 * growing, jittered pauses. What to resume from is the caller's business, who builds the hello.
 *
 *   connecting ──open──▶ open ──closed, or silent──▶ waiting ──pause over, or online──▶ connecting
 *        └──────────────failed────────────────────────▲
 */
const SILENCE_MS = 25_000; // the contract: whoever hears nothing for so long closes and reconnects
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const WATCH_MS = 1_000;
const CONNECT_MS = 10_000;

export class Socket {
  #options;
  #socket = null;
  #timer = 0;
  #watch = 0;
  #heardAt = 0;
  #failures = 0;
  #retryAt = 0;
  #state = "closed";

  /**
   * @param {{path: string, hello?: () => object, onFrame: (frame: object) => void,
   *   onState: (state: string) => void, mayConnect?: () => Promise<boolean>, silenceMs?: number}} options
   *   hello: the first frame of each connection, none when absent; mayConnect: asked before each try
   *   after a failed one, false ends it (the session is gone); silenceMs: 0 for a socket without pings
   */
  constructor(options) {
    this.#options = { silenceMs: SILENCE_MS, ...options };
  }

  get state() {
    return this.#state;
  }

  /** When the next try is due, epoch milliseconds; 0 unless waiting. */
  get retryAt() {
    return this.#state === "waiting" ? this.#retryAt : 0;
  }

  open() {
    if (this.#state !== "closed") return;
    window.addEventListener("online", this.#hurry);
    document.addEventListener("visibilitychange", this.#hurry);
    this.#watch = setInterval(() => this.#listen(), WATCH_MS);
    this.#connect();
  }

  close() {
    window.removeEventListener("online", this.#hurry);
    document.removeEventListener("visibilitychange", this.#hurry);
    clearInterval(this.#watch);
    clearTimeout(this.#timer);
    this.#letGo();
    this.#become("closed");
  }

  /** False when there is no connection: the caller keeps the frame and sends it after the next welcome. */
  send(frame) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Drops this connection and makes a new one, for when a frame is missing. */
  restart() {
    this.#letGo();
    this.#connect();
  }

  #connect() {
    clearTimeout(this.#timer);
    this.#become("connecting");
    this.#heardAt = Date.now();
    const address = new URL(this.#options.path, window.location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.onopen = () => {
      this.#heardAt = Date.now();
      this.#become("open");
      const hello = this.#options.hello?.();
      if (hello) this.send(hello);
    };
    socket.onmessage = (event) => this.#heard(event.data);
    socket.onclose = () => this.#lost();
  }

  #heard(text) {
    this.#heardAt = Date.now();
    this.#failures = 0;
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      return; // not of the contract; the next one may be
    }
    if (frame.type === "ping") this.send({ type: "pong" });
    else this.#options.onFrame(frame);
  }

  #listen() {
    const silent = Date.now() - this.#heardAt;
    const limit = this.#state === "connecting" ? CONNECT_MS : this.#options.silenceMs;
    const live = this.#state === "open" || this.#state === "connecting";
    if (live && limit > 0 && silent > limit) this.#lost();
  }

  #lost() {
    this.#letGo();
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures);
    const pause = longest * (0.5 + Math.random() / 2);
    this.#failures++;
    this.#retryAt = Date.now() + pause;
    this.#become("waiting");
    this.#timer = setTimeout(() => this.#tryAgain(), pause);
  }

  async #tryAgain() {
    const may = this.#failures < 2 || (await (this.#options.mayConnect?.() ?? true));
    if (this.#state !== "waiting") return;
    if (may) this.#connect();
    else this.close();
  }

  // A handler, so that it can be taken off again: back online, or looked at again.
  #hurry = () => {
    if (this.#state !== "waiting" || document.hidden) return;
    clearTimeout(this.#timer);
    this.#tryAgain();
  };

  // A dead line may take minutes to report its close, so nobody waits for that.
  #letGo() {
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #become(state) {
    this.#state = state;
    this.#options.onState(state);
  }
}
