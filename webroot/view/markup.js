import { html } from '../lib/lit-html/lit-html.js';
import { parse, parseLine } from '../model/markup.js';

/** What somebody wrote, to look at. */
export const markup = (text) => parse(text).map(show);

/** The same for a text within a line. */
export const lineMarkup = (text) => parseLine(text).map(show);

const show = (part) => SHOWN[part.kind](part);

/* No space between the tags: in a message space is shown. */
const SHOWN = {
  text: ({ text }) => text,
  paragraph: ({ parts }) => html`<p>${parts.map(show)}</p>`,
  gap: () => html`<div class="gap"></div>`,
  block: ({ text }) => html`<pre tabindex="0"><code>${text}</code></pre>`,
  code: ({ text }) => html`<code>${text}</code>`,
  link: ({ href, parts }) =>
    html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${parts.map(show)}</a>`,
  strong: ({ parts }) => html`<strong>${parts.map(show)}</strong>`,
  emphasis: ({ parts }) => html`<em>${parts.map(show)}</em>`,
  deleted: ({ parts }) => html`<del>${parts.map(show)}</del>`,
  quote: ({ parts }) => html`<blockquote>${parts.map(show)}</blockquote>`,
  list: ({ items }) => html`<ul>${items.map((parts) => html`<li>${parts.map(show)}</li>`)}</ul>`,
};
