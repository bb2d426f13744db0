import type { StepTotal } from '../e-detectors/change-point';
import type { Profile } from './profile';

/** Rows of one profile in one step, as what they add up to. */
export interface Cell extends Omit<StepTotal, 'step'> {
  readonly profile: Profile;
}

/** One step of a stream that is over. */
export interface ClosedStep {
  readonly total: StepTotal;
  /** Values that have nothing to do with each other: means of clusters, at most so many. */
  readonly means: Float64Array;
  /** What each of them stands for. */
  readonly weights: Float64Array;
  readonly cells: readonly Cell[];
}

interface Sum {
  sum: number;
  weight: number;
  count: number;
  squares: number;
}

/** More values a step say no more, and cost time. */
const MOST_VALUES = 256;

/** Collects the rows of a stream in one step. Each cluster counts once: a burst of one conversation is one value. */
export class OpenStep {
  private readonly values: Sum[] = [];
  private readonly cells = new Map<Profile, Sum>();
  private readonly clusters = new Map<string, { profile: Profile; value: number; weight: number }[]>();
  private taken = 0;

  add(profile: Profile, value: number, weight: number, cluster: string | null): void {
    if (cluster === null) {
      this.addValue(value, weight);
      return this.addToCell(profile, value, weight, 1);
    }
    const rows = this.clusters.get(cluster);
    if (rows) rows.push({ profile, value, weight });
    else this.clusters.set(cluster, [{ profile, value, weight }]);
  }

  close(step: number): ClosedStep {
    for (const rows of this.clusters.values()) this.addCluster(rows);
    const total = { step, sum: 0, weight: 0, count: 0, squares: 0 };
    for (const one of this.values) addTo(total, one);
    const mean = (one: Sum) => one.sum / one.weight;
    return {
      total,
      means: Float64Array.from(this.values, mean),
      weights: Float64Array.from(this.values, (one) => one.weight / one.count),
      cells: [...this.cells].map(([profile, sum]) => ({ profile, ...sum })),
    };
  }

  private addCluster(rows: readonly { profile: Profile; value: number; weight: number }[]): void {
    const weight = rows.reduce((sum, row) => sum + row.weight, 0);
    const sum = rows.reduce((sum, row) => sum + row.weight * row.value, 0);
    this.addValue(sum / weight, weight / rows.length);
    for (const row of rows) this.addToCell(row.profile, row.value, row.weight / rows.length, 1 / rows.length);
  }

  /** Values beyond the most are put together in turn. */
  private addValue(value: number, weight: number): void {
    const place = this.taken % MOST_VALUES;
    this.taken += 1;
    addTo((this.values[place] ??= nothing()), sumOf(value, weight, 1));
  }

  private addToCell(profile: Profile, value: number, weight: number, count: number): void {
    let cell = this.cells.get(profile);
    if (!cell) this.cells.set(profile, (cell = nothing()));
    addTo(cell, sumOf(value, weight, count));
  }
}

function nothing(): Sum {
  return { sum: 0, weight: 0, count: 0, squares: 0 };
}

function sumOf(value: number, weight: number, count: number): Sum {
  return { sum: weight * value, weight, count, squares: weight * value ** 2 };
}

function addTo(total: Sum, one: Sum): void {
  total.sum += one.sum;
  total.weight += one.weight;
  total.count += one.count;
  total.squares += one.squares;
}
