import { parse } from '../model/markup.js';
import { h } from './dom.js';

/** Nodes for what somebody wrote. */
export function markup(text) {
  return parse(text).map(node);
}

function node({ kind, text, href, parts }) {
  switch (kind) {
    case 'block':
      return h('pre', { tabindex: 0 }, h('code', {}, text));
    case 'code':
      return h('code', {}, text);
    case 'link':
      return h('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }, text);
    case 'strong':
      return h('strong', {}, parts.map(node));
    case 'emphasis':
      return h('em', {}, parts.map(node));
    default:
      return text;
  }
}
