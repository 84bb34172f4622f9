import { call } from "../api.js";
import { tab } from "../keep.js";

const KEY = "rapport.desk.who.";

/** Whom an agent made sure of where recognition knew nobody: the relationship view, by contact. */
export class Identified {
  #views = new Map();
  #changed;

  constructor(changed) {
    this.#changed = changed;
  }

  /** The view of a contact's customer; null until it is there. */
  of(contact) {
    const known = this.#views.get(contact);
    if (known === undefined) {
      this.#views.set(contact, null);
      const customer = tab.get(KEY + contact);
      if (customer) this.#load(contact, customer);
    }
    return known ?? null;
  }

  set(contact, customer) {
    tab.set(KEY + contact, customer);
    return this.#load(contact, customer);
  }

  drop(contact) {
    this.#views.delete(contact);
    tab.drop(KEY + contact);
  }

  async #load(contact, customer) {
    try {
      this.#views.set(contact, await call(`/customers/${encodeURIComponent(customer)}/view?contact=${encodeURIComponent(contact)}`));
      this.#changed();
    } catch {
      tab.drop(KEY + contact); // the contact is not ours any more
    }
  }
}
