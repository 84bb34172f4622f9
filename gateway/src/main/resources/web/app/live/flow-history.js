const SPAN_MS = 30 * 60_000;
const STEP_MS = 1_000;
const GAP_MS = 6_000;

/** Waiting and talking over the last 30 minutes, one point a second, as far as this page has seen them. */
export class FlowHistory {
  #times = [];
  #waiting = [];
  #talking = [];

  /** Adds a board that arrived `at` (epoch milliseconds). A time without boards stays a gap in the line. */
  add(at, board) {
    const last = this.#times.at(-1);
    if (last !== undefined && at - last < STEP_MS / 2) this.#drop(1, this.#times.length - 1);
    else if (last !== undefined && at - last > GAP_MS) this.#push(last + STEP_MS, null, null);
    this.#push(at, sum(board, "waiting"), sum(board, "assigned"));
    const old = this.#times.findIndex((time) => time >= at - SPAN_MS);
    if (old > 0) this.#drop(old, 0);
  }

  /** The three columns of a chart: seconds, waiting, talking. */
  get columns() {
    return [this.#times.map((time) => time / 1000), this.#waiting, this.#talking];
  }

  /** The part of the time axis that is shown, in seconds. */
  get span() {
    const end = this.#times.at(-1) ?? Date.now();
    const begin = Math.min(this.#times[0] ?? end, end - 60_000);
    return [Math.max(begin, end - SPAN_MS) / 1000, end / 1000];
  }

  #push(at, waiting, talking) {
    this.#times.push(at);
    this.#waiting.push(waiting);
    this.#talking.push(talking);
  }

  #drop(count, from) {
    for (const column of [this.#times, this.#waiting, this.#talking]) column.splice(from, count);
  }
}

export const sum = (board, field) => board.queues.reduce((total, queue) => total + (queue[field] ?? 0), 0);
