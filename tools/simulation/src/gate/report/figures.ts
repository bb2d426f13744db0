import { wilson } from '@gauntlet/statistics';
import { type Count, countOf, DROP_SEEN, FALSE_PASS, FALSE_WORSE } from '../measures';
import { scenarioNamed } from '../scores/all-scenarios';
import type { GateResult, ScenarioResult } from '../simulate';
import { type Dot, dotPlot } from './dot-plot';
import { pointGateFailsEqual, pointGatePasses, rowsAtVerdict } from './rates';

const LOOKS = ['one look', 'a look after every row'];

/** The figures of the page, by their file names. */
export function figuresOf({ scenarios }: GateResult): Record<string, string> {
  const alpha = { at: 5, label: '5 %' };
  const wide = { label: '% of comparisons, with Wilson intervals of 95 %', ticks: [0, 10, 20, 30, 40, 50, 60] };
  const linesOf = (dots: (scenario: ScenarioResult) => (Dot | null)[]) =>
    scenarios.map((scenario) => ({ label: scenarioNamed(scenario.name).title, dots: dots(scenario) }));
  const rates = (...counts: (Count | null)[]) => counts.map(dotOf);
  return {
    'false-pass.svg': dotPlot({
      ...{ title: 'Passes although the true drop is the margin', axis: wide, bound: alpha },
      series: [...LOOKS, 'two means, with a margin'],
      lines: linesOf((one) =>
        rates(countOf(one, FALSE_PASS.oneLook), countOf(one, FALSE_PASS.everyLook), pointGatePasses(one)),
      ),
    }),
    'false-worse.svg': dotPlot({
      ...{ title: 'Fails although the variants are equal', axis: wide, bound: alpha },
      series: [...LOOKS, 'two means, any drop fails'],
      lines: linesOf((one) =>
        rates(countOf(one, FALSE_WORSE.oneLook), countOf(one, FALSE_WORSE.everyLook), pointGateFailsEqual(one)),
      ),
    }),
    'power.svg': dotPlot({
      title: 'Says "worse" at a drop of 5 points, at the announced number of rows',
      axis: { label: wide.label, ticks: [0, 20, 40, 60, 80, 100] },
      bound: { at: 80, label: '80 %' },
      series: LOOKS,
      lines: linesOf((one) => rates(countOf(one, DROP_SEEN.oneLook), countOf(one, DROP_SEEN.everyLook))),
    }),
    'rows.svg': dotPlot({
      title: 'Rows that a look after every row has seen at its end, on average',
      axis: { label: '% of the rows of one look', ticks: [0, 40, 80, 120, 160, 200] },
      bound: { at: 180, label: 'all that it may see' },
      series: ['equal variants', 'a drop of 5 points'],
      lines: linesOf((one) => [sharesOfOneLook(one, 'equal'), sharesOfOneLook(one, 'drop')]).filter(({ dots }) =>
        dots.some(Boolean),
      ),
    }),
  };
}

function dotOf(count: Count | null): Dot | null {
  if (!count) return null;
  const { rate, low, high } = wilson(count.count, count.of);
  return { at: rate * 100, low: low * 100, high: high * 100 };
}

function sharesOfOneLook(scenario: ScenarioResult, arm: 'equal' | 'drop'): Dot | null {
  const rows = rowsAtVerdict(scenario, arm);
  if (rows === null) return null;
  const at = (rows / scenario.announced.rows) * 100;
  return { at, low: at, high: at };
}
