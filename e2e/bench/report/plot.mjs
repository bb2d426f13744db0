// A plot as SVG: added p95 by rate, both on logarithmic axes, a line for each system.
const SIZE = { width: 860, height: 420 };
const AREA = { left: 70, right: 640, top: 30, bottom: 360 };
const COLOURS = ['#0b6e4f', '#c1440e', '#1f4e9e', '#8e3b8a', '#7a6a00', '#444444'];
const UPSTREAM_MS = 50;
const TICKS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const LEAST = 1;

export function plotOf({ systems }) {
  const lines = Object.entries(systems)
    .filter(([name]) => name !== 'direct')
    .map(([name, { rows }]) => ({ name, points: pointsIn(rows) }));
  const all = lines.flatMap(({ points }) => points);
  const x = scale(
    all.map(([rate]) => rate),
    AREA.left,
    AREA.right,
  );
  const y = scale([LEAST, ...all.map(([, added]) => added)], AREA.bottom, AREA.top);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" font-family="sans-serif" font-size="13">`,
    `<rect width="${SIZE.width}" height="${SIZE.height}" fill="#ffffff"/>`,
    ...axes(all, x, y),
    ...lines.flatMap((line, index) => lineOf(line, { x, y, index })),
    '</svg>',
    '',
  ].join('\n');
}

function pointsIn(rows) {
  return rows
    .filter(({ delayMs }) => delayMs === UPSTREAM_MS)
    .map(({ rate, added }) => [rate, Math.max(LEAST, added.p95)]);
}

function scale(values, from, to) {
  const [low, high] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  return (value) => Number((from + ((Math.log(value) - low) / (high - low || 1)) * (to - from)).toFixed(1));
}

function axes(points, x, y) {
  const rates = [...new Set(points.map(([rate]) => rate))];
  const most = Math.max(...points.map(([, added]) => added));
  const ticks = TICKS.filter((tick) => tick <= most);
  return [
    text(AREA.left, 18, 'added latency, p95, ms'),
    text((AREA.left + AREA.right) / 2, AREA.bottom + 42, 'requests a second', 'middle'),
    ...rates.map((rate) => text(x(rate), AREA.bottom + 20, String(rate), 'middle')),
    ...ticks.map((tick) => text(AREA.left - 10, y(tick) + 4, String(tick), 'end')),
    ...ticks.map((tick) => `<path d="M${AREA.left} ${y(tick)}H${AREA.right}" stroke="#dddddd"/>`),
  ];
}

function lineOf({ name, points }, { x, y, index }) {
  const colour = COLOURS[index % COLOURS.length];
  const path = points.map(([rate, added]) => `${x(rate)} ${y(added)}`).join('L');
  const legendY = AREA.top + 10 + index * 22;
  return [
    `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    ...points.map(([rate, added]) => `<circle cx="${x(rate)}" cy="${y(added)}" r="3.5" fill="${colour}"/>`),
    `<rect x="${AREA.right + 20}" y="${legendY - 9}" width="14" height="4" fill="${colour}"/>`,
    text(AREA.right + 42, legendY - 2, name),
  ];
}

function text(x, y, content, anchor = 'start') {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="#222222">${content}</text>`;
}
