import { Injectable } from '@nestjs/common';
import type { RunningRamp } from '@gauntlet/registry';
import type { ArmsMetric, TimedSlice } from './arms';
import { ArmsRepository, type ArmTotal } from './arms.repository';
import { timesOf } from './ramp-times';

interface Known {
  readonly ramp: number | undefined;
  readonly slices: Map<string, TimedSlice[]>;
  readonly weights: Record<string, number>;
  untilMs: number;
}

/** What one statement reads is bounded, however long and busy a ramp is. */
const SLICES_AT_ONCE = 10;
const LEAST_AT_ONCE_MS = 60_000;
/** After so long a look leaves the rest to the next one: after a restart, monitors and other ramps are not kept waiting. */
const LONGEST_LOOK_MS = 5_000;

/**
 * What both arms of each ramp answered. Each slice is read once, when its conversations are settled, and stays as it was
 * read; after a restart all slices are read again.
 */
@Injectable()
export class ArmsEvidence {
  private readonly known = new Map<string, Known>();

  constructor(private readonly repository: ArmsRepository) {}

  /**
   * Every metric that has a value by now, in the order in which they began; null while there is more to read, which the next
   * looks go on with.
   * @throws DatabaseUnavailableError; retry later.
   */
  async of(ramp: RunningRamp, now: Date): Promise<ArmsMetric[] | null> {
    const { settledMs, sliceMs } = timesOf(ramp.ramp);
    const known = this.knownOf(ramp, sliceMs);
    // Where answers are stored late, for example after an outage, time goes on with them.
    const untilMs = Math.min(now.getTime(), await this.repository.newestMs()) - settledMs;
    const left = () => Math.floor((untilMs - known.untilMs) / sliceMs);
    const startedAt = performance.now();
    while (left() > 0 && performance.now() - startedAt < LONGEST_LOOK_MS) {
      await this.read(ramp, known, Math.min(left(), slicesAtOnce(sliceMs)));
    }
    if (left() > 0) return null;
    return [...known.slices].map(([metric, slices]) => ({ metric, slices }));
  }

  // The clock of an ingress may be behind the one of who pinned.
  private knownOf({ pin, offsets: [first], beganAt }: RunningRamp, sliceMs: number): Known {
    const { name } = pin.facts.prompt;
    const before = this.known.get(name);
    if (before && before.ramp === first) return before;
    const untilMs = Date.parse(beganAt) - slicesAtOnce(sliceMs) * sliceMs;
    const known = { ramp: first, slices: new Map<string, TimedSlice[]>(), weights: {}, untilMs };
    this.known.set(name, known);
    return known;
  }

  private async read({ offsets, ramp }: RunningRamp, known: Known, slices: number): Promise<void> {
    const { windowMs, sliceMs } = timesOf(ramp);
    const { untilMs: fromMs, weights } = known;
    const untilMs = fromMs + slices * sliceMs;
    const span = { offsets, from: new Date(fromMs), until: new Date(untilMs), windowMs, sliceMs, weights };
    for (const total of await this.repository.totals(span)) add(total, known);
    known.untilMs = untilMs;
  }
}

function slicesAtOnce(sliceMs: number): number {
  return Math.max(SLICES_AT_ONCE, Math.ceil(LEAST_AT_ONCE_MS / sliceMs));
}

function add({ metric, start, canary, sum, count, weight }: ArmTotal, { slices, weights }: Known): void {
  const startMs = start.getTime();
  const own = slices.get(metric) ?? [];
  const none = { sum: 0, count: 0 };
  const last = own.at(-1)?.startMs === startMs ? own.pop() : undefined;
  own.push({ startMs, canary: none, control: none, ...last, [canary ? 'canary' : 'control']: { sum, count } });
  slices.set(metric, own);
  weights[metric] = weight;
}
