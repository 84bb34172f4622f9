import { html, nothing, render } from "lit";
import { call } from "../api.js";
import { icon } from "../icons.js";
import { newId } from "../ids.js";
import { tab } from "../keep.js";
import { answerCards } from "../messages.js";
import { followed } from "./asked.js";

const DRAFT = "rapport.form";

/**
 * Makes the page's plain form send itself in place: the draft survives a reload, the same body keeps
 * its Idempotency-Key over retries, refused fields say so beside themselves, and answers come first.
 */
export function enhanceForm(parts) {
  return new ContactForm(parts);
}

class ContactForm {
  #form;
  #answer;
  #state;
  #openArticle;
  #key = { body: "", id: "" };

  constructor({ form, answer, state, openArticle }) {
    this.#form = form;
    this.#answer = answer;
    this.#state = state;
    this.#openArticle = openArticle;
    form.noValidate = true;
    this.#restore();
    form.addEventListener("submit", (event) => this.#submit(event));
    form.addEventListener("input", (event) => {
      this.#setWrong(event.target, "");
      tab.set(DRAFT, Object.fromEntries(new FormData(form)));
    });
  }

  #restore() {
    for (const [name, value] of Object.entries(tab.get(DRAFT, {}))) {
      const field = this.#form.elements[name];
      if (field?.type === "checkbox") field.checked = true;
      else if (field && field.type !== "select-one") field.value = value;
    }
  }

  #body() {
    const body = { language: navigator.language };
    for (const [name, value] of new FormData(this.#form)) {
      if (name === "person") body.person = true;
      else if (value.trim()) body[name] = value.trim();
    }
    return body;
  }

  #check() {
    const { email, message } = this.#form.elements;
    this.#setWrong(email, email.validity.valueMissing ? "Where should the answer go?" : email.validity.typeMismatch ? "This does not look like a mail address." : "");
    this.#setWrong(message, message.value.trim() ? "" : "What is it about?");
    this.#form.querySelector("[aria-invalid=true]")?.focus();
    return this.#form.querySelector("[aria-invalid=true]") === null;
  }

  #setWrong(field, words) {
    const id = `${field.id}-wrong`;
    const hint = `${field.id}-hint`;
    let place = document.getElementById(id);
    if (words) {
      if (!place) {
        place = Object.assign(document.createElement("span"), { id, className: "wrong" });
        field.after(place);
      }
      place.textContent = words;
      field.setAttribute("aria-invalid", "true");
    } else {
      place?.remove();
      field.removeAttribute("aria-invalid");
    }
    const described = [words && id, document.getElementById(hint) && hint].filter(Boolean).join(" ");
    if (described) field.setAttribute("aria-describedby", described);
    else field.removeAttribute("aria-describedby");
  }

  async #submit(event) {
    event.preventDefault();
    if (!this.#check()) return;
    const body = this.#body();
    const text = JSON.stringify(body);
    if (this.#key.body !== text) this.#key = { body: text, id: newId() };
    this.#busy(true, "Sending");
    try {
      const accepted = await call("/forms", { method: "POST", body, headers: { "idempotency-key": this.#key.id } });
      tab.drop(DRAFT);
      this.#busy(false, "");
      this.#accepted(accepted);
    } catch (problem) {
      this.#busy(false, "");
      this.#refused(problem);
    }
  }

  #busy(is, words) {
    this.#form.querySelector("button").disabled = is;
    render(words, this.#state);
  }

  #refused(problem) {
    for (const { field, problem: words } of problem.fields) {
      if (this.#form.elements[field]) this.#setWrong(this.#form.elements[field], words);
    }
    const first = this.#form.querySelector("[aria-invalid=true]");
    if (first) first.focus();
    const words = problem.passing ? `${problem.message} Nothing is lost: send it again in a moment.` : problem.message;
    render(html`<span class="wrong">${words}</span>`, this.#state);
  }

  #accepted(accepted) {
    followed(accepted.contact);
    if (accepted.state === "answering" && accepted.answers.length > 0) this.#showAnswers(accepted);
    else this.#showEnd("Your message is with us", "A person will read it and answer you.", accepted.contact);
  }

  #showAnswers(accepted, failure = "") {
    this.#show(html`<h2 tabindex="-1">Does one of these answer it?</h2>
      <p>Your message is safe with us. If none of these helps, send it to a person; if you do nothing, a person takes over soon.</p>
      ${answerCards(accepted.answers, { openArticle: this.#openArticle })}
      ${failure ? html`<p class="notice bad" role="alert">${failure}</p>` : nothing}
      <div class="actions">
        <button class="button primary" type="button" @click=${() => this.#follow(accepted, "helped")}>${icon("check")}That helped</button>
        <button class="button" type="button" @click=${() => this.#follow(accepted, "person")}>${icon("person")}Send to a person</button>
      </div>`);
  }

  async #follow(accepted, way) {
    const path = `/forms/${encodeURIComponent(accepted.contact)}`;
    const key = `?key=${encodeURIComponent(accepted.followUp)}`;
    try {
      await call(`${path}/${way}${key}`, { method: "POST" });
    } catch (problem) {
      if (problem.status !== 409) {
        this.#showAnswers(accepted, problem.message);
        return;
      }
      // It went on without us; where it is now decides what to say.
      const { state } = await call(path + key).catch(() => ({ state: "waiting" }));
      way = state === "ended" ? "helped" : "person";
    }
    if (way === "helped") this.#showEnd("Glad that helped", "Your message is closed. Write again whenever you like.", accepted.contact);
    else this.#showEnd("A person will answer", "Your message is in the queue, with everything you wrote.", accepted.contact);
  }

  #showEnd(title, words, contact) {
    this.#show(html`<h2 tabindex="-1">${title}</h2>
      <p>${words}</p>
      <p class="meta">Reference <code>${contact}</code></p>
      <div class="actions"><button class="button" type="button" @click=${() => this.#again()}>Write another message</button></div>`);
  }

  #show(content) {
    this.#form.hidden = true;
    this.#answer.hidden = false;
    render(content, this.#answer);
    this.#answer.querySelector("h2").focus();
  }

  #again() {
    this.#answer.hidden = true;
    this.#form.hidden = false;
    for (const name of ["subject", "message"]) this.#form.elements[name].value = "";
    this.#form.elements.message.focus();
  }
}
