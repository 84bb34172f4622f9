import { html, nothing } from "lit";

/** Outside text on a page: article HTML rebuilt from an allow-list, links, folded quotes, marked words. */

const TAGS = new Set(
  ("A ABBR B BLOCKQUOTE BR CODE DD DEL DL DT EM H1 H2 H3 H4 H5 H6 HR I KBD LI OL P PRE S SMALL SPAN STRONG " +
    "SUB SUP TABLE TBODY TD TH THEAD TR UL").split(" "),
);
const DROPPED = new Set("SCRIPT STYLE TEMPLATE IFRAME OBJECT EMBED SVG MATH FORM NOSCRIPT TITLE".split(" "));
const ATTRIBUTES = { A: ["href", "title"], OL: ["start"], TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan"] };

/**
 * An article's HTML as nodes that can be put into the page. The server has escaped raw HTML already;
 * here everything is built anew from the elements and attributes above, so that nothing else gets in.
 *
 * @param {string} markup
 * @returns {DocumentFragment}
 */
export function articleNodes(markup) {
  const parsed = new DOMParser().parseFromString(markup, "text/html");
  const headings = [...parsed.body.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => heading.nodeName);
  // The page has its own h1, the article's title: the headings used in the text follow it without a gap.
  const levels = [...new Set(headings)].sort();
  const names = new Map(levels.map((name, index) => [name, `h${Math.min(6, index + 2)}`]));
  const fragment = document.createDocumentFragment();
  copyChildren(parsed.body, fragment, names);
  return fragment;
}

function copyChildren(from, to, names) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      to.append(node.data);
    } else if (node.nodeType === Node.ELEMENT_NODE && !DROPPED.has(node.nodeName.toUpperCase())) {
      copyElement(node, to, names);
    }
  }
}

function copyElement(node, to, names) {
  if (!TAGS.has(node.nodeName)) {
    copyChildren(node, to, names);
    return;
  }
  const copy = document.createElement(names.get(node.nodeName) ?? node.nodeName);
  for (const name of ATTRIBUTES[node.nodeName] ?? []) {
    const value = node.getAttribute(name);
    if (value !== null && (name !== "href" || safeLink(value))) copy.setAttribute(name, value);
  }
  if (copy.nodeName === "A") copy.rel = "noopener noreferrer";
  copyChildren(node, copy, names);
  to.append(copy);
}

function safeLink(value) {
  try {
    return ["http:", "https:", "mailto:", "tel:"].includes(new URL(value, window.location.href).protocol);
  } catch {
    return false;
  }
}

const LINK = /https?:\/\/[^\s<>"']{1,2000}[^\s<>"'.,;:!?)\]]/g;

/** Text with its web addresses made into links. */
export function linked(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    parts.push(text.slice(from, match.index));
    parts.push(html`<a href=${match[0]} target="_blank" rel="noopener noreferrer">${match[0]}</a>`);
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return parts;
}

/** A mail's text, with what it quotes of earlier mails folded away. */
export function letter(text) {
  const blocks = [];
  for (const line of text.replaceAll("\r\n", "\n").split("\n")) {
    const quoted = line.startsWith(">");
    const last = blocks.at(-1);
    if (last && last.quoted === quoted) last.lines.push(line);
    else blocks.push({ quoted, lines: [line] });
  }
  return blocks.map(({ quoted, lines }) =>
    quoted
      ? html`<details class="quoted">
          <summary>Quoted text, ${lines.length === 1 ? "1 line" : `${lines.length} lines`}</summary>
          <div>${linked(lines.map((line) => line.replace(/^> ?/, "")).join("\n"))}</div>
        </details>`
      : html`<div>${linked(lines.join("\n").replace(/^\n+|\n+$/g, ""))}</div>`,
  );
}

const SHORT_WORDS = new Set("a an and are at be can did do does for from has have how i in is it my not of on or the to what with you".split(" "));
const fold = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Text with the words of a query marked; a word also matches its endings (order, orders, ordered). */
export function marked(text, query) {
  const stems = (query.match(/[\p{L}\p{N}]+/gu) ?? [])
    .map(fold)
    .filter((word) => word.length > 1 && !SHORT_WORDS.has(word))
    .map((word) => (word.length > 5 ? word.slice(0, -2) : word.length > 3 ? word.replace(/s$/, "") : word));
  if (stems.length === 0) return text;
  return text
    .split(/([\p{L}\p{N}\p{M}]+)/u)
    .map((part, index) =>
      index % 2 === 1 && stems.some((stem) => fold(part).startsWith(stem)) ? html`<mark>${part}</mark>` : part,
    );
}

/** An excerpt as one line, with the words that the search found marked. */
export function highlighted(excerpt, places) {
  const parts = [];
  let from = 0;
  for (const [start, end] of places ?? []) {
    parts.push(excerpt.slice(from, start), html`<mark>${excerpt.slice(start, end)}</mark>`);
    from = end;
  }
  parts.push(excerpt.slice(from));
  return parts.map((part) => (typeof part === "string" ? part.replace(/\s+/g, " ") : part));
}

/** An excerpt is one line of text, whatever line breaks its article had. */
export const oneLine = (text) => (text ?? "").replace(/\s+/g, " ").trim();

export const orNothing = (value, template) => (value === null || value === undefined || value === "" ? nothing : template(value));
