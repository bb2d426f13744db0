import {
  type Bound,
  boundText,
  type Count,
  countOf,
  COVERAGE,
  DROP_SEEN,
  EQUAL_PASSES,
  FALSE_PASS,
  FALSE_WORSE,
  isKept,
  isWithinChance,
  type Measure,
} from '../measures';
import { scenarioNamed } from '../scores/all-scenarios';
import type { GateResult } from '../simulate';
import { percentWithBounds, table } from './text';

/** Each promise beside the kind of scores that is farthest from keeping it. */
export function promises(result: GateResult): string[] {
  const lines: (readonly [string, readonly Measure[]])[] = [
    ['says "worse" when the variants are equal, one look', [FALSE_WORSE.oneLook]],
    ['the same, with a look after every row', [FALSE_WORSE.everyLook]],
    ['passes a drop of exactly the margin, one look', [FALSE_PASS.oneLook]],
    ['the same, with a look after every row', [FALSE_PASS.everyLook]],
    ['says "worse" at a drop of 5 points, at the announced rows', [DROP_SEEN.oneLook]],
    ['the same, with a look after every row, at the rows announced for that', [DROP_SEEN.everyLook]],
    ['passes equal variants, at the announced rows', [EQUAL_PASSES.oneLook]],
    ['the same, with a look after every row, at the rows announced for that', [EQUAL_PASSES.everyLook]],
    ['the interval of one look holds the true difference', COVERAGE.map(({ oneLook }) => oneLook)],
    ['the intervals of all looks hold it together', COVERAGE.map(({ everyLook }) => everyLook)],
  ];
  return [
    '',
    '## What is promised, and what was found',
    '',
    ...table(
      ['a gate', 'promised', 'worst found', 'in', '', 'kept, or within chance, in'],
      lines.map(([what, measures]) => [what, ...promiseCells(result, measures)]),
    ),
    '',
    '"Within chance" is a share beyond its bound that a gate which keeps the bound shows at least once in a thousand simulations, by the exact binomial distribution.',
  ];
}

function promiseCells({ scenarios }: GateResult, measures: readonly Measure[]): string[] {
  const bound = measures[0]?.bound as Bound;
  const found = scenarios.flatMap((scenario) =>
    measures.flatMap((measure) => {
      const count = countOf(scenario, measure);
      return count ? [{ title: scenarioNamed(scenario.name).title, count }] : [];
    }),
  );
  const [worst] = found.sort((a, b) => distance(b.count, bound) - distance(a.count, bound));
  if (!worst) return ['–', '–', '–', '–', '–'];
  const kept = found.filter(({ count }) => isKept(count, bound) || isWithinChance(count, bound)).length;
  const cells = [boundText(bound), percentWithBounds(worst.count), worst.title, judgement(worst.count, bound)];
  return [...cells, `${kept} of ${found.length}`];
}

/** How far beyond the bound; less than 0 where it is kept. */
function distance({ count, of }: Count, bound: Bound): number {
  return 'atLeast' in bound ? bound.atLeast - count / of : count / of - bound.atMost;
}

function judgement(count: Count, bound: Bound): string {
  if (isKept(count, bound)) return 'kept';
  return isWithinChance(count, bound) ? 'within chance' : '**not kept**';
}
