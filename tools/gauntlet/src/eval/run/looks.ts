import { clusterOf, type Row } from '@gauntlet/artefacts';
import { type Planned, SeededRandom, type Verdict } from '@gauntlet/statistics';
import type { GivenAnswer } from './given-answer';
import type { RunSettings } from './metric';
import { SequentialRunError } from './run.errors';
import { runVerdict } from './summary';

const HASH_DIGITS = 8;

/** How a run is looked at. */
export interface LooksOptions {
  readonly repeats: number;
  readonly scorers: readonly { readonly name: string }[];
  readonly judges: readonly unknown[];
  readonly settings: RunSettings;
  /** Of the run, as a hash: the same run asks in the same order. */
  readonly content: string;
}

/**
 * Looks at a run after every cluster that is answered whole, and says when there is a verdict. Only the clusters count that
 * were asked first and are whole without a gap: those that happen to be answered early are not like the others.
 */
export class Looks {
  readonly planned: Planned;
  private readonly given: GivenAnswer[] = [];
  private readonly answersTo = new Map<string, number>();
  private whole = 0;
  private verdict: Verdict = 'not enough data';

  private constructor(
    private readonly clusters: readonly (readonly Row[])[],
    private readonly options: LooksOptions,
  ) {
    this.planned = { clusters: clusters.length, largest: Math.max(...clusters.map(({ length }) => length)) };
  }

  /** @throws SequentialRunError for rows with weights, and for judges; a retry doesn't help. */
  static at(rows: readonly Row[], options: LooksOptions): Looks {
    if (options.judges.length > 0) throw new SequentialRunError('judges are asked once all answers are there');
    if (rows.some(({ weight }) => weight !== rows[0]?.weight)) {
      throw new SequentialRunError('rows have different weights, which count at a single look alone');
    }
    // Clusters in an order of chance, so that the first of them stand for all.
    const random = new SeededRandom(Number.parseInt(options.content.slice(0, HASH_DIGITS), 16));
    return new Looks(random.shuffle(clustersOf(rows)), options);
  }

  /** All rows, in the order in which they are asked. */
  get asked(): readonly Row[] {
    return this.clusters.flat();
  }

  /** False once there is a verdict: no later answer changes it. */
  get isOpen(): boolean {
    return this.verdict === 'not enough data';
  }

  add(answer: GivenAnswer): void {
    if (!this.isOpen) return;
    this.given.push(answer);
    this.answersTo.set(answer.row, (this.answersTo.get(answer.row) ?? 0) + 1);
    while (this.isOpen && this.isWhole(this.clusters[this.whole])) {
      this.whole += 1;
      const { scorers, settings } = this.options;
      this.verdict = runVerdict({ ...this.seen, scorers }, { ...settings, planned: this.planned });
    }
  }

  /** The rows that count, and the answers to them. */
  get seen(): { readonly rows: readonly Row[]; readonly answers: readonly GivenAnswer[] } {
    const rows = this.clusters.slice(0, this.whole).flat();
    const ids = new Set(rows.map(({ id }) => id));
    return { rows, answers: this.given.filter(({ row }) => ids.has(row)) };
  }

  private isWhole(cluster: readonly Row[] | undefined): boolean {
    return cluster?.every(({ id }) => this.answersTo.get(id) === 2 * this.options.repeats) ?? false;
  }
}

function clustersOf(rows: readonly Row[]): Row[][] {
  const clusters = new Map<string, Row[]>();
  for (const row of rows) clusters.set(clusterOf(row), [...(clusters.get(clusterOf(row)) ?? []), row]);
  return [...clusters.values()];
}
