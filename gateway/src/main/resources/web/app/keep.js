/**
 * What a page keeps across reloads, as JSON. A browser may refuse storage altogether (private
 * windows, settings, a full quota): then a page works on and merely forgets.
 */
class Keep {
  #storage;

  constructor(storage) {
    this.#storage = storage;
  }

  /** Keeps what it is given in another storage from now on. */
  moveTo(storage) {
    this.#storage = () => storage;
  }

  get(key, otherwise = null) {
    try {
      const text = this.#storage().getItem(key);
      return text === null ? otherwise : JSON.parse(text);
    } catch {
      return otherwise;
    }
  }

  set(key, value) {
    try {
      this.#storage().setItem(key, JSON.stringify(value));
    } catch {
      // Nothing to do: the page forgets on reload.
    }
  }

  drop(key) {
    try {
      this.#storage().removeItem(key);
    } catch {
      // As above.
    }
  }
}

/** Until the tab closes: drafts, messages on their way. */
export const tab = new Keep(() => window.sessionStorage);

/** Until the browser's data are cleared: the visitor's chat, settings. */
export const browser = new Keep(() => window.localStorage);
