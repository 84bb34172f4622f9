import { problemWords } from "./refusals.js";

/** A request that the server refused (RFC 9457 problem details) or that never reached it (status 0). */
export class Problem extends Error {
  constructor({ type = "about:blank", title, status = 0, detail = "", fields = [] }, retryAfterMs = 0) {
    super(problemWords({ type, title, detail }));
    this.type = type;
    this.title = title;
    this.status = status;
    this.detail = detail;
    this.fields = fields;
    this.retryAfterMs = retryAfterMs;
  }

  /** The server was not reached, or asks to come again later: the same request may be sent again. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status === 503;
  }
}

const REQUEST_TIMEOUT_MS = 15_000;

/**
 * One request to the centre. Resolves to the JSON of the answer, or null when it has none; rejects
 * with a Problem, whatever went wrong.
 *
 * @param {string} path below /api/v1, from the slash on
 * @param {{method?: string, body?: object, headers?: object, signal?: AbortSignal}} options
 */
export async function call(path, { method = "GET", body, headers = {}, signal } = {}) {
  const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  let response;
  try {
    response = await fetch("/api/v1" + path, {
      method,
      credentials: "same-origin",
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new Problem({ title: "The centre could not be reached. Check your connection." });
  }
  const json = await readJson(response);
  if (response.ok) return json;
  const seconds = Number(response.headers.get("retry-after") ?? 0);
  throw new Problem(
    { title: response.statusText || "The request was refused.", ...json, status: response.status },
    Number.isFinite(seconds) ? seconds * 1000 : 0,
  );
}

async function readJson(response) {
  const kind = response.headers.get("content-type") ?? "";
  if (!/[/+]json/.test(kind)) return null;
  try {
    return await response.json();
  } catch {
    return null;
  }
}
