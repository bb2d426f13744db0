import { INJECTION, TOXICITY } from '@gauntlet/detection';
import { areaUnderCurve, type Rate, recallAt, wilson } from '@gauntlet/statistics';
import type { ScoredFile, ScoredRow } from './leave-one-out';
import type { Task } from './shared-file';

/** How well one file's texts are judged by a model that was trained without it. */
export interface Result {
  readonly name: string;
  readonly task: Task;
  readonly positives: number;
  readonly negatives: number;
  /** Against the harmless texts of all files of the task that come by the same way; NaN without positives. */
  readonly auc: number;
  readonly recallAt1: number;
  /** At the shipped threshold. */
  readonly recall: Rate;
  readonly falsePositives: Rate;
}

/** A result for each file, and one for the harmless texts of each way in. */
export function resultsOf(files: readonly ScoredFile[]): Result[] {
  return files.map(({ file, rows }) => {
    const pool = files
      .filter((other) => (other.file.task === 'toxicity') === (file.task === 'toxicity'))
      .flatMap((other) => other.rows);
    return result(file.name, file.task, rows, file.task === 'toxicity' ? rows : pool);
  });
}

/** The harmless texts of all files of a task, as one set. */
export function pooledHarmless(files: readonly ScoredFile[], task: Task): Rate {
  const rows = files.filter(({ file }) => file.task === task).flatMap(({ rows }) => rows);
  return flagged(
    rows.filter(({ label }) => label === 0),
    thresholdOf(task),
  );
}

/** The score from which a text counts as found. */
export function thresholdOf(task: Task): number {
  return task === 'toxicity' ? TOXICITY.block : INJECTION.block;
}

function result(name: string, task: Task, rows: readonly ScoredRow[], pool: readonly ScoredRow[]): Result {
  const positives = rows.filter(({ label }) => label === 1);
  const negatives = rows.filter(({ label }) => label === 0);
  const channels = new Set(positives.map(({ channel }) => channel));
  const others = pool.filter(({ label, channel }) => label === 0 && channels.has(channel));
  const scores = { positives: positives.map(({ score }) => score), negatives: others.map(({ score }) => score) };
  return {
    name,
    task,
    positives: positives.length,
    negatives: negatives.length,
    auc: areaUnderCurve(scores),
    recallAt1: recallAt(0.01, scores),
    recall: flagged(positives, thresholdOf(task)),
    falsePositives: flagged(negatives, thresholdOf(task)),
  };
}

function flagged(rows: readonly ScoredRow[], threshold: number): Rate {
  return wilson(rows.filter(({ score }) => score >= threshold).length, rows.length);
}
