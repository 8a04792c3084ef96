const GROUP_MS = 5 * 60_000;

/**
 * What stands in a timeline, top to bottom: days, the divider, notices and messages, each with a
 * key that stays and a look that changes when it has to be drawn anew. Knows no DOM.
 */
export function rowsOf({ messages, previous = null, namesakes, pending, language, ...marked }) {
  const { notices, edge = null, divider, filling = null, spot = null } = marked;
  const rows = [];
  let before = previous;
  for (const message of messages) {
    const marks = [
      ...(isNewDay(before, message) ? [dayOf(message)] : []),
      ...(before && message.key === edge ? [{ kind: 'gap', key: 'gap', after: null }] : []),
      ...noticesBetween(before, message, notices),
      ...(isBetween(before, message, divider) ? [{ kind: 'divider', key: 'divider' }] : []),
    ];
    const grouped = before && !marks.length && sameBreath(before, message);
    const tag = namesakes?.tagOf(message.from) ?? '';
    const isSpot = message.key === spot;
    rows.push(...marks, { kind: 'message', key: message.key, message, grouped, tag, isSpot });
    before = message;
  }
  rows.push(...noticesBetween(before, null, notices));
  rows.push(...pending.map((item) => ({ kind: 'pending', key: `out ${item.id}`, item })));
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
    .map(({ kind, after }) => ({ kind, after, key: `${kind} ${after}` }));
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

function lookOf({ kind, grouped, tag, message, item, isFilling, isSpot }, language) {
  const { state, code } = item ?? {};
  const flags = [grouped, isFilling, isSpot].map(Boolean);
  return [kind, language, ...flags, tag, message?.time, state, code].join(' ');
}
