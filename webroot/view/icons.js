import { html, svg } from '../lib/lit-html/lit-html.js';

/** Drawings of what a button does, which says it in words as well. */
const drawn = (lines) => html`<svg class="drawn" viewBox="0 0 24 24" aria-hidden="true">${lines}</svg>`;

export const ANSWER = drawn(svg`<path d="M10 6 4 12l6 6M4 12h9a7 7 0 0 1 7 7" />`);
export const EDIT = drawn(svg`<path d="M4 20l1-4L16.5 4.5a2 2 0 0 1 3 3L8 19zM14.5 6.5l3 3" />`);
export const REMOVE = drawn(svg`<path d="M5 7h14M10 7V4.5h4V7M7 7l.8 13h8.4L17 7M10.5 11v5M13.5 11v5" />`);
export const MODERATE = drawn(svg`<path d="M12 3.5 19 6v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM9 12l2.2 2.2L15.2 10" />`);
