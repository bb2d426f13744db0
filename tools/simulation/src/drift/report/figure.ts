import { type Dot, dotPlot } from '../../gate/report/dot-plot';
import type { Delay } from '../delays';
import { DROPS } from '../settings';
import type { DriftResult } from '../simulate';

const LONGEST = 30;

/** How soon each way to watch sees drops, of grades. */
export function delayFigure({ delays }: DriftResult): string {
  const shown = delays.filter(
    ({ answers, slide, baseline }) => answers === 'graded' && slide === 0 && baseline === 0.85,
  );
  const methods = [...new Set(shown.map(({ method }) => method))];
  return dotPlot({
    title: 'Days until a drop from 0.85 is seen: grades, 500 a day, each method as one of ten monitors',
    axis: {
      label: 'days, the median and the 95th percentile; what is not seen in 30 days stands at the end',
      ticks: [0, 5, 10, 15, 20, 25, 30],
    },
    bound: { at: 3, label: '3 days' },
    series: DROPS.map((drop) => `a drop of ${drop * 100} points`),
    lines: methods.map((method) => {
      const own = shown.filter((one) => one.method === method);
      return {
        label: labelOf(own[0] as Delay),
        dots: DROPS.map((drop) => dotOf(own.find((one) => one.drop === drop))),
      };
    }),
  });
}

function labelOf({ title }: Delay): string {
  return title
    .replace(/, daily$/, '')
    .replace('population stability index', 'PSI')
    .replace(' week over week', '');
}

function dotOf(delay: Delay | undefined): Dot | null {
  if (!delay) return null;
  const at = delay.median ?? LONGEST;
  return { at, low: at, high: delay.p95 ?? LONGEST };
}
