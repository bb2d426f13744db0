import { clusterOf, type GateRule, type Row } from '@gauntlet/artefacts';
import type { GateVerdict, RuleResult } from '@gauntlet/contracts';
import { levelOf, quantile, quantileInterval, ratioOf } from '@gauntlet/statistics';
import { counted } from '../../terminal/counted';
import { ANSWERED, type GivenAnswer } from '../run/given-answer';
import { type Metric, metricOf, RowScores, type RunSettings } from '../run/metric';
import { scoredZero } from '../run/run-report';
import { type Summary, verdictOf } from '../run/summary';
import type { Side } from '../run/variant';
import { atLeast, atMost, boundsOf, type Finding, plain } from './rule-verdict';

/** A finished run. */
export interface Decidable {
  readonly rows: readonly Row[];
  readonly answers: readonly GivenAnswer[];
  readonly summary: Summary;
  /** Of a run that was looked at while it went on. */
  readonly planned?: RunSettings['planned'];
}

type RuleOf<Kind extends GateRule['kind']> = Extract<GateRule, { kind: Kind }>;

/** Scorers give 0 to 1. */
const BOUNDS = { least: 0, greatest: 1 };
/** The largest share of rows without a value that may have been anything. */
const MOST_MISSING = 0.05;
/** Of an event, in characters. */
const MOST_DETAIL = 2_000;
const VERDICTS = { better: 'pass', 'not worse': 'pass', worse: 'fail', 'not enough data': 'not enough data' } as const;

/** What a rule says of a run. */
export function decide(rule: GateRule, run: Decidable): RuleResult {
  const finding = findingOf(rule, run);
  return { rule: rule.text, ...finding, detail: finding.detail.slice(0, MOST_DETAIL) };
}

function findingOf(rule: GateRule, run: Decidable): Finding {
  switch (rule.kind) {
    case 'level':
      return levelFinding(rule, run);
    case 'drop':
      return dropFinding(rule, run);
    case 'critical':
      return criticalFinding(run);
    case 'cost':
      return costFinding(rule, run);
    case 'latency':
      return latencyFinding(rule, run);
  }
}

function levelFinding({ metric, least, alpha }: RuleOf<'level'>, { rows, answers }: Decidable): Finding {
  const scores = new RowScores(metric, answers);
  const scored = rows.flatMap((row) => ({ row, score: scores.mean(row.id, 'candidate') }));
  const found = scored.flatMap(({ row, score }) => (score === undefined ? [] : [{ row, score }]));
  const lost = scored.filter(
    ({ row, score }) => score === undefined && scores.of(row.id, 'baseline').length > 0,
  ).length;
  if (found.length === 0) return { ...plain('not enough data', 'it measures nothing in these rows'), metric };
  const sample = { values: found.map(({ score }) => score), ...partsOf(found.map(({ row }) => row)) };
  const level = levelOf(sample, { alpha, bounds: BOUNDS });
  const finding = atLeast(least, { value: level.mean, interval: level.interval, rows: level.rows, alpha });
  return withMissing({ ...finding, metric, detail: counted(found.length, 'row') }, lost, rows.length);
}

function dropFinding(
  { metric, margin, alpha }: RuleOf<'drop'>,
  { rows, answers, summary, planned }: Decidable,
): Finding {
  const settings = { margin, alpha, bounds: BOUNDS, planned };
  const names = metric === null ? summary.metrics.filter(isJudged).map(({ name }) => name) : [metric];
  const found = names.map((name) => metricOf(name, { rows, answers }, settings));
  const told = found.map((one) => {
    const says = verdictOf(one, settings);
    return { metric: one, says, verdict: VERDICTS[says] };
  });
  const verdict = worstOf(told.map((one) => one.verdict));
  const deciding = told.find((one) => one.verdict === verdict)?.metric;
  if (!deciding) return plain('not enough data', 'no evaluator measures anything in these rows');
  const shown = told.filter((one) => one.verdict === verdict).map((one) => `${one.metric.name} ${one.says}`);
  return { ...differenceOf(deciding), verdict, detail: shown.join(', ') };
}

function isJudged({ name, isMeasured }: Metric): boolean {
  return name !== ANSWERED && isMeasured;
}

/** What a metric differs by between the sides. */
export function differenceOf({ name, comparison }: Metric): Omit<Finding, 'verdict' | 'detail'> {
  if (!comparison) return { metric: name, value: null, interval: null, rowsNeeded: null };
  const { difference, interval, rowsNeeded } = comparison;
  return { metric: name, value: difference, interval: boundsOf(interval), rowsNeeded };
}

function criticalFinding({ rows, summary }: Decidable): Finding {
  const { failedCritical, failedCriticalBy, unmeasuredCritical } = summary;
  if (failedCritical.length > 0) return plain('fail', `failed ${named(failedCritical)}${scoredZero(failedCriticalBy)}`);
  // Nobody knows whether they failed.
  if (unmeasuredCritical.length > 0)
    return plain('not enough data', `no evaluator measures ${named(unmeasuredCritical)}`);
  return plain('pass', counted(rows.filter(({ critical }) => critical).length, 'critical row'));
}

const MOST_NAMED = 10;

function named(ids: readonly string[]): string {
  const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : '';
  return `${ids.slice(0, MOST_NAMED).join(', ')}${more}`;
}

function costFinding({ most, alpha }: RuleOf<'cost'>, { rows, answers }: Decidable): Finding {
  const costs = costsOf(answers);
  const priced = rows.flatMap((row) => {
    const [baseline, candidate] = (['baseline', 'candidate'] as const).map((side) => costs(row.id, side));
    return baseline === undefined || candidate === undefined ? [] : [{ row, baseline, candidate }];
  });
  const pairs = {
    baseline: priced.map(({ baseline }) => baseline),
    candidate: priced.map(({ candidate }) => candidate),
    ...partsOf(priced.map(({ row }) => row)),
  };
  const [before, after] = [pairs.baseline, pairs.candidate].map((costs) => costs.reduce((sum, cost) => sum + cost, 0));
  const detail = `$${(after ?? 0).toFixed(6)} after $${(before ?? 0).toFixed(6)}`;
  const missing = rows.length - priced.length;
  if (!before)
    return withMissing(plain(after ? 'fail' : 'pass', `${detail}: a ratio to nothing`), missing, rows.length);
  const { ratio, interval, rows: count } = ratioOf(pairs, { alpha });
  const finding = atMost(most, { value: ratio, interval, rows: count, alpha });
  return withMissing({ ...finding, metric: null, detail }, missing, rows.length);
}

/** What a row cost on one side, over its repeats; undefined without an answer, and where a price is not known. */
function costsOf(answers: readonly GivenAnswer[]): (row: string, side: Side) => number | undefined {
  const byRow = new Map<string, (number | null)[]>();
  for (const { row, side, costUsd } of answers) {
    const key = `${side}/${row}`;
    byRow.set(key, [...(byRow.get(key) ?? []), costUsd]);
  }
  return (row, side) => {
    const costs = byRow.get(`${side}/${row}`) ?? [null];
    return costs.includes(null) ? undefined : costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0) / costs.length;
  };
}

/** Of the first answer to each row, since the repeats of a row are not independent. */
function latencyFinding({ share, mostMs, alpha }: RuleOf<'latency'>, { rows, answers }: Decidable): Finding {
  const firsts = answers.filter(({ side, repeat }) => side === 'candidate' && repeat === 1);
  const values = firsts.map(({ latencyMs }) => latencyMs);
  if (values.length === 0) return plain('not enough data', 'there are no answers');
  const interval = quantileInterval(values, share, alpha);
  const finding = atMost(mostMs, { value: quantile(values, share), interval, rows: values.length, alpha });
  // Ranks bound a quantile only from some number of values on, which the width of an interval does not tell.
  const least = Math.ceil(Math.log(alpha / 2) / Math.log(share));
  const rowsNeeded = finding.verdict === 'not enough data' && values.length < least ? least : null;
  return withMissing(
    { ...finding, rowsNeeded, metric: null, detail: `${counted(values.length, 'answer')}, in ms` },
    rows.length - values.length,
    rows.length,
  );
}

function withMissing(finding: Finding, missing: number, of: number): Finding {
  if (missing === 0) return finding;
  const detail = `${finding.detail}; ${counted(missing, 'row')} without a value`;
  const isTooMany = finding.verdict === 'pass' && missing > MOST_MISSING * of;
  return { ...finding, detail, ...(isTooMany ? { verdict: 'not enough data', rowsNeeded: null } : {}) };
}

function partsOf(rows: readonly Row[]) {
  return { clusters: rows.map(clusterOf), weights: rows.map(({ weight }) => weight) };
}

/** A gate passes when all of its rules do, so that it needs no correction for their number. */
export function worstOf(verdicts: readonly GateVerdict[]): GateVerdict {
  return (['fail', 'not enough data'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'pass';
}
