import { LitElement, html, nothing } from "lit";
import { call } from "./api.js";

/**
 * The door of the desk and the board: asks who is logged in, shows the login otherwise, and says so
 * when the login is of the wrong role. Fires `entered` with the session once somebody may come in.
 */
export class SessionGate extends LitElement {
  static properties = {
    heading: {},
    roles: { attribute: false },
    needsSeat: { attribute: false },
    _phase: { state: true },
    _session: { state: true },
    _failure: { state: true },
    _busy: { state: true },
  };

  constructor() {
    super();
    this.heading = "";
    this.roles = [];
    this.needsSeat = false; // only for those who take contacts
    this._phase = "asking";
    this._session = null;
    this._failure = "";
    this._busy = false;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ask();
  }

  async #ask() {
    try {
      this.#enter(await call("/session"));
    } catch (problem) {
      this._phase = problem.status === 401 ? "login" : "failed";
      this._failure = this._phase === "failed" ? problem.message : "";
    }
  }

  #enter(session) {
    this._session = session;
    if (this.roles.includes(session.role) && (session.agent || !this.needsSeat)) {
      this.dispatchEvent(new CustomEvent("entered", { detail: session }));
    } else {
      this._phase = "wrong-role";
    }
  }

  async #logIn(event) {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    this._busy = true;
    this._failure = "";
    try {
      this.#enter(await call("/session", { method: "POST", body: { login: fields.get("login"), password: fields.get("password") } }));
    } catch (problem) {
      this._failure = problem.status === 401 ? "That login and password do not go together." : problem.message;
      form.elements.password.value = "";
      form.elements.password.focus();
    } finally {
      this._busy = false;
    }
  }

  async #leave() {
    await logOut();
    this._phase = "login";
  }

  render() {
    return html`<main class="gate">${this.#content()}</main>`;
  }

  #content() {
    switch (this._phase) {
      case "login":
        return this.#loginForm();
      case "wrong-role":
        return html`<div class="gate-card">
          <h1>${this.heading}</h1>
          <p>${this._session.name} is logged in as ${this._session.role}, which does not open this page.</p>
          ${this._session.role === "agent"
            ? html`<a class="button primary" href="/desk">Open the desk</a>`
            : html`<a class="button primary" href="/live">Open the live board</a>`}
          <button class="button" type="button" @click=${() => this.#leave()}>Log out</button>
        </div>`;
      case "failed":
        return html`<div class="gate-card">
          <h1>${this.heading}</h1>
          <p role="alert">${this._failure}</p>
          <button class="button primary" type="button" @click=${() => this.#ask()}>Try again</button>
        </div>`;
      default:
        return html`<p role="status" class="unseen">Loading</p>`;
    }
  }

  #loginForm() {
    return html`<form @submit=${(event) => this.#logIn(event)}>
      <span class="brand"><img src="/favicon.svg" alt="" />Rapport</span>
      <h1>${this.heading}</h1>
      ${this._failure ? html`<p class="notice bad" role="alert">${this._failure}</p>` : nothing}
      <div class="field">
        <label for="login">Login</label>
        <input id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false"
          maxlength="100" required autofocus />
      </div>
      <div class="field">
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password" maxlength="200" required />
      </div>
      <button class="button primary" ?disabled=${this._busy}>${this._busy ? "Logging in" : "Log in"}</button>
    </form>`;
  }
}

/** Ends the session, here and at the server; a server that cannot be reached does not keep anybody in. */
export async function logOut() {
  try {
    await call("/session", { method: "DELETE" });
  } catch {
    // The session is already gone, or ends by itself.
  }
}

/** Whether the session still stands; true when the server could not say. */
export async function stillLoggedIn() {
  try {
    await call("/session");
    return true;
  } catch (problem) {
    return problem.status !== 401;
  }
}

customElements.define("session-gate", SessionGate);
