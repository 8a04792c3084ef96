import { html, nothing } from '../lib/lit-html/lit-html.js';
import { colourOf } from '../model/people.js';

/** A person's first letter on their colour. Says nothing that the name beside it does not. */
export const avatar = ({ id, nick }) =>
  html`<span class="avatar" data-colour=${colourOf(id)} aria-hidden="true"
    >${[...nick][0].toUpperCase()}</span
  >`;

/** `tag` tells somebody from others of the same name. */
export const nickname = ({ id, nick }, tag = '') =>
  html`<b class="nick" data-colour=${colourOf(id)}>${nick}</b>${tag
      ? html` <span class="tag">${tag}</span>`
      : nothing}`;
