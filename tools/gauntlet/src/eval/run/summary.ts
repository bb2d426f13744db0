import type { Row } from '@gauntlet/artefacts';
import type { PromptScorer } from '@gauntlet/scoring';
import { holm, quantile, type Settings, type Verdict } from '@gauntlet/statistics';
import { ANSWERED, type GivenAnswer } from './given-answer';
import { type Metric, metricOf, reported, type ReportedMetric, type RunSettings } from './metric';
import type { Side } from './variant';

/** What a run came to. */
export interface Summary {
  /** Of all metrics and critical rows together. */
  readonly verdict: Verdict;
  readonly metrics: readonly ReportedMetric[];
  /** Metrics that are worse, of which any is named wrongly in alpha of the runs at most, however many there are (Holm 1979). */
  readonly worse: readonly string[];
  /** Ids of critical rows that the candidate failed in at least one repeat. */
  readonly failedCritical: readonly string[];
  /** Metrics that gave the candidate a 0 on a critical row. */
  readonly failedCriticalBy: readonly string[];
  /** Ids of critical rows that no evaluator measures on either side, so that nothing guards them. */
  readonly unmeasuredCritical: readonly string[];
  readonly sides: Readonly<Record<Side, SideSummary>>;
}

/** What the answers of one side cost and took. */
export interface SideSummary {
  readonly answers: number;
  /** Answers that no model gave: blocked, or canned. */
  readonly notAnswered: number;
  /** Answers of a backup, so of another model than the one that is tried. */
  readonly byBackup: number;
  /** US dollars an answer, over those whose price is known; null when none is. */
  readonly costUsd: number | null;
  /** Milliseconds; null without an answer. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

interface Answered {
  readonly rows: readonly Row[];
  readonly answers: readonly GivenAnswer[];
  /** What gave the scores, by name. */
  readonly scorers: readonly Pick<PromptScorer, 'name'>[];
}

/** The statistics of a run. */
export function summaryOf(run: Answered, settings: RunSettings): Summary {
  const { answers } = run;
  const metrics = metricsOf(run, settings);
  const critical = criticalIn(run);
  return {
    verdict: verdictBy(metrics, run, settings),
    metrics: metrics.map((metric) => reported(metric, run, settings)),
    worse: worseOf(metrics, run, settings),
    failedCritical: critical.filter((row) => isFailed(row.answers)).map(({ id }) => id),
    failedCriticalBy: metrics
      .map(({ name }) => name)
      .filter((name) => critical.some((row) => isZero(name, row.answers))),
    unmeasuredCritical: critical.filter((row) => !row.answers.some(isMeasured)).map(({ id }) => id),
    sides: { baseline: sideOf('baseline', answers), candidate: sideOf('candidate', answers) },
  };
}

/** The verdict of a summary alone: a look at a run that goes on asks for nothing else, and there may be thousands. */
export function runVerdict(run: Answered, settings: RunSettings): Verdict {
  return verdictBy(metricsOf(run, settings), run, settings);
}

function verdictBy(metrics: readonly Metric[], run: Answered, settings: Settings): Verdict {
  if (criticalIn(run).some((row) => isFailed(row.answers))) return 'worse';
  return whatIsTried(run.answers, verdictOfAll(metrics, settings), settings);
}

function metricsOf({ rows, answers, scorers }: Answered, settings: RunSettings): Metric[] {
  const names = new Set([...scorers.map(({ name }) => name), ANSWERED]);
  return [...names].map((name) => metricOf(name, { rows, answers }, settings));
}

function criticalIn({ rows, answers }: Answered): { readonly id: string; readonly answers: readonly GivenAnswer[] }[] {
  return rows.filter((row) => row.critical).map(({ id }) => ({ id, answers: ofRow(id, answers) }));
}

function worseOf(metrics: readonly Metric[], given: Omit<Answered, 'scorers'>, settings: RunSettings): string[] {
  const measured = metrics.filter(({ comparison }) => comparison !== null);
  const isWorse = ({ name }: Metric, alpha: number) => {
    const { comparison } = metricOf(name, given, { ...settings, alpha });
    return comparison !== null && comparison.interval.high < 0;
  };
  // Most runs have none, and then no further interval is needed.
  if (!measured.some(({ comparison }) => comparison && comparison.interval.high < 0)) return [];
  return holm(measured, settings.alpha, isWorse).map(({ name }) => name);
}

/**
 * A pass needs every metric that measures something, so that it needs no correction for their number. Whether the candidate
 * answers less is a guard: it can make a run worse, and no run needs the rows to show that it doesn't.
 */
function verdictOfAll(metrics: readonly Metric[], settings: Settings): Verdict {
  const measured = metrics.filter(({ isMeasured }) => isMeasured);
  const [guards, others] = [true, false].map((isGuard) =>
    measured.filter(({ name }) => (name === ANSWERED) === isGuard).map((metric) => verdictOf(metric, settings)),
  ) as [Verdict[], Verdict[]];
  if (guards.includes('worse')) return 'worse';
  const worst = (['worse', 'not enough data', 'not worse'] as const).find((verdict) => others.includes(verdict));
  return worst ?? (others.length === 0 ? 'not enough data' : 'better');
}

/** Rows that the candidate has lost may each have fallen to nothing, so a pass needs them to be fewer than the margin allows. */
export function verdictOf({ comparison, lost }: Metric, { margin }: Settings): Verdict {
  if (!comparison) return 'not enough data';
  const { verdict, rows } = comparison;
  return verdict !== 'worse' && lost > margin * (rows + lost) ? 'not enough data' : verdict;
}

/** Answers of backups say nothing of the model that is tried, so only a few of them let a candidate pass. */
function whatIsTried(answers: readonly GivenAnswer[], verdict: Verdict, { margin }: Settings): Verdict {
  const share = answers.filter(isByBackup).length / answers.length;
  return verdict !== 'worse' && share > margin ? 'not enough data' : verdict;
}

function isByBackup({ flags }: GivenAnswer): boolean {
  return flags.includes('fallback');
}

function ofRow(row: string, answers: readonly GivenAnswer[]): GivenAnswer[] {
  return answers.filter((answer) => answer.row === row);
}

function isMeasured({ scores }: GivenAnswer): boolean {
  return Object.entries(scores).some(([name, score]) => name !== ANSWERED && score !== null);
}

function isZero(metric: string, answers: readonly GivenAnswer[]): boolean {
  return answers.some(({ side, scores }) => side === 'candidate' && scores[metric] === 0);
}

/** A critical row is failed by a score of 0, and where the baseline has a score and the candidate has none. */
function isFailed(answers: readonly GivenAnswer[]): boolean {
  const [baseline, candidate] = (['baseline', 'candidate'] as const).map((side) =>
    answers.filter((answer) => answer.side === side),
  ) as [GivenAnswer[], GivenAnswer[]];
  const isLow = ({ scores }: GivenAnswer) => Object.values(scores).includes(0);
  return (
    candidate.some(isLow) || (baseline.some(isMeasured) && (candidate.length === 0 || !candidate.every(isMeasured)))
  );
}

function sideOf(side: Side, all: readonly GivenAnswer[]): SideSummary {
  const answers = all.filter((answer) => answer.side === side);
  const costs = answers.flatMap(({ costUsd }) => costUsd ?? []);
  const latencies = answers.map(({ latencyMs }) => latencyMs);
  const at = (share: number) => (latencies.length === 0 ? null : quantile(latencies, share));
  return {
    answers: answers.length,
    notAnswered: answers.filter(({ outcome }) => outcome !== 'answered').length,
    byBackup: answers.filter(isByBackup).length,
    costUsd: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0) / costs.length,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
  };
}
