import { html, nothing } from './lib/lit-html/lit-html.js';
import { bytes, count, duration, millis } from './units.js';

// What is in a row, a column each: its head, and how a node's figure is written.

const NODES = [
  ['Up', ({ uptime }) => duration(uptime ?? 0)],
  ['Sockets', ({ sockets }) => count(sockets ?? 0)],
  ['Rooms', ({ rooms }) => count(rooms ?? 0)],
  ['Messages/s', ({ messages }) => count(messages ?? 0)],
  ['Deliveries/s', ({ deliveries }) => count(deliveries ?? 0)],
  ['Out/s', node => bytes(node.bytes ?? 0)],
  ['Append p50, p99', ({ appendP50, appendP99 }) => `${millis(appendP50 ?? 0)}, ${millis(appendP99 ?? 0)}`],
  ['Delivery p99', ({ deliveryP99 }) => millis(deliveryP99 ?? 0)],
  ['Loop lag p99', ({ lagP99 }) => millis(lagP99 ?? 0)],
  ['Slow readers', ({ slow }) => count(slow ?? 0)],
  ['Errors', ({ errors }) => count(errors ?? 0)],
  ['Heap, MiB', ({ heap, heapMax }) => `${count(heap ?? 0)} of ${count(heapMax ?? 0)}`],
];

export const nameOf = ({ name, id }) => name ?? id.slice(0, 4);

function state({ name, ready, safe }) {
  if (!name) return 'starting';
  if (!ready) return 'not ready';
  return safe ? 'ready' : 'ready, copying rooms';
}

const head = title => html`<th scope="col">${title}</th>`;

/** `self` is the node that was asked. Versions are shown where the nodes tell them. */
export function nodeTable(nodes, self) {
  const versions = nodes.some(({ version }) => version);
  return html`<table>
    <thead>
      <tr>${head('Node')}${head('State')}${NODES.map(([title]) => head(title))}${versions ? head('Version') : nothing}</tr>
    </thead>
    <tbody>
      ${nodes.map(node => html`<tr data-node=${nameOf(node)}>
        <th scope="row">${nameOf(node)}${node.id === self ? html` <small>this one</small>` : nothing}</th>
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
  <thead><tr>${['Room', 'Messages/s', 'Sockets'].map(head)}</tr></thead>
  <tbody>
    ${rooms.map(({ room, messages, sockets }) => html`<tr>
      <th scope="row">${room}</th>
      <td class="number">${count(messages)}</td>
      <td class="number">${count(sockets)}</td>
    </tr>`)}
  </tbody>
</table>`;
