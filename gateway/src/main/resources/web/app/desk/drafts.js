import { tab } from "../keep.js";

const PREFIX = "rapport.desk.draft.";

/** What an agent has begun to write, by contact; survives a reload, gone with the tab. */
export const drafts = {
  get: (contact) => tab.get(PREFIX + contact, ""),
  set: (contact, text) => (text ? tab.set(PREFIX + contact, text) : tab.drop(PREFIX + contact)),
  wrapUp: (contact) => tab.get(`${PREFIX}${contact}.wrap-up`, { disposition: "", note: "" }),
  setWrapUp: (contact, fields) => tab.set(`${PREFIX}${contact}.wrap-up`, fields),
  drop(contact) {
    tab.drop(PREFIX + contact);
    tab.drop(`${PREFIX}${contact}.wrap-up`);
  },
};
