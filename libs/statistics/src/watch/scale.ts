import type { ChangeRule, LevelRule } from '@gauntlet/artefacts';
import type { StepTotal } from '../e-detectors/change-point';
import { clusteredInterval, type ClusteredMean, clusteredMean } from '../paired/clustered-mean';
import type { Details } from './status';

/** Between a metric and values from 0 to 1 of which more is better. */
export interface Scale {
  readonly inward: (share: number) => number;
  readonly outward: (value: number) => number;
  readonly level: number;
}

/** What a rule watches, turned so that only a fall is bad. */
export function scaleOf(rule: LevelRule | ChangeRule): Scale {
  const { least, greatest } = rule.metric;
  const width = greatest - least;
  const isTurned = rule.kind === 'level' ? rule.stay === 'below' : rule.bad === 'rise';
  const turned = (share: number) => (isTurned ? 1 - share : share);
  const level = rule.kind === 'level' ? turned((rule.level - least) / width) : rule.margin / width;
  return { inward: turned, outward: (value) => least + width * turned(value), level };
}

/** The mean over steps as the metric has it, with its interval. */
export function told(totals: readonly StepTotal[], { outward }: Scale): Pick<Details, 'value' | 'interval'> {
  if (totals.length === 0) return { value: null, interval: null };
  const { mean, low, high } = meanOf(totals);
  const ends = [outward(low), outward(high)].sort((a, b) => a - b) as [number, number];
  return { value: outward(mean), interval: ends };
}

/** Fewer steps say little about how steps differ. */
const FEW_STEPS = 8;

/** A mean over steps with its interval of 95 %, by the spread between steps, or between values where there are few steps. */
function meanOf(totals: readonly StepTotal[]): { mean: number; low: number; high: number } {
  const sums = Float64Array.from(totals, ({ sum }) => sum);
  const bySteps = clusteredMean({ sums, sizes: Float64Array.from(totals, ({ weight }) => weight) });
  const { low, high } = clusteredInterval(totals.length < FEW_STEPS ? byValues(totals, bySteps.mean) : bySteps, 0.05);
  return { mean: bySteps.mean, low: Math.max(0, low), high: Math.min(1, high) };
}

function byValues(totals: readonly StepTotal[], mean: number): ClusteredMean {
  const count = totals.reduce((sum, one) => sum + one.count, 0);
  const squares = totals.reduce((sum, one) => sum + one.squares, 0) / totals.reduce((sum, one) => sum + one.weight, 0);
  // A single value, which says nothing about others, has an infinite interval.
  const standardError = Math.sqrt(Math.max(squares - mean ** 2, 0) / Math.max(count - 1, 1));
  return { mean, standardError: count > 1 ? standardError : 1, clusters: count, effectiveClusters: count };
}
