import { call } from "../api.js";

/** One command of a supervisor about a contact or an agent: `kind` is contacts or agents. */
export const command = (kind, id, body) => call(`/${kind}/${encodeURIComponent(id)}/commands`, { method: "POST", body });

/** The names of queues and agents as the board has them, by id. */
export const namesOf = (board) => ({
  queue: (id) => board?.queues.find((queue) => queue.id === id)?.name ?? id ?? "",
  agent: (id) => board?.agents.find((agent) => agent.id === id)?.name ?? id ?? "",
});
