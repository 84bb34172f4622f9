/** The chat alone, in a frame on another site; `/widget.js` is its other end. */
import { browser, tab } from "../keep.js";

const outside = window.parent === window ? null : window.parent;

/** What the site keeps for us, where the browser lets no frame keep anything. */
class Lent {
  #kept;
  #site;

  constructor(kept, site) {
    this.#kept = new Map(Object.entries(kept).filter(([, text]) => typeof text === "string"));
    this.#site = site;
  }

  getItem(key) {
    return this.#kept.get(key) ?? null;
  }

  setItem(key, text) {
    this.#kept.set(key, text);
    this.#tell();
  }

  removeItem(key) {
    this.#kept.delete(key);
    this.#tell();
  }

  #tell() {
    outside.postMessage({ rapport: "keep", kept: Object.fromEntries(this.#kept) }, this.#site);
  }
}

function deniedStorage() {
  try {
    return !window.localStorage;
  } catch {
    return true;
  }
}

/** The site answers with its name and with what it kept. Who may frame this page is said by its policy. */
function hello() {
  return new Promise((resolve) => {
    const heard = ({ source, origin, data }) => {
      if (source !== outside || data?.rapport !== "kept") return;
      window.removeEventListener("message", heard);
      resolve({ site: origin, kept: data.kept ?? {} });
    };
    window.addEventListener("message", heard);
    outside.postMessage({ rapport: "ready" }, "*");
  });
}

const apart = (address) => window.open(address, "_blank", "noopener");

async function framed() {
  const { site, kept } = await hello();
  if (deniedStorage()) {
    const lent = new Lent(kept, site);
    browser.moveTo(lent);
    tab.moveTo(lent);
  }
  const tell = (message) => outside.postMessage(message, site);
  await import("./chat-panel.js"); // it reads what is kept
  const chat = document.getElementById("chat");
  chat.openArticle = (id, event) => {
    event?.preventDefault();
    apart(`/articles/${encodeURIComponent(id)}`);
  };
  chat.writeElsewhere = () => apart("/#write");
  chat.closed = () => tell({ rapport: "close" });
  chat.addEventListener("chat-changed", () => tell({ rapport: "unread", count: chat.unread }));
  window.addEventListener("message", ({ source, origin, data }) => {
    if (source !== outside || origin !== site) return;
    if (data?.rapport === "open") chat.open();
    else if (data?.rapport === "close") chat.hide();
    else if (data?.rapport === "pages" && Array.isArray(data.pages)) data.pages.forEach((page) => chat.visited(page));
  });
  tell({ rapport: "loaded" });
}

async function alone() {
  await import("./chat-panel.js");
  document.getElementById("chat").open();
}

await (outside ? framed() : alone());
