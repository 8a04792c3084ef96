import { t } from '../words/words.js';

const PAUSE_MS = 1200;
const READ_OUT = 2;

/**
 * Tells a screen reader what was said in the room in front: the words while it is calm, only how
 * many while it is not.
 */
export class Announcer {
  #waiting = [];
  #timer = null;

  constructor(root) {
    this.root = root;
  }

  say(sentence) {
    this.#waiting.push(sentence);
    this.#timer ??= setTimeout(() => this.#speak(), PAUSE_MS);
  }

  message({ from, text }) {
    this.say(`${from.nick}: ${text ?? ''}`);
  }

  #speak() {
    this.#timer = null;
    const sentences = this.#waiting.splice(0);
    this.root.textContent =
      sentences.length > READ_OUT
        ? t('messages.new', { n: sentences.length })
        : sentences.join('. ');
  }
}
