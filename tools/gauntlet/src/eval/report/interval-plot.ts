import type { Comparison, Settings } from '@gauntlet/statistics';
import type { ReportedMetric } from '../run/metric';
import { htmlText } from './html-text';

const WIDTH = 900;
const AREA = { left: 260, right: 880, top: 30 };
const LINE_HEIGHT = 44;
const ROOM = 1.15;

/**
 * Each metric's difference with its interval, against 0 and the margin, as SVG. The grey bar below is the A/A lane: the baseline
 * against itself.
 */
export function intervalPlot(metrics: readonly ReportedMetric[], { margin }: Settings): string {
  const shown = metrics.filter(({ comparison }) => comparison !== null);
  const ends = shown.flatMap(({ comparison, noise }) =>
    [comparison, noise?.comparison].flatMap((one) => (one ? [one.interval.low, one.interval.high] : [])),
  );
  const most = Math.max(margin, ...ends.map(Math.abs)) * ROOM;
  const x = (value: number) => ((value + most) / (2 * most)) * (AREA.right - AREA.left) + AREA.left;
  const bottom = AREA.top + shown.length * LINE_HEIGHT;
  return [
    `<svg viewBox="0 0 ${WIDTH} ${bottom + 40}" role="img" aria-label="Differences with their intervals">`,
    upright(x(0), bottom, { kind: 'zero', label: 'no difference' }),
    upright(x(-margin), bottom, { kind: 'margin', label: `margin −${(margin * 100).toFixed(1)}` }),
    ...shown.flatMap((metric, index) => laneOf(metric, AREA.top + (index + 0.5) * LINE_HEIGHT, x)),
    label((AREA.left + AREA.right) / 2, bottom + 32, 'candidate − baseline, in points of a hundred', 'middle'),
    '</svg>',
  ].join('\n');
}

function laneOf({ name, comparison, noise }: ReportedMetric, y: number, x: (value: number) => number): string[] {
  if (!comparison) return [];
  return [
    label(AREA.left - 12, y + 2, name, 'end'),
    ...bar(comparison.interval, { difference: comparison.difference, y, kind: comparison.verdict, x }),
    ...(noise
      ? bar(noise.comparison.interval, { difference: noise.comparison.difference, y: y + 13, kind: 'itself', x })
      : []),
  ];
}

interface Drawn {
  readonly difference: number;
  readonly y: number;
  readonly kind: string;
  readonly x: (value: number) => number;
}

function bar({ low, high }: Comparison['interval'], { difference, y, kind, x }: Drawn): string[] {
  const said = [difference, low, high].map((value) => (value * 100).toFixed(1));
  const name = kind.replaceAll(' ', '-');
  return [
    `<g class="bar ${name}"><title>${said[0]}, between ${said[1]} and ${said[2]}</title>`,
    `<path d="M${at(x(low))} ${y}H${at(x(high))}"/><circle cx="${at(x(difference))}" cy="${y}" r="4.5"/></g>`,
  ];
}

function upright(x: number, bottom: number, { kind, label: said }: { kind: string; label: string }): string {
  return `<path class="${kind}" d="M${at(x)} ${AREA.top - 8}V${bottom}"/>${label(x, kind === 'zero' ? AREA.top - 14 : bottom + 14, said, 'middle')}`;
}

function label(x: number, y: number, said: string, anchor: 'middle' | 'end'): string {
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}">${htmlText(said)}</text>`;
}

function at(value: number): string {
  return value.toFixed(1);
}
