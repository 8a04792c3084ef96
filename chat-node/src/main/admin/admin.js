// Asks the node every two seconds and shows what it says. Text only ever goes in as text.
import { drawChart } from './chart.js';
import { bytes, count, duration, millis } from './units.js';

const EVERY_MS = 2000;
const CHARTS = [
  { series: 'messages', title: 'Messages per second', unit: count },
  { series: 'deliveries', title: 'Deliveries per second', unit: count },
  { series: 'sockets', title: 'Sockets', unit: count },
  { series: 'appendP99', title: 'Append, 99 of 100 within', unit: millis },
  { series: 'deliveryP99', title: 'Delivery, 99 of 100 within', unit: millis },
  { series: 'lagP99', title: 'Event loop lag, 99 of 100 within', unit: millis },
];
const COLOURS = 6;
const $ = id => document.getElementById(id);

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function row(cells) {
  const made = element('tr');
  made.append(...cells);
  return made;
}

function state(node) {
  if (!node.name) return 'starting';
  if (!node.ready) return 'not ready';
  return node.safe ? 'ready' : 'ready, copying rooms';
}

function nodeRow(node, self) {
  const number = (value, unit) => element('td', unit(value ?? 0), 'number');
  const name = node.name ?? node.id.slice(0, 4);
  const made = row([
    element('th', node.id === self ? `${name} (this one)` : name),
    element('td', state(node), node.ready ? 'good' : 'bad'),
    number(node.uptime, duration), number(node.sockets, count), number(node.rooms, count),
    number(node.messages, count), number(node.deliveries, count), number(node.bytes, bytes),
    number(node.appendP50, millis), number(node.appendP99, millis), number(node.deliveryP99, millis),
    number(node.lagP99, millis), number(node.slow, count), number(node.errors, count),
    element('td', `${count(node.heap ?? 0)} of ${count(node.heapMax ?? 0)} MiB`, 'number'),
  ]);
  made.dataset.node = name;
  return made;
}

function showCluster(cluster) {
  const ready = cluster.nodes.filter(node => node.ready).length;
  $('summary').textContent =
    `${cluster.members} ${cluster.members === 1 ? 'node' : 'nodes'}, ${ready} ready, seen from ${cluster.node}`;
  $('nodes').tBodies[0].replaceChildren(...cluster.nodes.map(node => nodeRow(node, cluster.id)));
  $('notes').replaceChildren(...cluster.nodes.flatMap(node =>
    [...node.reasons ?? [], ...node.warnings ?? []].map(text => element('li', `${node.name}: ${text}`))));
  $('rooms').tBodies[0].replaceChildren(...cluster.rooms.map(room => row([
    element('th', room.room),
    element('td', count(room.messages), 'number'),
    element('td', count(room.sockets), 'number'),
  ])));
}

function showCharts(history, names) {
  const ids = Object.keys(history.nodes);
  const label = id => names.get(id) ?? `${id.slice(0, 4)} (gone)`;
  $('legend').replaceChildren(...ids.map((id, i) => element('span', label(id), `key colour${i % COLOURS}`)));
  $('charts').replaceChildren(...CHARTS.map(chart => {
    const at = history.series.indexOf(chart.series) + 1;
    const lines = ids.map((id, i) => ({
      className: `colour${i % COLOURS}`,
      points: history.nodes[id].map(point => [point[0], point[at]]),
    }));
    const figure = element('figure');
    figure.dataset.series = chart.series;
    figure.append(element('figcaption', chart.title), drawChart(lines, history.keptMs, chart.unit));
    return figure;
  }));
}

async function get(path) {
  const answer = await fetch(path, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

async function refresh() {
  try {
    const [cluster, history] = await Promise.all([get('/api/cluster'), get('/api/history')]);
    showCluster(cluster);
    showCharts(history, new Map(cluster.nodes.map(node => [node.id, node.name])));
    document.body.classList.remove('stale');
  } catch {
    $('summary').textContent = 'This node does not answer. What is shown is old.';
    document.body.classList.add('stale');
  }
  setTimeout(refresh, EVERY_MS);
}

refresh();
