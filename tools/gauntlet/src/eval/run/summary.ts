import type { Row } from '@gauntlet/artefacts';
import type { PromptScorer } from '@gauntlet/scoring';
import { quantile, type Settings, type Verdict } from '@gauntlet/statistics';
import type { GivenAnswer } from './given-answer';
import { type Metric, metricOf } from './metric';
import type { Side } from './variant';

/** What a run came to. */
export interface Summary {
  /** Of all metrics and critical rows together. */
  readonly verdict: Verdict;
  readonly metrics: readonly Metric[];
  /** Ids of critical rows that the candidate failed in at least one repeat. */
  readonly failedCritical: readonly string[];
  readonly sides: Readonly<Record<Side, SideSummary>>;
}

/** What the answers of one side cost and took. */
export interface SideSummary {
  readonly answers: number;
  /** Answers that no model gave: blocked, or canned. */
  readonly notAnswered: number;
  /** US dollars an answer, over those whose price is known; null when none is. */
  readonly costUsd: number | null;
  /** Milliseconds; null without an answer. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

interface Answered {
  readonly rows: readonly Row[];
  readonly answers: readonly GivenAnswer[];
  readonly scorers: readonly PromptScorer[];
}

/** Below it a critical row counts as failed. */
const FAILED_BELOW = 0.5;

/** The statistics of a run. */
export function summaryOf({ rows, answers, scorers }: Answered, settings: Settings): Summary {
  const metrics = scorers.map(({ name }) => metricOf(name, { rows, answers }, settings));
  const failedCritical = rows.filter(({ critical, id }) => critical && isFailed(id, answers)).map(({ id }) => id);
  return {
    verdict: failedCritical.length > 0 ? 'worse' : verdictOfAll(metrics),
    metrics,
    failedCritical,
    sides: { baseline: sideOf('baseline', answers), candidate: sideOf('candidate', answers) },
  };
}

/** A pass needs every metric, so that it needs no correction for their number. */
function verdictOfAll(metrics: readonly Metric[]): Verdict {
  const verdicts = metrics.map(({ comparison }) => comparison?.verdict ?? 'not enough data');
  const worst = (['worse', 'not enough data', 'not worse'] as const).find((verdict) => verdicts.includes(verdict));
  return worst ?? (verdicts.length === 0 ? 'not enough data' : 'better');
}

function isFailed(row: string, answers: readonly GivenAnswer[]): boolean {
  const own = answers.filter((answer) => answer.row === row && answer.side === 'candidate');
  return own.some(({ scores }) => Object.values(scores).some((score) => score !== null && score < FAILED_BELOW));
}

function sideOf(side: Side, all: readonly GivenAnswer[]): SideSummary {
  const answers = all.filter((answer) => answer.side === side);
  const costs = answers.flatMap(({ costUsd }) => costUsd ?? []);
  const latencies = answers.map(({ latencyMs }) => latencyMs);
  const at = (share: number) => (latencies.length === 0 ? null : quantile(latencies, share));
  return {
    answers: answers.length,
    notAnswered: answers.filter(({ outcome }) => outcome !== 'answered').length,
    costUsd: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0) / costs.length,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
  };
}
