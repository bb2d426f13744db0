import { compareMetrics, SeededRandom, type Slice } from '@gauntlet/statistics';
import { SETTINGS } from './settings';
import { type Fault, METRICS, rampOf, type Traffic, TRAFFICS } from './traffic';

/** What is true of the canaries of an arm. */
const TRUTHS = {
  equal: { drop: 0, refuses: 0 },
  worse: { drop: 0.1, refuses: 0 },
  broken: { drop: 0, refuses: 0.5 },
} as const satisfies Readonly<Record<string, Fault>>;

type Truth = keyof typeof TRUTHS;

/** What a simulation found. */
export interface RampResult {
  readonly seed: number;
  /** Ramps of each traffic and truth. */
  readonly ramps: number;
  readonly traffics: readonly TrafficResult[];
}

export interface TrafficResult {
  readonly name: string;
  readonly truths: Readonly<Record<Truth, Rollbacks>>;
}

/** How many canaries were rolled back, and after how many of their conversations; null where none was. */
export interface Rollbacks {
  readonly count: number;
  readonly median: number | null;
  readonly p95: number | null;
}

export function simulateRamps(seed: number, ramps: number): RampResult {
  const traffics = TRAFFICS.map((traffic) => {
    const of = (truth: Truth) => rollbacksOf(traffic, TRUTHS[truth], { seed, ramps });
    return { name: traffic.name, truths: { equal: of('equal'), worse: of('worse'), broken: of('broken') } };
  });
  return { seed, ramps, traffics };
}

function rollbacksOf(traffic: Traffic, fault: Fault, { seed, ramps }: { seed: number; ramps: number }): Rollbacks {
  const places = TRAFFICS.indexOf(traffic) * ramps;
  const seen = Array.from({ length: ramps }, (_, ramp) => {
    const chance = new SeededRandom(Math.imul(seed + places + ramp + 1, 2_654_435_761));
    return conversationsUntilWorse(rampOf(chance, traffic, fault));
  });
  const sorted = seen.filter((count) => count !== null).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? null;
  return { count: sorted.length, median: at(0.5), p95: at(0.95) };
}

/** Conversations of the canary until it was shown to be worse; null if it never was. What was shown stays shown. */
function conversationsUntilWorse(ramp: readonly Slice[][]): number | null {
  const isShown = (slices: number) => {
    const metrics = METRICS.map((metric, index) => ({ metric, slices: (ramp[index] as Slice[]).slice(0, slices) }));
    return compareMetrics(metrics, SETTINGS).some(({ isWorse }) => isWorse);
  };
  let [notShown, shown] = [0, (ramp[0] as Slice[]).length];
  if (!isShown(shown)) return null;
  while (shown - notShown > 1) {
    const middle = Math.floor((notShown + shown) / 2);
    if (isShown(middle)) shown = middle;
    else notShown = middle;
  }
  return (ramp[0] as Slice[]).slice(0, shown).reduce((sum, { canary }) => sum + canary.count, 0);
}
