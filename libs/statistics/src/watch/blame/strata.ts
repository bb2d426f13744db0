import type { Cell } from '../open-step';
import type { Profile } from '../profile';

/** Values of one kind of rows. */
export interface Tally {
  readonly weight: number;
  readonly mean: number;
  /** The variance of the mean. */
  readonly variance: number;
  readonly count: number;
}

/** What cells add up to. */
export function tallyOf(cells: readonly Cell[]): Tally {
  let [sum, weight, count, squares] = [0, 0, 0, 0];
  for (const cell of cells) {
    sum += cell.sum;
    weight += cell.weight;
    count += cell.count;
    squares += cell.squares;
  }
  const mean = weight > 0 ? sum / weight : 0;
  const spread = weight > 0 ? Math.max(squares / weight - mean ** 2, 1e-6) : 0;
  return { weight, mean, variance: spread / Math.max(count, 1), count };
}

/** The cells of each kind, by an attribute of their rows. */
function byAttribute(cells: readonly Cell[], attribute: keyof Profile): Map<string, Cell[]> {
  const parted = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = cell.profile[attribute] ?? '';
    const those = parted.get(key);
    if (those) those.push(cell);
    else parted.set(key, [cell]);
  }
  return parted;
}

/** One kind of rows before and after a fall. */
export interface Stratum {
  readonly key: string;
  readonly before: Tally;
  readonly after: Tally;
  /** Its share of the traffic after. */
  readonly share: number;
  readonly shareBefore: number;
}

/** So few values before say nothing about a kind of rows of its own. */
const LEAST = 20;

/** The kinds of rows on both sides; those with hardly any values before are left out. */
export function strataOf(before: readonly Cell[], after: readonly Cell[], attribute: keyof Profile): Stratum[] {
  const [earlier, later] = [byAttribute(before, attribute), byAttribute(after, attribute)];
  const [all, allBefore] = [tallyOf(after).weight, tallyOf(before).weight];
  return [...later].flatMap(([key, cells]) => {
    const tally = tallyOf(cells);
    const tallyBefore = tallyOf(earlier.get(key) ?? []);
    if (tallyBefore.count < LEAST) return [];
    return [
      {
        key,
        before: tallyBefore,
        after: tally,
        share: tally.weight / all,
        shareBefore: tallyBefore.weight / allBefore,
      },
    ];
  });
}
