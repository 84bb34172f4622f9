import { browser } from "../keep.js";

const SOUND = "rapport.desk.sound";
const NOTES_HZ = [660, 880];
const NOTE_S = 0.16;
const LOUDNESS = 0.08;

/** What makes an agent look up: the tab's title, and a sound for those who switched it on. */
export class Alerts {
  #audio = null;
  sound = browser.get(SOUND, false);

  /** Switches the sound; switching it on plays it, which also is the gesture a browser asks for. */
  toggleSound() {
    this.sound = !this.sound;
    browser.set(SOUND, this.sound);
    this.offered();
  }

  offered() {
    if (!this.sound) return;
    this.#audio ??= new AudioContext();
    NOTES_HZ.forEach((frequency, index) => this.#note(frequency, this.#audio.currentTime + index * NOTE_S));
  }

  #note(frequency, at) {
    const tone = new OscillatorNode(this.#audio, { frequency });
    const volume = new GainNode(this.#audio, { gain: 0 });
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
    volume.gain.linearRampToValueAtTime(0, at + NOTE_S);
    tone.connect(volume).connect(this.#audio.destination);
    tone.start(at);
    tone.stop(at + NOTE_S);
  }

  /** The tab's title: offers first, then what is unread. */
  title(offers, firstName, unread) {
    if (offers > 0) document.title = `(${offers}) Offer: ${firstName}`;
    else document.title = unread > 0 ? `(${unread}) Desk` : "Desk";
  }
}
