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
  let ready = false;
  let unread = 0;
  let shown = false;

  const tab = {
    get: () => {
      try {
        return window.sessionStorage.getItem(SHOWN);
      } catch {
        return null;
      }
    },
    set: (value) => {
      try {
        window.sessionStorage.setItem(SHOWN, value);
      } catch {
        // The site keeps nothing: then the chat is closed on its next page.
      }
    },
  };

  const say = (message) => ready && frame.contentWindow.postMessage(message, home);

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
    tab.set("open");
    draw();
    say({ rapport: "open" });
  }

  function close() {
    shown = false;
    tab.set("closed");
    draw();
    say({ rapport: "close" });
    button.focus();
  }

  function page() {
    if (tellsPages) {
      say({ rapport: "page", address: window.location.origin + window.location.pathname, title: document.title });
    }
  }

  window.addEventListener("message", ({ origin, source, data }) => {
    if (origin !== home || source !== frame?.contentWindow) return;
    if (data?.rapport === "ready") {
      ready = true;
      page();
      if (shown) say({ rapport: "open" });
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
    if (tab.get() === "open") open();
    else if (tab.get() === "closed") load();
  };
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
