import type { Cell } from '../open-step';
import { strataOf, type Stratum, tallyOf } from './strata';

const DIMENSIONS = ['language', 'tenant', 'length'] as const;
/** A stratum carries a fall that is its own to this share, */
const CARRIED = 0.75;
/** is not nearly all of the traffic anyway, */
const MOST_OF_TRAFFIC = 0.8;
/** and fell by more than the rest by so many standard errors. */
const ERRORS = 2.5;

/** The one stratum that carries a fall, such as `{ language: 'de' }`; null where no single one does. */
export function stratumThatFell(before: readonly Cell[], after: readonly Cell[]): Record<string, string> | null {
  const found = DIMENSIONS.flatMap((dimension) => {
    const strata = strataOf(before, after, dimension);
    const all = strata.reduce((sum, one) => sum + carried(one), 0);
    const [most] = [...strata].sort((a, b) => carried(b) - carried(a));
    if (!most || all <= 0 || most.share > MOST_OF_TRAFFIC || most.key === '') return [];
    const isIt = carried(most) / all >= CARRIED && contrast(most, before, after, dimension) >= ERRORS;
    return isIt ? [{ where: { [dimension]: most.key }, errors: contrast(most, before, after, dimension) }] : [];
  });
  return found.sort((a, b) => b.errors - a.errors)[0]?.where ?? null;
}

function carried({ share, before, after }: Stratum): number {
  return share * (before.mean - after.mean);
}

/** By how many standard errors a stratum fell more than all others. */
function contrast(
  stratum: Stratum,
  before: readonly Cell[],
  after: readonly Cell[],
  dimension: (typeof DIMENSIONS)[number],
): number {
  const isOther = (cell: Cell) => (cell.profile[dimension] ?? '') !== stratum.key;
  const [others, othersAfter] = [tallyOf(before.filter(isOther)), tallyOf(after.filter(isOther))];
  const more = stratum.before.mean - stratum.after.mean - (others.mean - othersAfter.mean);
  const variance = stratum.before.variance + stratum.after.variance + others.variance + othersAfter.variance;
  return more / Math.sqrt(variance);
}
