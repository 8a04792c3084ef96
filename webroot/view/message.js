import { actionOf } from '../model/commands.js';
import { mentions } from '../model/mentions.js';
import { moment, t, timeOfDay } from '../words/words.js';
import { avatar, nickname } from './avatar.js';
import { h } from './dom.js';
import { markup } from './markup.js';

/** A message that has its place in the room. */
export function messageRow({ message, grouped }, me) {
  const mine = message.from.id === me.id;
  const row = h('article', {
    class: 'message',
    'data-mine': mine,
    'data-grouped': grouped,
    'data-mention': !mine && mentions(message.text, me.nick),
  });
  const sent = mine
    ? h('span', { class: 'sent', role: 'img', 'aria-label': t('fate.sent'), title: t('fate.sent') })
    : null;
  row.append(
    ...(grouped ? [h('span', { class: 'hidden' }, `${message.from.nick}: `)] : head(message)),
    h(
      'div',
      { class: 'line' },
      body(message),
      h('span', { class: 'when' }, time(message.at), sent),
    ),
  );
  return row;
}

function head({ from }) {
  return [avatar(from), h('header', {}, nickname(from))];
}

function time(at) {
  return h('time', { datetime: new Date(at).toISOString(), title: moment(at) }, timeOfDay(at));
}

function body({ text, data, from }) {
  if (text === undefined) {
    return h('p', { class: 'text' }, t('messages.binary', { n: atob(data).length }));
  }
  const action = actionOf(text);
  return action === null
    ? h('div', { class: 'text', dir: 'auto' }, markup(text))
    : h('div', { class: 'text action', dir: 'auto' }, `${from.nick} `, markup(action));
}

/** A message on its way: what it says and what became of it so far. */
export function pendingRow({ item }, me, { again, drop }) {
  const { id, state, code, text } = item;
  const stuck = state === 'unconfirmed' || state === 'refused';
  const button = (word, action) =>
    h('button', { type: 'button', class: 'small', onclick: () => action(id) }, t(word));
  return h(
    'article',
    { class: 'message pending', 'data-mine': true, 'data-state': state },
    h('div', { class: 'line' }, body({ text, from: me })),
    h(
      'p',
      { class: 'fate' },
      h('span', {}, fate(state, code)),
      stuck ? button('fate.again', again) : null,
      stuck ? button('fate.drop', drop) : null,
    ),
  );
}

function fate(state, code) {
  const exact = { no_quorum: 'fate.no_quorum', too_long: 'fate.too_long' }[code];
  return t((state === 'unconfirmed' || state === 'refused') && exact ? exact : `fate.${state}`);
}
