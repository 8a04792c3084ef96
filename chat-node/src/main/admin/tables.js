import { html, nothing } from './lib/lit-html/lit-html.js';
import { bytes, count, duration, millis } from './units.js';
import { t } from './words/words.js';

// What is in a row, a column each: its head, and how a node's figure is written.

const NODES = [
  ['up', ({ uptime }) => duration(uptime ?? 0)],
  ['sockets', ({ sockets }) => count(sockets ?? 0)],
  ['rooms', ({ rooms }) => count(rooms ?? 0)],
  ['messages', ({ messages }) => count(messages ?? 0)],
  ['deliveries', ({ deliveries }) => count(deliveries ?? 0)],
  ['out', node => bytes(node.bytes ?? 0)],
  ['append', ({ appendP50, appendP99 }) => `${millis(appendP50 ?? 0)}, ${millis(appendP99 ?? 0)}`],
  ['delivery', ({ deliveryP99 }) => millis(deliveryP99 ?? 0)],
  ['lag', ({ lagP99 }) => millis(lagP99 ?? 0)],
  ['slow', ({ slow }) => count(slow ?? 0)],
  ['errors', ({ errors }) => count(errors ?? 0)],
  ['heap', ({ heap, heapMax }) => t('col.heapOf', { used: count(heap ?? 0), max: count(heapMax ?? 0) })],
];

export const nameOf = ({ name, id }) => name ?? id.slice(0, 4);

function state({ name, ready, safe }) {
  if (!name) return t('node.starting');
  if (!ready) return t('node.unready');
  return t(safe ? 'node.ready' : 'node.copying');
}

const head = key => html`<th scope="col">${t(key)}</th>`;

/** `self` is the node that was asked. Versions are shown where the nodes tell them. */
export function nodeTable(nodes, self) {
  const versions = nodes.some(({ version }) => version);
  return html`<table>
    <thead>
      <tr>${head('col.node')}${head('col.state')}${NODES.map(([key]) => head(`col.${key}`))}${versions ? head('col.version') : nothing}</tr>
    </thead>
    <tbody>
      ${nodes.map(node => html`<tr data-node=${nameOf(node)}>
        <th scope="row">${nameOf(node)}${node.id === self ? html` <small>${t('nodes.self')}</small>` : nothing}</th>
        <td class=${node.ready ? 'good' : 'bad'}>${state(node)}</td>
        ${NODES.map(([, figure]) => html`<td class="number">${figure(node)}</td>`)}
        ${versions ? html`<td class="version">${node.version ?? '–'}</td>` : nothing}
      </tr>`)}
    </tbody>
  </table>`;
}

export const notes = nodes => nodes.flatMap(node =>
  [...node.reasons ?? [], ...node.warnings ?? []].map(text => html`<li>${nameOf(node)}: ${text}</li>`));

export const roomTable = rooms => html`<table>
  <thead><tr>${['col.room', 'col.messages', 'col.sockets'].map(head)}</tr></thead>
  <tbody>
    ${rooms.map(({ room, messages, sockets }) => html`<tr>
      <th scope="row"><a href=${`#room?${new URLSearchParams({ room })}`}>${room}</a></th>
      <td class="number">${count(messages)}</td>
      <td class="number">${count(sockets)}</td>
    </tr>`)}
  </tbody>
</table>`;

/** A table that becomes a list of cards where there is no room: columns of [head, what is in it]. */
export const cards = (columns, rows) => html`<table class="cards">
  <thead><tr>${columns.map(([key, , kind]) => (key ? html`<th scope="col" class=${kind ?? ''}>${t(key)}</th>` : html`<td></td>`))}</tr></thead>
  <tbody>
    ${rows.map(row => html`<tr>
      ${columns.map(([key, cell, kind]) => html`<td class=${kind ?? ''} data-head=${key ? t(key) : ''}><div>${cell(row)}</div></td>`)}
    </tr>`)}
  </tbody>
</table>`;
