import { svg, html } from "lit";

/** The pages' icons: strokes on a grid of 20, drawn in the colour of the text around them. */
const SHAPES = {
  phone: svg`<path d="M5 3h2.5l1.5 4-2 1.5a10 10 0 0 0 4.5 4.5l1.5-2 4 1.5V15a2 2 0 0 1-2 2A12 12 0 0 1 3 5a2 2 0 0 1 2-2z"/>`,
  email: svg`<rect x="2.5" y="4.5" width="15" height="11" rx="2"/><path d="m3.5 6 6.5 5 6.5-5"/>`,
  chat: svg`<path d="M10 3.5c-4.1 0-7.5 2.8-7.5 6.3 0 1.9 1 3.5 2.5 4.7L4.5 17l3.2-1.3c.7.2 1.5.3 2.3.3 4.1 0 7.5-2.8 7.5-6.2S14.1 3.5 10 3.5z"/>`,
  form: svg`<rect x="4" y="2.5" width="12" height="15" rx="2"/><path d="M7 7h6M7 10.5h6M7 14h3.5"/>`,
  search: svg`<circle cx="8.8" cy="8.8" r="5.3"/><path d="m13 13 4.2 4.2"/>`,
  close: svg`<path d="m5 5 10 10M15 5 5 15"/>`,
  check: svg`<path d="m4 10.5 4 4 8-9"/>`,
  clock: svg`<circle cx="10" cy="10" r="7"/><path d="M10 6v4.3l2.8 1.7"/>`,
  clip: svg`<path d="m15.5 9.5-5.8 5.8a3.5 3.5 0 0 1-5-5l6.5-6.5a2.4 2.4 0 0 1 3.4 3.4l-6.3 6.3a1.2 1.2 0 0 1-1.7-1.7l5.5-5.5"/>`,
  person: svg`<circle cx="10" cy="7" r="3.3"/><path d="M3.8 16.5c.8-3 3.2-4.5 6.2-4.5s5.4 1.5 6.2 4.5"/>`,
  send: svg`<path d="M3 10 17 3.5 13 17l-3-5.5z"/><path d="m10 11.5 3.5-4"/>`,
  sound: svg`<path d="M3.5 8v4h2.8l4.2 3.3V4.7L6.3 8zM13.3 7.5a3.5 3.5 0 0 1 0 5M15.5 5.3a6.6 6.6 0 0 1 0 9.4"/>`,
  mute: svg`<path d="M3.5 8v4h2.8l4.2 3.3V4.7L6.3 8zM13.5 8l4 4M17.5 8l-4 4"/>`,
  keys: svg`<rect x="2" y="5" width="16" height="10" rx="2"/><path d="M5 8h.01M8 8h.01M11 8h.01M14.5 8h.01M5.5 12h9"/>`,
  leave: svg`<path d="M8 3.5H5a1.5 1.5 0 0 0-1.5 1.5v10A1.5 1.5 0 0 0 5 16.5h3M12.5 6.5 16 10l-3.5 3.5M16 10H8"/>`,
  back: svg`<path d="M16 10H4.5M9 5l-5 5 5 5"/>`,
  forward: svg`<path d="M4 10h11.5M11 5l5 5-5 5"/>`,
  warn: svg`<path d="M10 3 2.5 16.5h15zM10 8v4M10 14.3v.01"/>`,
  shield: svg`<path d="M10 2.5 4 5v4.5c0 4 2.5 6.8 6 8 3.5-1.2 6-4 6-8V5z"/><path d="m7.3 10 2 2 3.5-4"/>`,
  inbox: svg`<path d="M3 11.5 5 4.5h10l2 7v4H3zM3 11.5h4l1 2h4l1-2h4"/>`,
  article: svg`<path d="M4 3.5h8l4 4v9H4z"/><path d="M12 3.5v4h4M7 11h6M7 14h4"/>`,
  purchase: svg`<path d="M4.5 7h11l.8 9.5H3.7zM7.2 9V6a2.8 2.8 0 0 1 5.6 0v3"/>`,
  reply: svg`<path d="M8.5 5 4 9.5 8.5 14M4 9.5h7a5 5 0 0 1 5 5V16"/>`,
};

export const icon = (name) =>
  html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${SHAPES[name] ?? SHAPES.article}</svg>`;
