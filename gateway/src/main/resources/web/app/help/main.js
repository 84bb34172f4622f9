/** The help centre: the search first, then the articles, the chat and the form. */
import "./chat-panel.js";
import { html, render } from "lit";
import { icon } from "../icons.js";
import { Search } from "./search.js";
import { ArticleView } from "./article-view.js";
import { enhanceForm } from "./contact-form.js";
import { loadTopics } from "./topics.js";

const byId = (id) => document.getElementById(id);

const chat = byId("chat");
const chatButton = byId("to-chat");
const search = new Search({ form: byId("search"), results: byId("results"), suggestions: byId("suggestions"), openArticle });
const article = new ArticleView({ place: byId("article"), goBack, openChat: () => chat.open(), askedOf: () => search.question });

function openArticle(id, event) {
  if (event && (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)) return;
  event?.preventDefault();
  history.pushState({ inside: true }, "", `/articles/${encodeURIComponent(id)}`);
  if (matchMedia("(max-width: 520px)").matches && chat.shown) chat.close(); // there the chat covers the page
  showPlace();
}

function goBack() {
  if (history.state?.inside) history.back();
  else {
    history.pushState(null, "", "/");
    showPlace();
  }
}

/** Shows what the address says: an article, or the search with its query. */
function showPlace() {
  const match = /^\/articles\/([^/]+)\/?$/.exec(window.location.pathname);
  byId("hero").hidden = match !== null;
  if (match) {
    search.hide();
    article.show(decodeURIComponent(match[1]));
  } else {
    article.hide();
    document.title = "Help centre";
    search.show(new URLSearchParams(window.location.search).get("q") ?? "");
  }
}

function drawButtons() {
  render(icon("search"), document.querySelector("#search button"));
  render(html`${icon("form")}Write to us`, byId("to-form"));
  const unread = chat.unread > 0 ? html`<span class="count">${chat.unread}<span class="unseen"> new</span></span>` : "";
  render(html`${icon("chat")}${chat.running ? "Your chat" : "Chat"}${unread}`, chatButton);
  chatButton.setAttribute("aria-expanded", String(chat.shown));
  document.body.classList.toggle("chatting", chat.shown);
}

byId("to-form").textContent = "";
chatButton.textContent = "";
chatButton.hidden = false;
chatButton.addEventListener("click", () => (chat.shown ? chat.close() : chat.open()));
byId("to-form").addEventListener("click", (event) => {
  event.preventDefault();
  const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
  byId("write").scrollIntoView({ behavior: reduced ? "auto" : "smooth" });
  (document.querySelector("#form:not([hidden]) input") ?? byId("form-answer")).focus({ preventScroll: true });
});
chat.openArticle = openArticle;
chat.addEventListener("chat-changed", drawButtons);
window.addEventListener("popstate", showPlace);

drawButtons();
enhanceForm({ form: byId("form"), answer: byId("form-answer"), state: byId("form-state"), openArticle });
showPlace();
loadTopics().then((topics) => {
  search.suggest(topics);
  const choice = byId("form-topic");
  if (topics.length === 0) return;
  const options = [html`<option value="">Choose a topic</option>`, ...topics.map(({ id, name }) => html`<option value=${id}>${name}</option>`)];
  render(options, choice);
  choice.disabled = false;
  byId("form-topics").hidden = false;
});
