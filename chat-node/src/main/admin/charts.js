import { count, millis } from './units.js';
import { t } from './words/words.js';

// A line per node over the time that is kept. Under each chart stand the values: those of now, or of
// the moment that is pointed at, which is the same in all charts.

const CHARTS = [
  { series: 'messages', unit: count },
  { series: 'deliveries', unit: count },
  { series: 'sockets', unit: count },
  { series: 'appendP99', unit: millis },
  { series: 'deliveryP99', unit: millis },
  { series: 'lagP99', unit: millis },
];
const COLOURS = 6;
const HEIGHT = 150;
const TIME = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const MOMENTS = uPlot.sync('moment');

/** Keeps a chart for as long as its nodes and the colours are the same. */
export class Charts {
  #root;
  #charts = [];
  #look = '';
  #sizes = new ResizeObserver(entries => entries.forEach(({ target }) => this.#fit(target)));

  constructor(root) {
    this.#root = root;
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => (this.#look = ''));
  }

  /** `history` is what the node answers, `names` the nodes' names by id. */
  show(history, names) {
    const ids = Object.keys(history.nodes);
    const labels = ids.map(id => names.get(id) ?? t('node.gone', { node: id.slice(0, 4) }));
    const look = labels.join();
    if (look !== this.#look) {
      this.#look = look;
      this.#build(labels, history.keptMs);
    }
    for (const { series, plot } of this.#charts) {
      const data = columns(history, ids, history.series.indexOf(series) + 1);
      plot.setData(data);
      queueMicrotask(() => { // uPlot itself draws in one
        if (plot.cursor.idx == null) plot.setLegend({ idx: data[0].length - 1 });
      });
    }
  }

  #build(labels, keptMs) {
    this.#sizes.disconnect();
    this.#charts.forEach(({ plot }) => plot.destroy());
    this.#root.replaceChildren();
    this.#charts = CHARTS.map(chart => {
      const figure = document.createElement('figure');
      figure.dataset.series = chart.series;
      const caption = document.createElement('figcaption');
      caption.textContent = t(`chart.${chart.series}`);
      figure.append(caption);
      this.#root.append(figure);
      const plot = new uPlot(options(chart.unit, labels, keptMs), [[]], figure);
      this.#sizes.observe(figure);
      return { series: chart.series, figure, plot };
    });
  }

  #fit(figure) {
    const width = figure.clientWidth - 2 * parseFloat(getComputedStyle(figure).paddingLeft);
    this.#charts.find(each => each.figure === figure)?.plot.setSize({ width, height: HEIGHT });
  }
}

function options(unit, labels, keptMs) {
  const style = getComputedStyle(document.documentElement);
  const colour = name => style.getPropertyValue(`--${name}`).trim();
  const axis = { stroke: colour('quiet'), grid: { stroke: colour('line'), width: 1 }, ticks: { show: false }, font: '11px system-ui, sans-serif' };
  return {
    width: 320,
    height: HEIGHT,
    ms: 1,
    cursor: { sync: { key: MOMENTS.key }, drag: { x: false, y: false }, points: { size: 6 } },
    legend: { live: true },
    scales: {
      x: { range: (plot, first, last) => [(last ?? Date.now()) - keptMs, last ?? Date.now()] },
      y: { range: (plot, least, most) => [0, Math.max(most ?? 0, 1) * 1.1] },
    },
    axes: [
      { ...axis, space: 70, size: 24, gap: 4, values: (plot, splits) => splits.map(at => TIME.format(at)) },
      { ...axis, size: 58, gap: 4, values: (plot, splits) => splits.map(unit) },
    ],
    series: [
      { label: 'at', value: (plot, at) => (at == null ? '' : new Date(at).toLocaleTimeString()) },
      ...labels.map((label, i) => ({
        label,
        stroke: colour(`c${i % COLOURS}`),
        width: 1.5,
        points: { show: false },
        value: (plot, value) => (value == null ? '–' : unit(value)),
      })),
    ],
  };
}

/** All moments, and for each node its value at each of them. */
function columns(history, ids, at) {
  const moments = [...new Set(ids.flatMap(id => history.nodes[id].map(([time]) => time)))].sort((a, b) => a - b);
  const values = ids.map(id => {
    const known = new Map(history.nodes[id].map(point => [point[0], point[at]]));
    return moments.map(time => known.get(time) ?? null);
  });
  return [moments, ...values];
}
