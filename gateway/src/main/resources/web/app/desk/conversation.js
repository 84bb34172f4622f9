import { html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { keyed } from "lit/directives/keyed.js";
import { channelName, duration } from "../format.js";
import { icon } from "../icons.js";
import { messageList, recordingOf } from "../messages.js";
import { linked } from "../prose.js";
import { circumstances } from "./circumstances.js";
import { gist, nameOf } from "./desk-state.js";
import "./pass-on.js";
import "./reply-box.js";
import "./wrap-up-form.js";

/** The middle: the conversation of the contact that is looked at, and what can be done with it. */
export function conversation(desk, entry) {
  if (!entry) return empty(desk);
  const { contact } = entry.pop;
  return html`<main class="conversation" id="conversation" tabindex="-1">
    <div class="talk-top">${header(desk, entry)} ${passOn(desk, contact)} ${circumstances(desk, entry)}</div>
    ${keyed(contact.id, log(desk, entry))} ${foot(desk, entry)}
  </main>`;
}

function empty(desk) {
  const state = desk.link.state.presence?.state;
  const away = desk.link.state.ready && state !== "available";
  return html`<main class="conversation empty" id="conversation" tabindex="-1">
    ${icon("inbox")}
    <h1>${away ? `You are ${state}` : "All quiet"}</h1>
    <p>${away ? "Nothing is offered to you until you are available." : "The next contact appears here, with the customer's story beside it."}</p>
    ${away
      ? html`<button class="button primary" type="button" @click=${() => desk.setPresence("available")}>Become available</button>`
      : nothing}
  </main>`;
}

function header(desk, entry) {
  const { contact } = entry.pop;
  return html`<header class="talk-head">
    <span class="channel" title=${channelName(contact.channel)}>${icon(contact.channel)}</span>
    <div>
      <h1>${contact.subject || nameOf(entry.pop)}</h1>
      <p>${[contact.subject ? nameOf(entry.pop) : "", channelName(contact.channel), presence(entry)].filter(Boolean).join(", ")}</p>
    </div>
    ${actions(desk, entry)}
  </header>`;
}

function presence(entry) {
  if (entry.pop.contact.channel !== "chat" || entry.pop.contact.state === "wrap_up") return "";
  return { here: "", away: "the customer is away", left: "the customer has left" }[entry.customer] ?? "";
}

function actions(desk, { pop, question }) {
  const { contact } = pop;
  if (contact.state !== "assigned") return nothing;
  const busy = desk.link.waitingFor("finish", contact.id) || desk.link.waitingFor("complete", contact.id);
  if (pop.questionAbout) {
    return html`<button class="button primary" type="button" ?disabled=${busy} @click=${() => desk.complete(contact.id)}>Answered <kbd>e</kbd></button>`;
  }
  const open = desk.passing === contact.id;
  return html`${question
      ? nothing
      : html`<button class="button quiet" type="button" aria-expanded=${open} @click=${() => desk.togglePassing()}>
          ${icon("forward")}<span class="wide">Pass on</span> <kbd>t</kbd>
        </button>`}
    <button class="button" type="button" ?disabled=${busy} @click=${() => desk.finish(contact.id)}>Finish <kbd>w</kbd></button>`;
}

function passOn(desk, contact) {
  if (desk.passing !== contact.id || contact.state !== "assigned") return nothing;
  const { refusal } = desk;
  const mine = refusal?.contact === contact.id && (refusal.type === "transfer" || refusal.type === "consult");
  return html`<pass-on .contact=${contact.id} .me=${desk.link.agent?.id} .roster=${desk.roster}
    .refusal=${mine ? refusal.words : ""}
    .busy=${desk.link.waitingFor("transfer", contact.id) || desk.link.waitingFor("consult", contact.id)}
    @pass=${({ detail }) => desk.passOn(detail)} @close=${() => desk.togglePassing()}></pass-on>`;
}

function log(desk, entry) {
  const { messages, contact } = entry.pop;
  const waiting = desk.link.repliesOnTheWay(contact.id);
  const { kind } = desk.link.connection;
  const view = {
    mine: "agent",
    nameOf: (message) => messageName(message, entry),
    answerActions: () => nothing,
    recording: (message) => recordingOf(message, contact.id),
  };
  return html`<div class="log" role="log" aria-label="Conversation" tabindex="0">
    ${guard([messages, desk.showsDay], () => messageList(messages, view))}
    ${waiting.map(
      (reply) => html`<article class="message mine pending">
        <div class="words"><div class="text">${linked(reply.text)}</div></div>
        <p class="fate">${kind === "connected" || kind === "resumed" ? "Sending" : "Sent when the connection is back"}</p>
      </article>`,
    )}
  </div>`;
}

function messageName(message, entry) {
  switch (message.author) {
    case "customer":
      return message.name || nameOf(entry.pop);
    case "assistant":
      return message.name || "Answered by itself";
    default:
      return message.name || "Agent";
  }
}

function foot(desk, entry) {
  const { contact } = entry.pop;
  switch (contact.state) {
    case "assigned":
      if (entry.pop.questionAbout) return nothing;
      return keyed(
        contact.id,
        html`<reply-box class="foot" .contact=${contact.id} .hint=${replyHint(entry.pop)} .question=${gist(entry.pop)}
          @send=${({ detail }) => desk.reply(contact.id, detail.text)}></reply-box>`,
      );
    case "wrap_up":
      return keyed(
        contact.id,
        html`<wrap-up-form class="foot" .contact=${contact.id} .left=${left(desk, entry)}
          .extending=${desk.link.waitingFor("extend_wrap_up", contact.id)}
          .refusal=${desk.refusal?.type === "extend_wrap_up" && desk.refusal.contact === contact.id ? desk.refusal.words : ""}
          @extend=${({ detail }) => desk.attempt({ type: "extend_wrap_up", contact: contact.id, ...detail })}
          @draft=${() => desk.draftArticle(contact.id)}
          .busy=${desk.link.waitingFor("complete", contact.id)}
          @complete=${({ detail }) => desk.complete(contact.id, detail)}></wrap-up-form>`,
      );
    default:
      return html`<footer class="foot offered"><p>Offered to you. Accept to answer.</p></footer>`;
  }
}

const left = (desk, entry) => (entry.wrapUpUntil ? duration(entry.wrapUpUntil - desk.link.clock.now()) : "");

/** Where a reply goes, for the channels where that is not plain to see. */
function replyHint({ contact, sender }) {
  if (contact.channel === "chat") return "";
  const address = sender?.find((identifier) => identifier.kind === "email")?.value;
  return address ? `Goes by mail to ${address}` : "They left no mail address";
}
