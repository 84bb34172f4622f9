import { html, render } from "lit";
import { icon } from "./icons.js";

const SHOWN_MS = 6_000;
const MOST = 3;

/** Short notices at the foot of the page; read out politely, gone by themselves or when clicked away. */
class Toasts {
  #list = [];
  #place = null;

  /** @param {{words: string, href: string}} [link] where to go on, in a tab of its own */
  show(text, kind = "", link = null) {
    const toast = { text, kind, link };
    this.#list = [...this.#list.slice(1 - MOST), toast];
    this.#draw();
    setTimeout(() => this.#drop(toast), SHOWN_MS);
  }

  #drop(toast) {
    this.#list = this.#list.filter((other) => other !== toast);
    this.#draw();
  }

  #draw() {
    if (!this.#place) {
      this.#place = document.createElement("div");
      this.#place.className = "toasts";
      this.#place.setAttribute("role", "status");
      document.body.append(this.#place);
    }
    const one = (toast) => html`<div class="toast ${toast.kind}">
      <span>${toast.text} ${toast.link ? html`<a href=${toast.link.href} target="_blank">${toast.link.words}</a>` : ""}</span>
      <button type="button" aria-label="Dismiss" @click=${() => this.#drop(toast)}>${icon("close")}</button>
    </div>`;
    render(this.#list.map(one), this.#place);
  }
}

export const toasts = new Toasts();
