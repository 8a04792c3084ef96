// A line per node over the time that is kept, as SVG.

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 480;
const HEIGHT = 140;
const LEFT = 56;
const BOTTOM = 18;
const TOP = 8;

function shape(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/** The next 1, 2 or 5 times a power of ten. */
export function ceiling(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map(step => step * power).find(bound => bound >= value);
}

/** `lines`: [{className, points: [[time, value]]}]; all share one axis that ends now. */
export function drawChart(lines, keptMs, unit) {
  const all = lines.flatMap(line => line.points);
  const end = Math.max(0, ...all.map(point => point[0]));
  const top = ceiling(Math.max(0, ...all.map(point => point[1])));
  const x = time => LEFT + (WIDTH - LEFT) * (1 - (end - time) / keptMs);
  const y = value => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const latest = lines.map(line => unit(line.points.at(-1)?.[1] ?? 0)).join(', ');
  const chart = shape('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': `now ${latest}` });
  for (const share of [0, 0.5, 1]) {
    const at = y(top * share);
    chart.append(
      shape('line', { class: 'grid', x1: LEFT, x2: WIDTH, y1: at, y2: at }),
      shape('text', { x: LEFT - 6, y: at + 4, 'text-anchor': 'end' }, unit(top * share)));
  }
  chart.append(
    shape('text', { x: LEFT, y: HEIGHT - 4 }, `${Math.round(keptMs / 60_000)} min ago`),
    shape('text', { x: WIDTH, y: HEIGHT - 4, 'text-anchor': 'end' }, 'now'));
  for (const line of lines) {
    const points = line.points.map(([time, value]) => `${x(time).toFixed(1)},${y(value).toFixed(1)}`);
    chart.append(shape('polyline', { class: `line ${line.className}`, points: points.join(' ') }));
  }
  return chart;
}
