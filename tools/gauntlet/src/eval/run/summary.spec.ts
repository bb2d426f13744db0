import { describe, expect, it } from 'vitest';
import type { Row } from '@gauntlet/artefacts';
import { ANSWERED, type GivenAnswer } from './given-answer';
import { summaryOf } from './summary';
import type { Side } from './variant';

const SETTINGS = { margin: 0.05, alpha: 0.05, bounds: { least: 0, greatest: 1 } };
const SCORERS = [{ name: 'right', scorer: { name: 'exact', version: 'v1', score: () => null } }] as const;
const ROWS = 200;

const row = (index: number, part: Partial<Row> = {}): Row => ({
  id: `row-${index}`,
  ...{ input: 'a', variables: {}, history: [], expected: {}, context: [], tags: [] },
  ...{ critical: false, weight: 1, cluster: null, ...part },
});

const answer = (index: number, side: Side, right: number | null, part: Partial<GivenAnswer> = {}): GivenAnswer => ({
  ...{ row: `row-${index}`, side, repeat: 1, requestId: `${side}-${index}`, outcome: 'answered', reason: null },
  ...{ flags: [], answer: 'b', scores: { right }, failed: [], model: 'x/y', finishReason: 'stop', costUsd: 0.5 },
  ...{ latencyMs: 10, ...part },
});

const rows = Array.from({ length: ROWS }, (_, index) => row(index));
const all = (side: Side, right: (index: number) => number | null, part: Partial<GivenAnswer> = {}) =>
  rows.map((_, index) => answer(index, side, right(index), part));
const summary = (answers: readonly GivenAnswer[], of: readonly Row[] = rows) =>
  summaryOf({ rows: of, answers, scorers: SCORERS }, SETTINGS);

describe('summaryOf', () => {
  it('says worse, better, not worse or not enough data by the interval of the difference', () => {
    const baseline = all('baseline', (index) => (index % 10 === 0 ? 0 : 1));
    const verdictOf = (candidate: GivenAnswer[]) => summary([...baseline, ...candidate]).verdict;
    expect(verdictOf(all('candidate', (index) => (index % 3 === 0 ? 0 : 1)))).toBe('worse');
    expect(verdictOf(all('candidate', () => 1))).toBe('better');
    expect(verdictOf(all('candidate', (index) => (index % 10 === 0 ? 0 : 1)))).toBe('not worse');
    expect(summary([answer(0, 'baseline', 1), answer(0, 'candidate', 1)]).verdict).toBe('not enough data');
    expect(summary([]).verdict).toBe('not enough data');
  });

  it('counts a row by its weight', () => {
    const weighted = rows.map((one, index) => ({ ...one, weight: index < 20 ? 91 : 1 }));
    const answers = [...all('baseline', () => 0.5), ...all('candidate', (index) => (index < 20 ? 1 : 0))];
    const [metric] = summary(answers, weighted).metrics;
    expect(metric?.candidate).toBeCloseTo(0.91, 12);
    expect(metric?.comparison?.difference).toBeCloseTo(0.41, 12);
    expect(summary(answers).metrics[0]?.comparison?.difference).toBeCloseTo(-0.4, 12);
  });

  it('names the metrics that are worse, with one error rate for all of them', () => {
    const both = (right: (index: number) => number, kind: (index: number) => number, side: Side) =>
      rows.map((_, index) => answer(index, side, right(index), { scores: { right: right(index), kind: kind(index) } }));
    const scorers = [...SCORERS, { name: 'kind' }];
    const found = (lost: number) => {
      const candidate = both(
        (index) => (index % 2 === 0 ? 0 : 1),
        (index) => (index < lost ? 0 : 1),
        'candidate',
      );
      const answers = [
        ...both(
          () => 1,
          () => 1,
          'baseline',
        ),
        ...candidate,
      ];
      return summaryOf({ rows, answers, scorers }, SETTINGS);
    };
    expect([found(0).worse, found(40).worse]).toEqual([['right'], ['right', 'kind']]);
    expect(summary([...all('baseline', () => 1), ...all('candidate', () => 1)]).worse).toEqual([]);
  });

  it('takes the repeats of a row for one score, and the baseline against itself for noise', () => {
    const first = all('baseline', () => 1);
    const second = all('baseline', (index) => (index < 20 ? 0 : 1), { repeat: 2 });
    const { metrics } = summary([...first, ...second, ...all('candidate', () => 1)]);
    expect(metrics[0]).toMatchObject({ baseline: 0.95, candidate: 1, comparison: { rows: ROWS } });
    expect(metrics[0]?.noise).toMatchObject({ agreement: 0.9, comparison: { difference: -0.1 } });
    expect(summary([...first, ...all('candidate', () => 1)]).metrics[0]?.noise).toBeNull();
  });

  it('counts a score that is missing, and never takes it for a 0', () => {
    const candidate = all('candidate', (index) => (index < 5 ? null : 1)).map((one, index) =>
      index < 2 ? { ...one, failed: ['right'] } : one,
    );
    const { metrics } = summary([...all('baseline', () => 1), ...candidate]);
    expect(metrics[0]).toMatchObject({ baseline: 1, candidate: 1, missing: 5, failed: 2, comparison: { rows: 195 } });
  });

  it('lets no candidate pass that has lost more scores than the margin allows', () => {
    const lost = (count: number) => all('candidate', (index) => (index < count ? null : 1));
    const verdicts = [10, 11].map((count) => summary([...all('baseline', () => 1), ...lost(count)]).verdict);
    expect(verdicts).toEqual(['not worse', 'not enough data']);
  });

  it('passes only when every metric passes, and leaves out those that measure nothing in these rows', () => {
    const scorers = ['right', 'other', 'nothing'].map((name) => ({ ...SCORERS[0], name }));
    const both = (side: Side, right: number, other: number | null) =>
      all(side, () => right).map((one) => ({ ...one, scores: { right, other, nothing: null } }));
    const verdictOf = (right: number, other: number | null, of = rows) =>
      summaryOf(
        { rows: of, answers: [...both('baseline', 0.5, 1), ...both('candidate', right, other)], scorers },
        SETTINGS,
      ).verdict;
    expect(verdictOf(1, 1)).toBe('not worse');
    expect(verdictOf(1, 0)).toBe('worse');
    expect(verdictOf(1, null)).toBe('not enough data');
    expect(summary(all('baseline', () => null)).verdict).toBe('not enough data');
  });

  it.each<[string, GivenAnswer[], string, readonly string[]]>([
    ['passes', [answer(1, 'candidate', 0.1)], 'not worse', []],
    ['fails by a score of 0', [answer(1, 'candidate', 0)], 'worse', ['row-1']],
    ['fails by one repeat', [answer(1, 'candidate', 1), answer(1, 'candidate', 0, { repeat: 2 })], 'worse', ['row-1']],
    ['fails without a score', [answer(1, 'candidate', null, { failed: ['right'] })], 'worse', ['row-1']],
    ['fails without an answer', [], 'worse', ['row-1']],
  ])('a candidate that on a critical row %s', (_, own, verdict, failedCritical) => {
    const critical = rows.map((one, index) => ({ ...one, critical: index === 1 }));
    const others = all('candidate', () => 1).filter(({ row: id }) => id !== 'row-1');
    const answers = [...all('baseline', (index) => (index === 1 ? 0.5 : 1)), ...others, ...own];
    expect(summary(answers, critical)).toMatchObject({ verdict, failedCritical, unmeasuredCritical: [] });
  });

  it('names the metrics that gave the candidate a 0 on a critical row', () => {
    const critical = rows.map((one, index) => ({ ...one, critical: index === 1 }));
    const failing = (side: Side) => all(side, (index) => (index === 1 ? 0 : 1));
    const fine = (side: Side) => all(side, (index) => (index === 2 ? 0 : 1));
    expect(summary([...fine('baseline'), ...failing('candidate')], critical).failedCriticalBy).toEqual(['right']);
    expect(summary([...failing('baseline'), ...fine('candidate')], critical).failedCriticalBy).toEqual([]);
  });

  it('lets no candidate pass whose answers come from a backup', () => {
    const backups = (count: number) =>
      all('candidate', () => 1).map((one, index) => (index < count ? { ...one, flags: ['fallback'] } : one));
    const verdicts = [20, 21].map((count) => summary([...all('baseline', () => 1), ...backups(count)]).verdict);
    expect(verdicts).toEqual(['not worse', 'not enough data']);
  });

  it('finds a candidate worse that answers less, however good the answers are that are left', () => {
    const answered = (side: Side, share: number) =>
      all(side, (index) => (index < share * ROWS ? 1 : null)).map((one, index) => ({
        ...one,
        scores: { ...one.scores, [ANSWERED]: Number(index < share * ROWS) },
      }));
    expect(summary([...answered('baseline', 1), ...answered('candidate', 0.7)]).verdict).toBe('worse');
  });

  it('needs no rows to show that a candidate answers as often', () => {
    const few = rows.slice(0, 20);
    const better = (side: Side, right: number) =>
      few.map((_, index) => answer(index, side, right, { scores: { right, [ANSWERED]: 1 } }));
    const { verdict, metrics } = summary([...better('baseline', 0), ...better('candidate', 1)], few);
    expect([verdict, metrics.at(-1)?.comparison?.verdict]).toEqual(['better', 'not enough data']);
  });

  it('names critical rows that no evaluator measures', () => {
    const critical = rows.map((one, index) => ({ ...one, critical: index === 1 }));
    const answers = (['baseline', 'candidate'] as const).flatMap((side) =>
      all(side, (index) => (index === 1 ? null : 1)),
    );
    expect(summary(answers, critical)).toMatchObject({ failedCritical: [], unmeasuredCritical: ['row-1'] });
  });

  it('keeps rows and clusters of the same name apart', () => {
    const two = [row(0), row(1, { cluster: 'row-0' }), row(2, { cluster: 'row-0' })];
    const answers = two.flatMap((_, index) => [answer(index, 'baseline', 1), answer(index, 'candidate', 1)]);
    expect(summary(answers, two).metrics[0]?.comparison).toMatchObject({ rows: 3, clusters: 2 });
  });

  it('says what a side cost and took, where that is known', () => {
    const answers = [
      answer(0, 'candidate', 1, { latencyMs: 30, costUsd: null }),
      answer(1, 'candidate', null, { outcome: 'blocked', costUsd: 0, flags: ['fallback'] }),
    ];
    expect(summary(answers).sides).toEqual({
      baseline: { answers: 0, notAnswered: 0, byBackup: 0, costUsd: null, p50Ms: null, p95Ms: null },
      candidate: { answers: 2, notAnswered: 1, byBackup: 1, costUsd: 0, p50Ms: 10, p95Ms: 30 },
    });
  });
});
