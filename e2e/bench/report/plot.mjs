// A plot as SVG: added p95 by rate, both on logarithmic axes, a line for each system.
import { ratesOf, rowAt } from './rows.mjs';

const SIZE = { width: 940, height: 460 };
const AREA = { left: 72, right: 640, top: 76, bottom: 390 };
const LEGEND = { left: 668, top: 90, step: 24, sample: 30 };
/** Where rates that were not sustained are marked, above the area, one system beside the other. */
const MISSED = { y: AREA.top - 14, step: 9 };
const TICKS = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const LEAST = 1;
const DASHED = /, Apache Kafka$/;
const COLOURS = [
  [/^before/, '#8a8f98'],
  [/^Gauntlet, compact/, '#1f5fbf'],
  [/^Gauntlet/, '#0b7a55'],
];
const OTHER_COLOURS = ['#c1440e', '#8e3b8a', '#7a6a00'];
const INK = '#222222';

export function plotOf({ systems }) {
  const shown = Object.fromEntries(Object.entries(systems).filter(([name]) => name !== 'direct'));
  const rates = ratesOf(shown);
  const styles = stylesOf(Object.keys(shown));
  const lines = Object.entries(shown).map(([name, system]) => lineOf(name, system, { rates, style: styles[name] }));
  const largest = Math.max(...lines.flatMap(({ points }) => points.map(([, added]) => added)));
  const most = TICKS.find((tick) => tick >= largest) ?? TICKS.at(-1);
  const x = scale([rates[0], rates.at(-1)], [AREA.left, AREA.right - 20]);
  const y = scale([LEAST, most], [AREA.bottom, AREA.top]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" width="${SIZE.width}" height="${SIZE.height}" font-family="sans-serif" font-size="13">`,
    // On a page that is dark, too.
    `<rect width="${SIZE.width}" height="${SIZE.height}" fill="#ffffff"/>`,
    ...axes(rates, most, { x, y }),
    ...lines.flatMap((line, index) => drawn(line, { x, y, index })),
    ...rates.flatMap((rate) => crosses(lines, rate, x(rate))),
    '</svg>',
    '',
  ].join('\n');
}

function stylesOf(names) {
  const others = names.filter((name) => !COLOURS.some(([pattern]) => pattern.test(name)));
  const colourOf = (name) =>
    COLOURS.find(([pattern]) => pattern.test(name))?.[1] ?? OTHER_COLOURS[others.indexOf(name) % OTHER_COLOURS.length];
  const style = (name) => ({ colour: colourOf(name), dash: DASHED.test(name) ? ' stroke-dasharray="7 5"' : '' });
  return Object.fromEntries(names.map((name) => [name, style(name)]));
}

function lineOf(name, system, { rates, style }) {
  const rows = rates.map((rate) => rowAt(system, rate)).filter((row) => row?.of > 0);
  const held = rows.filter(({ isHeld, added }) => isHeld && added);
  return {
    name,
    style,
    points: held.map(({ rate, added }) => [rate, Math.max(LEAST, added.p95)]),
    missed: rows.filter(({ isHeld }) => !isHeld).map(({ rate }) => rate),
  };
}

/** Logarithmic. */
function scale(values, [from, to]) {
  const [low, high] = values.map(Math.log);
  return (value) => Number((from + ((Math.log(value) - low) / (high - low || 1)) * (to - from)).toFixed(1));
}

function axes(rates, most, { x, y }) {
  const middle = (AREA.left + AREA.right) / 2;
  const ticks = TICKS.filter((tick) => tick <= most);
  return [
    text(AREA.left - 52, 22, 'Added latency, p95, in ms (logarithmic)', { weight: 'bold' }),
    text(AREA.left - 52, 42, '× above the plot: that rate was not sustained'),
    text(middle, AREA.bottom + 48, 'requests a second (logarithmic)', { anchor: 'middle' }),
    ...ticks.map((tick) => `<path d="M${AREA.left} ${y(tick)}H${AREA.right}" stroke="#dddddd"/>`),
    ...ticks.map((tick) => text(AREA.left - 10, y(tick) + 4, String(tick), { anchor: 'end' })),
    `<path d="M${AREA.left} ${AREA.bottom}H${AREA.right}" stroke="#888888"/>`,
    ...rates.map((rate) => `<path d="M${x(rate)} ${AREA.bottom}v5" stroke="#888888"/>`),
    ...rates.map((rate) => text(x(rate), AREA.bottom + 22, String(rate), { anchor: 'middle' })),
  ];
}

function drawn({ name, style: { colour, dash }, points }, { x, y, index }) {
  const path = points.map(([rate, added]) => `${x(rate)} ${y(added)}`).join('L');
  const legendY = LEGEND.top + index * LEGEND.step;
  return [
    ...(points.length > 1 ? [`<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2"${dash}/>`] : []),
    ...points.map(([rate, added]) => `<circle cx="${x(rate)}" cy="${y(added)}" r="3.5" fill="${colour}"/>`),
    `<path d="M${LEGEND.left} ${legendY}h${LEGEND.sample}" stroke="${colour}" stroke-width="3"${dash}/>`,
    text(LEGEND.left + LEGEND.sample + 8, legendY + 4, name),
  ];
}

function crosses(lines, rate, x) {
  const those = lines.filter(({ missed }) => missed.includes(rate));
  return those.map(({ style: { colour } }, index) => {
    const middle = x + (index - (those.length - 1) / 2) * MISSED.step;
    return `<path d="M${middle - 3} ${MISSED.y - 3}l6 6m0 -6l-6 6" stroke="${colour}" stroke-width="2"/>`;
  });
}

function text(x, y, content, { anchor = 'start', weight = 'normal' } = {}) {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-weight="${weight}" fill="${INK}">${content}</text>`;
}
