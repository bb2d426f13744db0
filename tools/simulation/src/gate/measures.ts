import { atMost } from '@gauntlet/statistics';
import type { ArmName } from './settings';
import type { GateResult, ScenarioResult } from './simulate';
import type { Tally } from './tally';

/** How many of the comparisons of an arm did something. */
export interface Count {
  readonly count: number;
  readonly of: number;
}

export type Bound = { readonly atMost: number } | { readonly atLeast: number };

/** A property of the gate, and the bound that its true rate has to keep. */
export interface Measure {
  readonly title: string;
  readonly arm: ArmName;
  readonly bound: Bound;
  /** Null where it does not apply: there is no look after every row at scores without bounds. */
  readonly of: (tally: Tally) => number | null;
}

type Look = 'oneLook' | 'everyLook';

const worse = (look: Look) => (tally: Tally) => tally[look]?.verdicts.worse ?? null;
const covered = (look: Look) => (tally: Tally) => tally[look]?.covered ?? null;
const passes = (look: Look) => (tally: Tally) => {
  const verdicts = tally[look]?.verdicts;
  return verdicts ? verdicts.better + verdicts['not worse'] : null;
};

export const FALSE_WORSE = bothLooks('false "worse"', 'equal', { atMost: 0.05 }, worse);
export const FALSE_PASS = bothLooks('false pass', 'margin', { atMost: 0.05 }, passes);
export const DROP_SEEN = bothLooks('"worse" at a drop of 5 points', 'drop', { atLeast: 0.8 }, worse);
export const EQUAL_PASSES = bothLooks('pass when equal', 'equal', { atLeast: 0.8 }, passes);
export const COVERAGE = (['equal', 'margin', 'drop'] as const).map((arm) => ({
  oneLook: { title: `coverage (${arm}), one look`, arm, bound: { atLeast: 0.93 }, of: covered('oneLook') },
  everyLook: { title: `coverage (${arm}), all looks`, arm, bound: { atLeast: 0.95 }, of: covered('everyLook') },
}));

const MEASURES: readonly Measure[] = [FALSE_WORSE, FALSE_PASS, DROP_SEEN, EQUAL_PASSES, ...COVERAGE].flatMap(
  ({ oneLook, everyLook }) => [oneLook, everyLook],
);

/** Null where the measure does not apply. */
export function countOf({ arms }: ScenarioResult, { arm, of }: Measure): Count | null {
  const count = of(arms[arm]);
  return count === null ? null : { count, of: arms[arm].comparisons };
}

/** A count that a gate within its bound would have less often than once in a thousand simulations. */
const CHANCE = 0.001;

/**
 * What is known not to be kept, by scenario: the announced number of rows is too small for tails that are heavy on one side.
 * The page says so; a simulation does not fail on it.
 */
const KNOWN: Readonly<Record<string, readonly Measure[]>> = {
  'heavy-losses': [EQUAL_PASSES.oneLook],
  'heavy-clustered': [DROP_SEEN.oneLook],
};

/** The bounds that are broken by more than chance, and were not known to be, each in a sentence. */
export function broken({ scenarios, seed }: GateResult): string[] {
  return scenarios.flatMap((scenario) =>
    MEASURES.filter((measure) => !KNOWN[scenario.name]?.includes(measure)).flatMap((measure) => {
      const found = countOf(scenario, measure);
      if (!found || isWithinChance(found, measure.bound)) return [];
      return [
        `${scenario.name}: ${measure.title}: ${found.count} of ${found.of}, bound ${boundText(measure.bound)}, seed ${seed}`,
      ];
    }),
  );
}

export function isKept({ count, of }: Count, bound: Bound): boolean {
  return 'atLeast' in bound ? count / of >= bound.atLeast : count / of <= bound.atMost;
}

export function isWithinChance(found: Count, bound: Bound): boolean {
  return likelihood(found, bound) >= CHANCE;
}

/** How likely a count as bad or worse is where the true rate is the bound: the exact binomial tail. */
function likelihood({ count, of }: Count, bound: Bound): number {
  if ('atLeast' in bound) return atMost(count, of, bound.atLeast);
  // So many or more successes are so many or fewer failures.
  return atMost(of - count, of, 1 - bound.atMost);
}

export function boundText(bound: Bound): string {
  return 'atLeast' in bound ? `≥ ${bound.atLeast * 100} %` : `≤ ${bound.atMost * 100} %`;
}

function bothLooks(
  title: string,
  arm: ArmName,
  bound: Bound,
  of: (look: Look) => Measure['of'],
): Record<Look, Measure> {
  return {
    oneLook: { title: `${title}, one look`, arm, bound, of: of('oneLook') },
    everyLook: { title: `${title}, a look after every row`, arm, bound, of: of('everyLook') },
  };
}
