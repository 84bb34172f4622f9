/**
 * Rapport's chat on the pages of another site: <script src="https://help.example/widget.js" async></script>.
 * The chat itself is a page of ours in a frame, so that neither site can touch the other. `data-label` of
 * the script is the word on the button, `data-side="left"` puts it there. Nothing of the page is told but
 * its address, without query and fragment, and its title; `data-pages="off"` keeps these back too.
 */
(() => {
  const script = document.currentScript;
  if (!script || window.rapportChat) return;

  const home = new URL(script.src).origin;
  const label = script.dataset.label || "Chat";
  const tellsPages = script.dataset.pages !== "off";
  const SHOWN = "rapport.widget";
  const PAGES = "rapport.pages";
  const TOLD = "rapport.pages.told";
  const KEPT = "rapport.kept";
  const MAX_PAGES = 10;
  const MAX_KEPT = 65_536;

  const css = `
    :host { all: initial; }
    .place { position: fixed; z-index: 2147483000; inset-block-end: 20px; inset-inline-end: 20px; }
    .place.left { inset-inline: 20px auto; }
    button { font: 600 16px/1.2 system-ui, sans-serif; padding: 13px 22px; border: 0; border-radius: 999px;
      background: #0b6a58; color: #fff; cursor: pointer; box-shadow: 0 4px 18px rgb(0 0 0 / 25%); }
    button:hover { background: #085545; }
    button:focus-visible { outline: 3px solid #fff; box-shadow: 0 0 0 6px #0b6a58; }
    .count { display: inline-block; min-width: 1.4em; margin-inline-start: 8px; border-radius: 999px;
      background: #fff; color: #0b6a58; text-align: center; }
    iframe { display: block; width: min(420px, calc(100vw - 40px)); height: min(680px, calc(100dvh - 40px));
      border: 0; border-radius: 18px; background: transparent; color-scheme: normal;
      box-shadow: 0 10px 40px rgb(0 0 0 / 30%); }
    [hidden] { display: none; }
    @media (max-width: 520px) {
      .place.open { inset: 0; }
      .place.open iframe { width: 100vw; height: 100dvh; border-radius: 0; }
    }`;

  const host = document.createElement("rapport-chat");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet(); // a style element could be refused by the page's policy
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];

  const place = document.createElement("div");
  place.className = script.dataset.side === "left" ? "place left" : "place";
  const button = document.createElement("button");
  button.type = "button";
  button.part = "button"; // rapport-chat::part(button) is the site's to paint
  place.append(button);
  root.append(place);

  let frame = null;
  let loaded = false;
  let unread = 0;
  let shown = false;

  // Where the site keeps nothing, the chat is closed on its next page.
  const tab = {
    get: (key, otherwise) => {
      try {
        return JSON.parse(window.sessionStorage.getItem(key)) ?? otherwise;
      } catch {
        return otherwise;
      }
    },
    set: (key, value) => {
      try {
        window.sessionStorage.setItem(key, JSON.stringify(value));
      } catch {
        // As above.
      }
    },
  };

  const say = (message) => loaded && frame.contentWindow.postMessage(message, home);

  function load() {
    if (frame) return;
    frame = document.createElement("iframe");
    frame.title = label;
    frame.src = `${home}/widget`;
    frame.hidden = true;
    place.prepend(frame);
  }

  function draw() {
    place.classList.toggle("open", shown);
    if (frame) frame.hidden = !shown;
    button.hidden = shown;
    button.setAttribute("aria-expanded", String(shown));
    button.textContent = label;
    if (unread > 0) {
      const count = document.createElement("span");
      count.className = "count";
      count.textContent = String(unread);
      button.append(count);
      button.setAttribute("aria-label", `${label}, ${unread} new`);
    } else {
      button.removeAttribute("aria-label");
    }
  }

  function open() {
    load();
    shown = true;
    tab.set(SHOWN, "open");
    draw();
    say({ rapport: "open" });
  }

  function close() {
    shown = false;
    tab.set(SHOWN, "closed");
    draw();
    say({ rapport: "close" });
    button.focus();
  }

  // Kept until there is a chat that can tell them.
  function page() {
    if (!tellsPages) return;
    const address = window.location.origin + window.location.pathname;
    const pages = tab.get(PAGES, []);
    if (pages.at(-1)?.address === address) return;
    pages.push({ address, title: document.title, at: Date.now() });
    tab.set(PAGES, pages.slice(-MAX_PAGES));
    tellPages();
  }

  function tellPages() {
    const told = tab.get(TOLD, 0);
    const pages = tab.get(PAGES, []).filter(({ at }) => at > told);
    if (!loaded || pages.length === 0) return;
    say({ rapport: "pages", pages });
    tab.set(TOLD, pages.at(-1).at);
  }

  function keep(kept) {
    if (kept && typeof kept === "object" && JSON.stringify(kept).length <= MAX_KEPT) tab.set(KEPT, kept);
  }

  window.addEventListener("message", ({ origin, source, data }) => {
    if (origin !== home || source !== frame?.contentWindow) return;
    if (data?.rapport === "ready") {
      frame.contentWindow.postMessage({ rapport: "kept", kept: tab.get(KEPT, {}) }, home);
    } else if (data?.rapport === "loaded") {
      loaded = true;
      tellPages();
      if (shown) say({ rapport: "open" });
    } else if (data?.rapport === "keep") {
      keep(data.kept);
    } else if (data?.rapport === "close") {
      close();
    } else if (data?.rapport === "unread" && Number.isInteger(data.count)) {
      unread = Math.min(Math.max(data.count, 0), 99);
      draw();
    }
  });
  window.addEventListener("popstate", page);
  window.navigation?.addEventListener("currententrychange", page); // pages that change without loading
  button.addEventListener("click", open);

  window.rapportChat = { open, close };
  const start = () => {
    document.body.append(host);
    draw();
    page();
    const before = tab.get(SHOWN);
    if (before === "open") open();
    else if (before === "closed") load(); // there may be an answer
  };
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
