import { clustersToShow } from './bets';
import { lastShown } from './confidence-sequence';

/** The chance of an error is shared out among so many metrics, since nobody knows beforehand which there will be. */
const MOST_METRICS = 8;

/** Scores of one arm: of some conversations, added up. */
interface ArmTotals {
  readonly sum: number;
  readonly count: number;
}

/** What both arms scored in a span of time. Scores are from 0 to 1, and a higher one is better. */
export interface Slice {
  readonly canary: ArmTotals;
  readonly control: ArmTotals;
}

/** What two arms that run side by side say about each other. */
export interface ArmComparison {
  /** True once it was shown that the canary's mean is lower by more than the margin. */
  readonly isWorse: boolean;
  /** Canary - control, as the mean over blocks. */
  readonly difference: number;
  /** Below this the true difference lies, at all looks together. */
  readonly atMost: number;
  readonly canary: ArmTotals;
  readonly control: ArmTotals;
}

/** The plain bet is best for a drop of so much, the bolder ones for two, four and eight times as much. */
const LEAST_DROP = 0.02;
/** Counts as one block with this variance, before any was seen. */
const VARIANCE_BEFORE = 0.04;

/** One metric of both arms. */
export interface ArmsMetric {
  readonly metric: string;
  readonly slices: readonly Slice[];
}

/** How much worse a canary may be, and how often it may be called worse where it isn't. */
export interface ArmsSettings {
  readonly margin: number;
  readonly alpha: number;
}

/**
 * Compares the first eight metrics by {@link compareArms}, each with an eighth of `alpha`: so likely is it at most that any of
 * them is ever called worse where none is (Bonferroni). Metrics that come later must come last.
 */
export function compareMetrics(
  metrics: readonly ArmsMetric[],
  { margin, alpha }: ArmsSettings,
): (ArmComparison & Pick<ArmsMetric, 'metric'>)[] {
  return metrics.slice(0, MOST_METRICS).map(({ metric, slices }) => {
    return { metric, ...compareArms(slices, { margin, alpha: alpha / MOST_METRICS }) };
  });
}

/**
 * Compares two arms among which chance divides conversations, however often one looks and whatever the shares are by then.
 * Slices that follow each other are one block until both arms are in it; a block has one difference, of its two means. A block
 * compares what happened at the same time, so that neither the hour nor a share that grows meanwhile passes for a difference.
 * The differences are tested by betting (Waudby-Smith and Ramdas 2024) with bets that need no last look: the drop divided by
 * the variance so far, which grows wealth fastest for that drop (Kelly 1956).
 * @param slices in the order of time; slices that were looked at before must come first and unchanged
 * @param settings.alpha how likely `isWorse` is ever true where the drop is no larger than the margin
 */
export function compareArms(slices: readonly Slice[], { margin, alpha }: ArmsSettings): ArmComparison {
  const drops = blocksOf(slices).map(({ canary, control }) => control.sum / control.count - canary.sum / canary.count);
  const totals = { sums: Float64Array.from(drops), sizes: new Float64Array(drops.length).fill(1) };
  const bets = betsOn(drops);
  const isShown = (drop: number) => clustersToShow(drop, totals, bets, alpha) <= drops.length;
  return {
    isWorse: isShown(margin),
    difference: -drops.reduce((sum, drop) => sum + drop, 0) / drops.length,
    atMost: -lastShown(-1, 1, isShown),
    canary: slices.map(({ canary }) => canary).reduce(added, NONE),
    control: slices.map(({ control }) => control).reduce(added, NONE),
  };
}

const NONE: ArmTotals = { sum: 0, count: 0 };

function added(one: ArmTotals, other: ArmTotals): ArmTotals {
  return { sum: one.sum + other.sum, count: one.count + other.count };
}

/** The last block waits until both arms are in it. */
function blocksOf(slices: readonly Slice[]): Slice[] {
  const blocks: Slice[] = [];
  let open: Slice = { canary: NONE, control: NONE };
  for (const { canary, control } of slices) {
    open = { canary: added(open.canary, canary), control: added(open.control, control) };
    if (open.canary.count === 0 || open.control.count === 0) continue;
    blocks.push(open);
    open = { canary: NONE, control: NONE };
  }
  return blocks;
}

/** The bet on each block, chosen from the blocks before it alone. */
function betsOn(drops: readonly number[]): Float64Array {
  let [sum, squares] = [0, 0];
  return Float64Array.from(drops, (drop, index) => {
    const mean = sum / (index + 1);
    const variance = (VARIANCE_BEFORE + squares - 2 * mean * sum + index * mean ** 2) / (index + 1);
    sum += drop;
    squares += drop ** 2;
    return LEAST_DROP / variance;
  });
}
