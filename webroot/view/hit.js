import { html, nothing } from '../lib/lit-html/lit-html.js';
import { excerpt } from '../model/marking.js';
import { moment, stamp } from '../words/words.js';
import { nickname } from './avatar.js';

/** A message that was found: who, where and when, and what stands around what was looked for. */
export function hit({ room, from, text, at }, search, onShow) {
  return html`<li>
    <button type="button" class="hit" @click=${onShow}>
      <span class="about">
        ${nickname(from)}
        ${search.room === null ? html`<span class="room">#${room}</span>` : nothing}
        <time datetime=${new Date(at).toISOString()} title=${moment(at)}>${stamp(at)}</time>
      </span>
      <span class="said" dir="auto">${marked(text ?? '', search.text)}</span>
    </button>
  </li>`;
}

const marked = (text, wanted) =>
  excerpt(text, wanted).map((piece, i) => (i % 2 ? html`<mark>${piece}</mark>` : piece));
