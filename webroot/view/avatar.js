import { colourOf } from '../model/people.js';
import { h } from './dom.js';

/** A person's first letter on their colour. Says nothing that the name beside it does not. */
export function avatar({ id, nick }) {
  const look = { class: 'avatar', 'data-colour': colourOf(id), 'aria-hidden': 'true' };
  return h('span', look, [...nick][0].toUpperCase());
}

export function nickname({ id, nick }) {
  return h('b', { class: 'nick', 'data-colour': colourOf(id) }, nick);
}
