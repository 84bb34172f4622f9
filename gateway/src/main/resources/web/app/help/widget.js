/** The chat alone, in a frame on another site; `/widget.js` is its other end. */
import "./chat-panel.js";

const chat = document.getElementById("chat");
const outside = window.parent === window ? null : window.parent;

// Who may frame this page is said by its policy; what is told is only how many messages wait.
const tell = (message) => outside?.postMessage(message, "*");

const apart = (address) => window.open(address, "_blank", "noopener");

chat.openArticle = (id, event) => {
  event?.preventDefault();
  apart(`/articles/${encodeURIComponent(id)}`);
};
chat.writeElsewhere = () => apart("/#write");
chat.closed = () => tell({ rapport: "close" });
chat.addEventListener("chat-changed", () => tell({ rapport: "unread", count: chat.unread }));

window.addEventListener("message", ({ source, data }) => {
  if (source !== outside) return;
  if (data?.rapport === "open") chat.open();
  else if (data?.rapport === "close") chat.hide();
});

if (outside) tell({ rapport: "ready" });
else chat.open();
