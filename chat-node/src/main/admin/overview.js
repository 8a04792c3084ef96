import { Charts } from './charts.js';
import { render } from './lib/lit-html/lit-html.js';
import { get, Refused } from './net.js';
import { nodeTable, notes, roomTable } from './tables.js';
import { t } from './words/words.js';

const EVERY_MS = 2000;

/** Asks the node every two seconds how all of them are, and shows what it says. */
export class Overview {
  #element;
  #asked;
  #charts;

  /** `element` finds one by its id; `asked` is told whether somebody has to log in here. */
  constructor(element, asked) {
    this.#element = element;
    this.#asked = asked;
    this.#charts = new Charts(element('charts'));
  }

  async begin() {
    try {
      const [cluster, history] = await Promise.all([get('/api/cluster'), get('/api/history')]);
      this.#asked(cluster.login);
      this.#show(cluster);
      this.#charts.show(history, new Map(cluster.nodes.map(node => [node.id, node.name])));
      document.body.classList.remove('stale');
    } catch (failure) {
      if (!(failure instanceof TypeError || failure instanceof Refused)) console.error(failure);
      this.#summary(t('silent'));
      document.body.classList.add('stale');
    }
    setTimeout(() => this.begin(), EVERY_MS);
  }

  #show({ node, id, members, nodes, rooms }) {
    const ready = nodes.filter(each => each.ready).length;
    this.#summary(t('summary', { members, ready, node }));
    render(nodeTable(nodes, id), this.#element('nodes'));
    render(notes(nodes), this.#element('notes'));
    render(roomTable(rooms), this.#element('rooms'));
  }

  #summary(text) {
    this.#element('summary').textContent = text;
  }
}
