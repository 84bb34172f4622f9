const NEAR_THE_END_PX = 120;

/** Keeps the conversation where it is read: at its end while it was there, at the top of a fresh letter. */
export class Scroll {
  #page;
  #contact = null;
  #atEnd = true;

  constructor(page) {
    this.#page = page;
  }

  /** Before the page changes. */
  before() {
    const log = this.#page.querySelector(".log");
    this.#atEnd = !log || log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_THE_END_PX;
  }

  /** After it has changed, with the contact that is looked at. */
  after(contact) {
    const log = this.#page.querySelector(".log");
    if (!log) return;
    const fresh = this.#contact !== contact;
    this.#contact = contact;
    const letter = log.querySelector(".message.long:last-of-type");
    if (fresh && letter) log.scrollTop = letter.offsetTop - log.offsetTop - 16;
    else if (fresh || (this.#atEnd && !letter)) log.scrollTop = log.scrollHeight;
  }
}
