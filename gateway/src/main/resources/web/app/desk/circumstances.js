import { html, nothing } from "lit";
import { when } from "../format.js";
import { icon } from "../icons.js";

/** What is special about the contact that is looked at, each with what can be done about it. */
export function circumstances(desk, entry) {
  return html`${askedOfMe(desk, entry)} ${passedOn(entry)} ${consulting(desk, entry)} ${away(desk, entry)} ${callBar(desk, entry)}`;
}

const strip = (symbol, words, actions = nothing) => html`<div class="strip">
  ${icon(symbol)}<p role="status">${words}</p><div class="strip-actions">${actions}</div>
</div>`;

/** One quiet button of a strip; disabled while its command is on its way, with the refusal beside it. */
function act(desk, command, words, primary = false) {
  return html`<button class="button ${primary ? "primary" : ""}" type="button" ?disabled=${desk.link.waitingFor(command.type, command.contact)}
    @click=${() => desk.attempt(command)}>${words}</button>`;
}

const refused = (desk, contact, ...types) => {
  const { refusal } = desk;
  return refusal && refusal.contact === contact && types.includes(refusal.type)
    ? html`<span class="wrong" role="alert">${refusal.words}</span>`
    : nothing;
};

/** Somebody else's contact, shown because they ask about it. */
function askedOfMe(desk, { pop }) {
  if (!pop.questionAbout) return nothing;
  const who = pop.questionBy ?? "A colleague";
  return strip("person", html`<strong>${who} asks you about this contact.</strong> ${pop.questionWhy ?? ""}
    They keep it until they hand it over. Complete it when it is answered.`);
}

/** What the colleague said who had it before. */
function passedOn({ pop }) {
  if (!pop.passedOn) return nothing;
  return strip("forward", html`<strong>${pop.passedOn.by}</strong> passed it on: ${pop.passedOn.why}`);
}

/** A question of mine to a colleague about this contact. */
function consulting(desk, { pop, question }) {
  if (!question) return nothing;
  const contact = pop.contact.id;
  const taken = question.state === "accepted";
  return strip(
    "person",
    taken ? html`<strong>${question.agentName ?? "A colleague"}</strong> has your question and sees this contact.` : "Asking a colleague. You keep this contact.",
    html`${refused(desk, contact, "hand_over", "end_consult")}
      ${taken ? act(desk, { type: "hand_over", contact }, "Hand over", true) : nothing}
      ${act(desk, { type: "end_consult", contact }, taken ? "Come back" : "Take the question back")}`,
  );
}

/** The customer is not at the other end. */
function away(desk, { pop }) {
  if (!pop.way) return nothing;
  const contact = pop.contact.id;
  if (pop.way.mode === "message") {
    return strip("inbox", "They left a message and do not wait. They read your answer when they come back.");
  }
  const due = pop.way.dueAt > 0 ? `, from ${when(pop.way.dueAt)} on` : "";
  const mine = pop.contact.state === "assigned";
  return strip(
    "phone",
    `To be called back${due}. One call is made.`,
    html`${refused(desk, contact, "dial")} ${mine ? act(desk, { type: "dial", contact }, "Call now", true) : nothing}`,
  );
}

const CALL = {
  ringing: "Your phone rings",
  talking: "On the phone",
  held: "On hold: they hear music",
  failed: "Your phone could not be reached",
};

function callBar(desk, { pop, call }) {
  const { id, channel, state } = pop.contact;
  if (channel !== "phone" || state !== "assigned" || pop.questionAbout || !call) return nothing;
  return strip(
    "phone",
    CALL[call] ?? call,
    html`${refused(desk, id, "hold", "resume")}
      ${call === "talking" ? act(desk, { type: "hold", contact: id }, html`Hold <kbd>h</kbd>`) : nothing}
      ${call === "held" ? act(desk, { type: "resume", contact: id }, html`Take back <kbd>h</kbd>`, true) : nothing}`,
  );
}
