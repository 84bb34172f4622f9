/** The supervisors' board. */
import { LitElement, html, nothing } from "lit";
import "../gate.js";
import { logOut } from "../gate.js";
import { icon } from "../icons.js";
import { toasts } from "../toasts.js";
import "./agent-dialog.js";
import "./contact-dialog.js";
import "./contact-table.js";
import "./fairness.js";
import "./flow-chart.js";
import "./queue-dialog.js";
import "./set-aside.js";
import { agentGrid } from "./agent-grid.js";
import { LiveLink } from "./live-link.js";
import { queueTable } from "./queue-table.js";
import { tiles } from "./tiles.js";
import { today } from "./today.js";

const TICK_MS = 1_000;

class LivePage extends LitElement {
  static properties = { session: { state: true } };

  #link = null;
  #tick = 0;

  constructor() {
    super();
    this.session = null;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#tick = setInterval(() => this.session && this.requestUpdate(), TICK_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#tick);
  }

  #enter(session) {
    this.session = session;
    this.#link = new LiveLink();
    this.#link.addEventListener("change", () => this.requestUpdate());
    this.#link.addEventListener("gone", () => this.#out("Your session has ended. Log in again."));
    this.#link.open();
  }

  #out(words) {
    this.#link?.close();
    this.#link = null;
    this.session = null;
    if (words) toasts.show(words);
  }

  async #leave() {
    this.#link.close();
    await logOut();
    this.#out("");
  }

  render() {
    if (!this.session) {
      return html`<session-gate heading="Live board" .roles=${["supervisor", "admin"]}
        @entered=${({ detail }) => this.#enter(detail)}></session-gate>`;
    }
    const { kind } = this.#link.standing;
    return html`<a class="skip" href="#board">Skip to the board</a>
      ${this.#bar()}
      <main id="board" tabindex="-1" class=${kind === "live" || kind === "loading" ? "" : "stale"}>${this.#board()}</main>`;
  }

  #bar() {
    return html`<header class="bar">
      <a class="brand" href="/live"><img src="/favicon.svg" alt="" />Live board</a>
      ${this.#standing()}
      <span class="room"></span>
      <span class="who">${icon("person")}<span>${this.session.name}</span></span>
      <button class="button quiet icon-only" type="button" aria-label="Log out" title="Log out" @click=${() => this.#leave()}>${icon("leave")}</button>
    </header>`;
  }

  // Read out only when it changes, so the words hold no running number while all is well.
  #standing() {
    const { kind, since } = this.#link.standing;
    const at = since ? new Date(since).toLocaleTimeString() : "";
    const [mood, words] = {
      loading: ["trying", "Connecting"],
      live: ["", "Live"],
      stale: ["down", `Stale since ${at}`],
      reconnecting: ["down", `Connection lost, stale since ${at}, trying again`],
    }[kind];
    return html`<span class="link-state ${mood}" role="status">${words}</span>`;
  }

  #board() {
    const { board, history } = this.#link;
    if (!board) return html`<p class="none">Loading the board.</p>`;
    const now = this.#link.now();
    return html`<h1 class="unseen">Live board</h1>
      ${tiles(board, now)} ${queueTable(board, now, (queue) => this.querySelector("queue-dialog").open(queue))}
      <div class="beside">
        <section class="card" aria-labelledby="flow-title">
          <h2 id="flow-title">
            Last 30 minutes
            <span class="legend"><span class="line-waiting">Waiting</span><span class="line-talking">Talking</span></span>
          </h2>
          <flow-chart .history=${history} .version=${board.n}></flow-chart>
          ${history.columns[0].length < 2 ? html`<p class="none">The line begins when this page was opened.</p>` : nothing}
        </section>
        ${today(board)}
      </div>
      <contact-table .board=${board} .now=${now} @look=${({ detail }) => this.querySelector("contact-dialog").open(detail)}></contact-table>
      ${agentGrid(board, now, (agent) => this.querySelector("agent-dialog").open(agent))}
      <fairness-card .board=${board}></fairness-card>
      <set-aside-card></set-aside-card>
      <contact-dialog .board=${board} @acted=${() => this.querySelector("contact-table").refresh()}></contact-dialog>
      <agent-dialog .board=${board}></agent-dialog>
      <queue-dialog .board=${board}></queue-dialog>`;
  }
}

customElements.define("live-page", LivePage);
