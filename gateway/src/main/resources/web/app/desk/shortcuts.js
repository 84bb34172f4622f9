import { html } from "lit";
import { icon } from "../icons.js";
import { browser } from "../keep.js";

const SETTING = "rapport.desk.keys";

const KEYS = [
  ["a", "Accept the offer"],
  ["x", "Decline the offer"],
  ["r", "Write a reply"],
  ["Ctrl Enter", "Send the reply"],
  ["s", "Find an article for the reply"],
  ["t", "Pass the contact on, or ask a colleague"],
  ["h", "Hold the call, or take it back"],
  ["p", "Take the next contact of a queue"],
  ["w", "Finish, and wrap up"],
  ["e", "Complete; twice during a conversation"],
  ["1-9", "Switch to that contact"],
  ["Shift A", "Available, or away"],
  ["Esc", "Leave the text field"],
  ["?", "This overview"],
];

/** Single-key shortcuts: off in text fields, and as a whole for those who are hindered by them (WCAG 2.1.4). */
export class Shortcuts {
  #actions;
  on = browser.get(SETTING, true);

  /** @param {{[key: string]: (event: KeyboardEvent) => void}} actions by key; "digit" for 1-9 */
  constructor(actions) {
    this.#actions = actions;
  }

  toggle() {
    this.on = !this.on;
    browser.set(SETTING, this.on);
  }

  handle = (event) => {
    const inField = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (inField) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (!this.on || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (document.querySelector("dialog[open]")) return;
    const key = /^[1-9]$/.test(event.key) ? "digit" : event.key === "A" ? "Shift+A" : event.key;
    const action = this.#actions[key];
    if (!action) return;
    event.preventDefault();
    action(event);
  };
}

export function shortcutOverlay(shortcuts, { onToggle }) {
  const close = (event) => event.target.closest("dialog").close();
  return html`<dialog id="shortcuts" aria-labelledby="shortcuts-title" @click=${(event) => event.target.nodeName === "DIALOG" && close(event)}>
    <div class="sheet">
      <header>
        <h2 id="shortcuts-title">Keyboard</h2>
        <button class="button quiet icon-only" type="button" aria-label="Close" @click=${close}>${icon("close")}</button>
      </header>
      <dl>
        ${KEYS.map(([key, words]) => html`<div><dt>${key.split(" ").map((part) => html`<kbd>${part}</kbd> `)}</dt><dd>${words}</dd></div>`)}
      </dl>
      <div class="check">
        <input id="keys-on" type="checkbox" .checked=${shortcuts.on} @change=${onToggle} />
        <label for="keys-on">Single-key shortcuts are on</label>
      </div>
    </div>
  </dialog>`;
}
