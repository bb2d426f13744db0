import { broken, countOf, DROP_SEEN, EQUAL_PASSES, FALSE_PASS, FALSE_WORSE } from '../measures';
import type { GateResult } from '../simulate';
import { percent } from './text';

const COLUMNS = [FALSE_WORSE, FALSE_PASS, DROP_SEEN, EQUAL_PASSES].flatMap((measure) => [
  measure.oneLook,
  measure.everyLook,
]);
const WIDTH = 8;

/** One line for each kind of scores: its rates at one look, and with a look after every row. */
export function terminalReport(result: GateResult): string {
  const lines = result.scenarios.map((scenario) =>
    [
      scenario.name.padEnd(20),
      String(scenario.announced.rows).padStart(6),
      ...COLUMNS.map((measure) => percent(countOf(scenario, measure)).padStart(WIDTH)),
    ].join(' '),
  );
  const held =
    broken(result).length === 0
      ? 'No bound is broken by more than chance, but for those that docs/statistics.md names.'
      : 'Some bounds are broken.';
  return [
    `${result.comparisons} comparisons in each arm, seed ${result.seed}. Shares in % at one look / after every row:`,
    'false "worse" when equal, false pass at the margin, "worse" at a drop of 5 points, pass when equal; before them the announced rows.',
    ...lines,
    held,
  ].join('\n');
}
