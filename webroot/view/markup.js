import { html } from '../lib/lit-html/lit-html.js';
import { parse, parseLine } from '../model/markup.js';
import { splitByMention } from '../model/mentions.js';
import { t } from '../words/words.js';

/** What somebody wrote, to look at; where it calls `nick` stands out. */
export const markup = (text, nick = '') => parse(text).map((part) => show(part, nick));

/** The same for a text within a line. */
export const lineMarkup = (text, nick = '') => parseLine(text).map((part) => show(part, nick));

const show = (part, nick) => SHOWN[part.kind](part, (parts) => parts.map((each) => show(each, nick)), nick);

/* No space between the tags: in a message space is shown. */
const SHOWN = {
  text: ({ text }, inner, nick) =>
    splitByMention(text, nick).map((piece, i) =>
      i % 2 ? html`<mark class="call">${piece}</mark>` : piece,
    ),
  paragraph: ({ parts }, inner) => html`<p>${inner(parts)}</p>`,
  gap: () => html`<div class="gap"></div>`,
  block: ({ text }) => html`<pre tabindex="0"><code>${text}</code></pre>`,
  todo: () => html`<span class="box" role="img" aria-label=${t('messages.todo')}></span> `,
  done: () => html`<span class="box" data-done role="img" aria-label=${t('messages.done')}></span> `,
  code: ({ text }) => html`<code>${text}</code>`,
  link: ({ href, parts }, inner) =>
    html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${inner(parts)}</a>`,
  strong: ({ parts }, inner) => html`<strong>${inner(parts)}</strong>`,
  emphasis: ({ parts }, inner) => html`<em>${inner(parts)}</em>`,
  deleted: ({ parts }, inner) => html`<del>${inner(parts)}</del>`,
  quote: ({ parts }, inner) => html`<blockquote>${inner(parts)}</blockquote>`,
  list: ({ items }, inner) => html`<ul>${items.map((parts) => html`<li>${inner(parts)}</li>`)}</ul>`,
};
