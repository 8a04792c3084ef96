const GROUP_MS = 5 * 60_000;

/**
 * What stands in a timeline, top to bottom: days, the divider, notices and messages, each with a
 * key that stays and a look that changes when it has to be drawn anew. Knows no DOM.
 */
export function rowsOf({ messages, previous = null, namesakes, notices, divider, pending, language }) {
  const rows = [];
  let before = previous;
  for (const message of messages) {
    const marks = [
      ...(isNewDay(before, message) ? [dayOf(message)] : []),
      ...noticesBetween(before, message, notices),
      ...(isBetween(before, message, divider) ? [{ kind: 'divider', key: 'divider' }] : []),
    ];
    const grouped = before && !marks.length && sameBreath(before, message);
    const tag = namesakes?.tagOf(message.from) ?? '';
    rows.push(...marks, { kind: 'message', key: message.key, message, grouped, tag });
    before = message;
  }
  rows.push(...noticesBetween(before, null, notices));
  rows.push(...pending.map((item) => ({ kind: 'pending', key: `out ${item.id}`, item })));
  return rows.map((row) => ({ ...row, look: lookOf(row, language) }));
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
    .map(({ kind, after }) => ({ kind, key: `${kind} ${after}` }));
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

function lookOf({ kind, grouped, tag, message, item }, language) {
  const { state, code } = item ?? {};
  return [kind, language, Boolean(grouped), tag, message?.time, state, code].join(' ');
}
