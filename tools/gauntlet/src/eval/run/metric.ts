import { clusterOf, type Row } from '@gauntlet/artefacts';
import {
  compare,
  compareSequentially,
  type Comparison,
  type Pairs,
  type Planned,
  type Settings,
} from '@gauntlet/statistics';
import type { GivenAnswer } from './given-answer';
import type { Side } from './variant';

/** How a run is compared. */
export interface RunSettings extends Settings {
  /** Of a run that is looked at while it goes on; absent: one look at its end. */
  readonly planned?: Planned | undefined;
}

/** What a run says of one evaluator. */
export interface Metric {
  readonly name: string;
  /** Means over the rows that have a score on both sides, by their weights. */
  readonly baseline: number;
  readonly candidate: number;
  /** Null when no row has a score on both sides. */
  readonly comparison: Comparison | null;
  /** Rows without a score on at least one side. */
  readonly missing: number;
  /** Rows that the baseline has a score for and the candidate has not. */
  readonly lost: number;
  /** False when no answer of either side could be measured, such as by `numeric` in rows without a number. */
  readonly isMeasured: boolean;
  /** Answers whose scorer failed. */
  readonly failed: number;
}

/** A metric as a report tells it. */
export interface ReportedMetric extends Metric {
  /** The baseline against itself; null with one repeat. */
  readonly noise: Noise | null;
}

/** The first answer of the baseline to each row against the second one: what a difference of nothing looks like. */
interface Noise {
  readonly comparison: Comparison;
  /** Share of rows whose two scores are equal. */
  readonly agreement: number;
}

/** Rows, and what both sides answered to them. */
interface Compared {
  readonly rows: readonly Row[];
  readonly answers: readonly GivenAnswer[];
}

/** Compares the two sides by one evaluator. The repeats of a row are one score, their mean: they are no further rows. */
export function metricOf(name: string, { rows, answers }: Compared, settings: RunSettings): Metric {
  const scores = new RowScores(name, answers);
  const { pairs, missing } = pairsOf(
    rows,
    (row) => scores.mean(row, 'baseline'),
    (row) => scores.mean(row, 'candidate'),
  );
  return {
    name,
    baseline: weightedMean(pairs.baseline, pairs.weights),
    candidate: weightedMean(pairs.candidate, pairs.weights),
    comparison: pairs.baseline.length === 0 ? null : compared(pairs, settings),
    missing,
    ...{ lost: rows.filter(({ id }) => isLost(id, scores)).length, isMeasured: scores.some },
    failed: answers.filter(({ failed }) => failed.includes(name)).length,
  };
}

/** A metric with its noise, which takes an interval of its own: nothing is decided by it, so a look does without. */
export function reported(metric: Metric, { rows, answers }: Compared, settings: Settings): ReportedMetric {
  const scores = new RowScores(metric.name, answers);
  const repeat = (number: number) => (row: string) => scores.of(row, 'baseline')[number - 1];
  return { ...metric, noise: noiseOf(pairsOf(rows, repeat(1), repeat(2)).pairs, settings) };
}

function compared({ weights, ...pairs }: WeightedPairs, { planned, ...settings }: RunSettings): Comparison {
  return planned ? compareSequentially(pairs, settings, planned) : compare({ ...pairs, weights }, settings);
}

function isLost(row: string, scores: RowScores): boolean {
  return scores.of(row, 'baseline').length > 0 && scores.of(row, 'candidate').length === 0;
}

function noiseOf(pairs: Pairs, settings: Settings): Noise | null {
  if (pairs.baseline.length === 0) return null;
  const equal = pairs.baseline.filter((score, index) => score === pairs.candidate[index]).length;
  return { comparison: compare(pairs, settings), agreement: equal / pairs.baseline.length };
}

type ScoreOf = (row: string) => number | undefined;

interface WeightedPairs extends Pairs {
  readonly weights: readonly number[];
}

function pairsOf(rows: readonly Row[], one: ScoreOf, other: ScoreOf): { pairs: WeightedPairs; missing: number } {
  const both = rows.flatMap((row) => {
    const [baseline, candidate] = [one(row.id), other(row.id)];
    if (baseline === undefined || candidate === undefined) return [];
    return [{ baseline, candidate, cluster: clusterOf(row), weight: row.weight }];
  });
  const pairs = {
    baseline: both.map(({ baseline }) => baseline),
    candidate: both.map(({ candidate }) => candidate),
    clusters: both.map(({ cluster }) => cluster),
    weights: both.map(({ weight }) => weight),
  };
  return { pairs, missing: rows.length - both.length };
}

/** The scores that one evaluator gave. */
export class RowScores {
  private readonly scores = new Map<string, number[]>();

  constructor(name: string, answers: readonly GivenAnswer[]) {
    for (const { row, side, scores } of answers.toSorted((one, other) => one.repeat - other.repeat)) {
      const score = scores[name];
      if (typeof score === 'number') this.scores.set(key(row, side), [...this.of(row, side), score]);
    }
  }

  get some(): boolean {
    return this.scores.size > 0;
  }

  /** In the order of the repeats. */
  of(row: string, side: Side): readonly number[] {
    return this.scores.get(key(row, side)) ?? [];
  }

  mean(row: string, side: Side): number | undefined {
    const scores = this.of(row, side);
    return scores.length === 0 ? undefined : meanOf(scores);
  }
}

function key(row: string, side: Side): string {
  return `${side}/${row}`;
}

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const sum = values.reduce((total, value, index) => total + value * (weights[index] as number), 0);
  return sum / weights.reduce((total, weight) => total + weight, 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
