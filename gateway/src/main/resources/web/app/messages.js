import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icon } from "./icons.js";
import { bytes, date, iso, timeOfDay } from "./format.js";
import { letter, linked, oneLine } from "./prose.js";

const TOGETHER_MS = 4 * 60_000;

/**
 * The messages of a conversation, for a `role="log"`.
 *
 * @param {object[]} messages as the contract has them, oldest first
 * @param {{mine: string, nameOf: (message: object) => string, answerActions?: (message: object) => unknown,
 *   openArticle?: (article: string, event: Event) => void, recording?: (message: object) => string}} view
 *   mine: the author on the right side; recording: where a voice message is listened to
 */
export function messageList(messages, view) {
  return repeat(
    messages,
    (message) => message.seq,
    (message, index) => {
      const before = messages[index - 1];
      return html`${newDay(before, message) ? daySeparator(message) : nothing}${messageItem(message, before, view)}`;
    },
  );
}

const newDay = (before, message) =>
  before !== undefined && new Date(before.at).toDateString() !== new Date(message.at).toDateString();

const daySeparator = (message) => html`<p class="day"><span>${date(message.at)}</span></p>`;

function messageItem(message, before, view) {
  if (message.author === "system") return html`<p class="said-by-system">${message.text}</p>`;
  const long = message.channel === "email" || message.channel === "form";
  const together =
    !long && before !== undefined && before.author === message.author && message.at - before.at < TOGETHER_MS && !newDay(before, message);
  const side = message.author === view.mine ? "mine" : "theirs";
  return html`<article class="message ${side} ${long ? "long" : ""} ${together ? "together" : ""} by-${message.author}">
    ${together ? nothing : heading(message, view)}
    <div class="words">
      ${message.subject && long ? html`<p class="subject">${message.subject}</p>` : nothing}
      ${message.text ? html`<div class="text">${long ? letter(message.text) : linked(message.text)}</div>` : nothing}
      ${attachments(message, view)}
    </div>
    ${message.answers?.length ? answerCards(message.answers, view) : nothing}
    ${view.answerActions?.(message) ?? nothing}
  </article>`;
}

const heading = (message, view) => html`<header>
  <strong>${view.nameOf(message)}</strong>
  <time datetime=${iso(message.at)}>${timeOfDay(message.at)}</time>
</header>`;

const isSound = ({ type }) => /^audio\//.test(type ?? "");

/** Where what a caller said is listened to. */
export const recordingOf = (message, contact) =>
  `/api/v1/contacts/${encodeURIComponent(message.contact ?? contact)}/recordings/${encodeURIComponent(message.id)}`;

function attachments(message, { recording }) {
  if (!message.attachments?.length) return nothing;
  return html`<ul class="attachments" aria-label="Attachments">
    ${message.attachments.map(
      (file) => recording && isSound(file)
        ? html`<li class="sound"><audio controls preload="none" src=${recording(message)} aria-label="What they said, ${bytes(file.size)}"></audio></li>`
        : html`<li>${icon("clip")}<span>${file.name}</span><small>${file.type}, ${bytes(file.size)}</small></li>`,
    )}
  </ul>`;
}

/** Answers as cards that open their article. */
export function answerCards(answers, { openArticle } = {}) {
  return html`<ul class="answers">
    ${answers.map(
      (answer) => html`<li>
        <a
          href="/articles/${encodeURIComponent(answer.article)}"
          target=${openArticle ? nothing : "_blank"}
          @click=${openArticle ? (event) => openArticle(answer.article, event) : nothing}
        >
          <strong>${answer.title}</strong>
          <span>${oneLine(answer.excerpt)}</span>
        </a>
      </li>`,
    )}
  </ul>`;
}

/** Adds messages to a list by their number: each once, in order. Returns the same list when nothing is new. */
export function withMessages(list, more) {
  const known = new Set(list.map((message) => message.seq));
  const fresh = more.filter((message) => !known.has(message.seq));
  if (fresh.length === 0) return list;
  return [...list, ...fresh].sort((one, other) => one.seq - other.seq);
}
