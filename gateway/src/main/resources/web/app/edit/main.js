// The plain editor: a list, a form, versions. Everything it does is in /openapi.yaml.

const base = "/api/v1/editor/articles";
const form = document.querySelector("#article");
const list = document.querySelector("#list");
const versions = document.querySelector("#versions");
const diff = document.querySelector("#diff");
const said = document.querySelector("#said");
let open = null; // {id, revision} of the article in the form; null for a new one

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  if (response.status === 401) {
    say("Sign in at /desk or /live first.");
    throw new Error("not signed in");
  }
  const text = await response.text();
  const json = text ? JSON.parse(text) : {};
  if (!response.ok) {
    say(json.detail ?? json.title ?? "It did not work.");
    throw new Error(json.type);
  }
  return json;
}

function say(words) {
  said.textContent = words;
}

async function show(query = "") {
  const { articles } = await call("GET", `${base}?q=${encodeURIComponent(query)}`);
  list.replaceChildren(
    ...articles.map((article) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${article.title} (${article.language}, ${article.state})`;
      button.addEventListener("click", () => load(article.id));
      const item = document.createElement("li");
      item.append(button);
      return item;
    }),
  );
}

async function load(id) {
  const article = await call("GET", `${base}/${id}`);
  open = { id, revision: article.revision };
  for (const name of ["title", "question", "body", "language", "category", "visibility", "state"]) {
    form.elements[name].value = article[name] ?? "";
  }
  form.elements.tags.value = article.tags.join(", ");
  say(article.stale ? "The article this one translates has changed since." : "");
  diff.textContent = "";
  const found = (await call("GET", `${base}/${id}/versions`)).versions;
  versions.replaceChildren(...found.map((version, at) => entry(version, found[at + 1])));
}

function entry(version, older) {
  const item = document.createElement("li");
  item.append(`${new Date(version.savedAt).toLocaleString()}, ${version.author}, ${version.state} `);
  if (older) {
    item.append(
      button("Compare", async () => {
        const path = `${base}/${open.id}/diff?from=${older.revision}&to=${version.revision}`;
        const marks = { kept: "  ", added: "+ ", removed: "- " };
        const { lines } = await call("GET", path);
        diff.textContent = lines.map((line) => marks[line.kind] + line.text).join("\n");
      }),
    );
  }
  item.append(
    button("Restore", async () => {
      const body = { version: version.revision, revision: open.revision };
      await call("POST", `${base}/${open.id}/restore`, body);
      await load(open.id);
      say("Restored.");
    }),
  );
  return item;
}

function button(words, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", action);
  return made;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = (name) => form.elements[name].value.trim();
  const body = {
    title: field("title"),
    body: form.elements.body.value,
    language: field("language"),
    tags: field("tags").split(",").map((tag) => tag.trim()).filter(Boolean),
    visibility: field("visibility"),
    state: field("state"),
  };
  for (const name of ["question", "category"]) {
    if (field(name)) {
      body[name] = field(name);
    }
  }
  const saved = open
    ? await call("PUT", `${base}/${open.id}`, { ...body, revision: open.revision })
    : await call("POST", base, body);
  await load(saved.id);
  await show();
  say("Saved.");
});

document.querySelector("#search").addEventListener("submit", (event) => {
  event.preventDefault();
  show(event.target.elements.q.value);
});

document.querySelector("#new").addEventListener("click", () => {
  open = null;
  form.reset();
  versions.replaceChildren();
  diff.textContent = "";
  say("");
});

show();
