import { call } from "../api.js";

/** No more than one look in so long, however many controls ask. */
const FRESH_MS = 5_000;

/** The queues and colleagues a contact can be passed on to, as they stand. */
export class Roster {
  queues = [];
  agents = [];

  #readAt = 0;
  #reading = null;

  /** Reads them again unless they were read just now; rejects when they cannot be read. */
  look() {
    if (Date.now() - this.#readAt < FRESH_MS) return Promise.resolve(this);
    this.#reading ??= this.#read().finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #read() {
    const { queues, agents } = await call("/roster");
    this.queues = queues;
    this.agents = agents;
    this.#readAt = Date.now();
    return this;
  }

  queueName(id) {
    return this.queues.find((queue) => queue.id === id)?.name ?? id;
  }

  /** The queues whose next contact this agent may ask for. */
  pulled(agent) {
    const own = this.agents.find(({ id }) => id === agent)?.queues ?? [];
    return this.queues.filter(({ id, pull }) => pull && (own.length === 0 || own.includes(id)));
  }
}

/** How a colleague stands, in a word or two. */
export function standing({ presence, connected, room }) {
  if (presence.state === "offline" || !connected) return "not signed in";
  if (presence.state === "away") return presence.reason ? `away: ${presence.reason.toLowerCase()}` : "away";
  return room > 0 ? "available" : "full";
}

/** How a queue stands. */
export const queueStanding = ({ open, waiting, agentsWithRoom }) =>
  [open ? "" : "closed", waiting > 0 ? `${waiting} waiting` : "", agentsWithRoom > 0 ? `${agentsWithRoom} free` : "nobody free"]
    .filter(Boolean)
    .join(", ");
