// Asks the node every two seconds and shows what it says. Text only ever goes in as text.
import { Charts } from './charts.js';
import { render } from './lib/lit-html/lit-html.js';
import { nodeTable, notes, roomTable } from './tables.js';

const EVERY_MS = 2000;
const $ = id => document.getElementById(id);
const charts = new Charts($('charts'));

function showCluster({ node, id, members, nodes, rooms }) {
  const ready = nodes.filter(each => each.ready).length;
  const all = `${members} ${members === 1 ? 'node' : 'nodes'}`;
  render(`${all}, ${ready} ready, seen from ${node}`, $('summary'));
  render(nodeTable(nodes, id), $('nodes'));
  render(notes(nodes), $('notes'));
  render(roomTable(rooms), $('rooms'));
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
    charts.show(history, new Map(cluster.nodes.map(node => [node.id, node.name])));
    document.body.classList.remove('stale');
  } catch (failure) {
    if (!(failure instanceof TypeError || failure.message.startsWith('/api'))) console.error(failure);
    render('This node does not answer. What is shown is old.', $('summary'));
    document.body.classList.add('stale');
  }
  setTimeout(refresh, EVERY_MS);
}

$('summary').textContent = '';
refresh();
