import { keyOfReference } from '../model/keys.js';

const GROUP_MS = 5 * 60_000;
const NOBODY = () => null;

/** What of a room stands in a window of its messages, and what is yet to be sent behind the last of them. */
export function rowsIn(room, messages, { span, unsent, spot, language }) {
  const { isApart, shown, filling } = room.pages;
  const isEnd = span.atEnd && !isApart;
  return rowsOf({
    messages: messages.slice(span.from, span.to),
    previous: messages[span.from - 1],
    namesakes: room.namesakes,
    notices: shown.notices,
    edge: shown.edge,
    filling,
    spot,
    divider: isApart ? null : room.reading.divider,
    pending: unsent.filter(({ of }) => of || isEnd),
    find: (key) => room.find(key),
    language,
  });
}

/**
 * What stands in a timeline, top to bottom: days, the divider, notices and messages, each with a
 * key that stays and a look that changes when it has to be drawn anew. Knows no DOM.
 *
 * `find(key)` answers the message that another names, or null; `pending` are messages on their way, which
 * come last, and changes of messages, which show where those are.
 */
export function rowsOf({ messages, previous = null, namesakes, pending, language, ...marked }) {
  const { notices, edge = null, divider, filling = null, spot = null, find = NOBODY } = marked;
  const changes = new Map(pending.filter(({ of }) => of).map((item) => [keyOfReference(item.of), item]));
  const rows = [];
  let before = previous;
  for (const message of messages) {
    const marks = [
      ...(isNewDay(before, message) ? [dayOf(message)] : []),
      ...(before && message.key === edge ? [{ kind: 'gap', key: 'gap', after: null }] : []),
      ...noticesBetween(before, message, notices),
      ...(isBetween(before, message, divider) ? [{ kind: 'divider', key: 'divider' }] : []),
    ];
    const grouped = before && !marks.length && !message.re && sameBreath(before, message);
    const tag = namesakes?.tagOf(message.from) ?? '';
    const isSpot = message.key === spot;
    const about = { quote: quoteIn(message, find), change: changes.get(message.key) ?? null };
    rows.push(...marks, { kind: 'message', key: message.key, message, grouped, tag, isSpot, ...about });
    before = message;
  }
  rows.push(...noticesBetween(before, null, notices));
  const unsent = pending.filter(({ of }) => !of);
  rows.push(
    ...unsent.map((item) => ({ kind: 'pending', key: `out ${item.id}`, item, quote: quoteIn(item, find) })),
  );
  return rows.map((row) => {
    const isFilling = filling !== null && row.kind === 'gap' && row.after === filling;
    return { ...row, isFilling, look: lookOf({ ...row, isFilling }, language) };
  });
}

/** Behind the message with this number, and before the next. */
function isBetween(before, message, after) {
  return (
    after !== null &&
    message.seq !== null &&
    message.seq > after &&
    (before === null || before.seq === null || before.seq <= after)
  );
}

function noticesBetween(before, message, notices) {
  const next = message ?? { seq: Infinity };
  return notices
    .filter(({ after }) => before !== null && isBetween(before, next, after))
    .map((notice) => ({ ...notice, key: `${notice.kind} ${notice.number ?? notice.after}` }));
}

/** What a message answers: {key, message}, where that is null if it is not here. */
function quoteIn({ re }, find) {
  const key = re && keyOfReference(re);
  return key ? { key, message: find(key) } : null;
}

const timeOf = ({ time, at }) => time ?? at;

const dayOf = (message) => ({ kind: 'day', key: `day ${message.key}`, at: timeOf(message) });

function isNewDay(before, message) {
  const day = (each) => new Date(timeOf(each)).toDateString();
  return !before || day(before) !== day(message);
}

/** By what the clocks said: a clock that was set back tears a group apart once, not for hours. */
function sameBreath(before, message) {
  return (
    before.from.id === message.from.id &&
    before.from.nick === message.from.nick &&
    Math.abs(message.at - before.at) < GROUP_MS
  );
}

function lookOf({ kind, grouped, tag, message, item, isFilling, isSpot, quote, change }, language) {
  const { state, code, id } = item ?? change ?? {};
  const flags = [grouped, isFilling, isSpot, change].map(Boolean);
  const texts = [message, quote?.message].map((each) => versionOf(each)).join(' / ');
  return [kind, language, ...flags, tag, message?.time, state, code, id, texts].join(' ');
}

/** Another when the text is another. */
const versionOf = (message) => (message ? `${message.edited ?? ''}${Boolean(message.deleted)}` : '-');
