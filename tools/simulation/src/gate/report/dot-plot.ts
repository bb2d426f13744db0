/** A plot of one value in each cell: lines are kinds of scores, and each series has its own colour. */
export interface DotPlot {
  readonly title: string;
  /** What the axis counts, from 0 on; the last tick is its end. */
  readonly axis: { readonly label: string; readonly ticks: readonly number[] };
  /** Where a line stands across the plot, and what it is. */
  readonly bound: { readonly at: number; readonly label: string };
  readonly series: readonly string[];
  readonly lines: readonly PlottedLine[];
}

export interface PlottedLine {
  readonly label: string;
  /** One for each series; null where there is nothing to show. */
  readonly dots: readonly (Dot | null)[];
}

/** `low` and `high` are the ends of the bar behind the dot. */
export interface Dot {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

const WIDTH = 960;
const AREA = { left: 360, right: 930, top: 92 };
const LINE_HEIGHT = 38;
const COLOURS = ['#0b7a55', '#1f5fbf', '#c1440e'];
const INK = '#222222';

/** As SVG. */
export function dotPlot({ title, axis, bound, series, lines }: DotPlot): string {
  const bottom = AREA.top + lines.length * LINE_HEIGHT;
  const height = bottom + 60;
  const most = axis.ticks.at(-1) as number;
  const x = (value: number) =>
    Number((AREA.left + (Math.min(value, most) / most) * (AREA.right - AREA.left)).toFixed(1));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="13">`,
    // On a page that is dark, too.
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(20, 24, title, { weight: 'bold' }),
    ...legend(series),
    ...axis.ticks.map((tick) => `<path d="M${x(tick)} ${AREA.top}V${bottom}" stroke="#dddddd"/>`),
    ...axis.ticks.map((tick) => text(x(tick), bottom + 18, String(tick), { anchor: 'middle' })),
    text((AREA.left + AREA.right) / 2, bottom + 42, axis.label, { anchor: 'middle' }),
    `<path d="M${x(bound.at)} ${AREA.top - 6}V${bottom}" stroke="${INK}" stroke-dasharray="5 4"/>`,
    text(x(bound.at), AREA.top - 12, bound.label, { anchor: 'middle' }),
    ...lines.flatMap((line, index) => plotted(line, AREA.top + (index + 0.5) * LINE_HEIGHT, x)),
    '</svg>',
    '',
  ].join('\n');
}

function legend(series: readonly string[]): string[] {
  return series.flatMap((name, index) => [
    `<circle cx="${26 + index * 260}" cy="48" r="4.5" fill="${COLOURS[index]}"/>`,
    text(38 + index * 260, 52, name),
  ]);
}

function plotted({ label, dots }: PlottedLine, middle: number, x: (value: number) => number): string[] {
  return [
    text(AREA.left - 14, middle + 4, label, { anchor: 'end' }),
    ...dots.flatMap((dot, index) => {
      if (!dot) return [];
      const y = middle + (index - (dots.length - 1) / 2) * 9;
      return [
        `<path d="M${x(dot.low)} ${y}H${x(dot.high)}" stroke="${COLOURS[index]}" stroke-width="2"/>`,
        `<circle cx="${x(dot.at)}" cy="${y}" r="3.5" fill="${COLOURS[index]}"/>`,
      ];
    }),
  ];
}

function text(x: number, y: number, content: string, { anchor = 'start', weight = 'normal' } = {}): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-weight="${weight}" fill="${INK}">${content}</text>`;
}
