/** What was asked on this page: which articles were opened for it, and which contact came after it. */
import { call } from "../api.js";
import { tab } from "../keep.js";

const KEY = "asked";
const MOST = 20;

/** Remembers a question by the id that its answers came with, in the place of the one it was typed on from. */
export function remember(id, typedOn = null) {
  if (!id) return;
  const others = tab.get(KEY, []).filter((other) => other !== id && other !== typedOn);
  tab.set(KEY, [id, ...others].slice(0, MOST));
}

/** An article that a question had found was opened. */
export function opened(question, article) {
  if (question) send("/answers/openings", { question, article });
}

/** A contact came after all that was asked here. */
export function followed(contact) {
  const questions = tab.get(KEY, []);
  if (questions.length === 0 || !contact) return;
  tab.drop(KEY);
  send("/answers/followed", { questions, contact });
}

/** Nobody waits for it, and nothing is lost for the visitor when it fails. */
function send(path, body) {
  call(path, { method: "POST", body }).catch(() => {});
}
