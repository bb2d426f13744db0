import { describe, expect, it } from 'vitest';
import { parseRule, type Row } from '@gauntlet/artefacts';
import { encodeEvent, GATE_LIMITS, MAX_EVENT_BYTES } from '@gauntlet/contracts';
import { ANSWERED, type GivenAnswer } from '../run/given-answer';
import { summaryOf } from '../run/summary';
import type { Side } from '../run/variant';
import { gateOutcome } from './gate-outcome';
import { gateLine } from './gate-report';
import { gatedEvent } from './gated-event';

const SETTINGS = { margin: 0.05, alpha: 0.05, bounds: { least: 0, greatest: 1 } };
const SCORERS = [{ name: 'right', scorer: { name: 'exact', version: 'v1', score: () => null } }] as const;

const row = (index: number, part: Partial<Row> = {}): Row => ({
  id: `row-${index}`,
  ...{ input: 'a', variables: {}, history: [], expected: {}, context: [], tags: [] },
  ...{ critical: false, weight: 1, cluster: null, ...part },
});

type Part = Partial<GivenAnswer> & { readonly right?: number | null };

const answer = (index: number, side: Side, { right = 1, ...part }: Part): GivenAnswer => ({
  ...{ row: `row-${index}`, side, repeat: 1, requestId: `${side}-${index}`, outcome: 'answered', reason: null },
  ...{ flags: [], answer: 'b', failed: [], model: 'x/y', finishReason: 'stop', costUsd: 0.5, latencyMs: 100 },
  ...{ scores: { right, [ANSWERED]: 1 }, ...part },
});

/** A run whose candidate is as said, and whose baseline is right everywhere. */
function runOf(
  count: number,
  candidate: (index: number) => Part,
  rows = Array.from({ length: count }, (_, i) => row(i)),
) {
  const answers = rows.flatMap((_, index) => [
    answer(index, 'baseline', {}),
    answer(index, 'candidate', candidate(index)),
  ]);
  return {
    rows,
    answers,
    summary: summaryOf({ rows, answers, scorers: SCORERS }, SETTINGS),
  };
}

function resultOf(rule: string, run: ReturnType<typeof runOf>) {
  return gateOutcome({ hash: null, rules: [parseRule(rule)] }, run).rules[0];
}

const share = (wrong: number) => (index: number) => ({ right: index % 100 < wrong * 100 ? 0 : 1 });

describe('gateOutcome', () => {
  it.each<[string, number, number, string]>([
    ['right >= 0.8', 400, 0.1, 'pass'],
    ['right >= 0.8', 400, 0.4, 'fail'],
    ['right >= 0.8', 400, 0.19, 'not enough data'],
    ['no drop > 0.05 against baseline', 400, 0, 'pass'],
    ['no drop > 0.05 against baseline', 400, 0.1, 'fail'],
    ['no drop > 0.05 in right against baseline', 60, 0.02, 'not enough data'],
    ['no drop > 0.05 against baseline', 10, 0, 'not enough data'],
  ])('decides "%s" of %i rows, of which %d are wrong, from an interval: %#', (rule, count, wrong, verdict) => {
    const result = resultOf(rule, runOf(count, share(wrong)));
    expect(result).toMatchObject({ verdict, metric: 'right' });
    expect(result?.interval?.low).toBeLessThanOrEqual(result?.value ?? NaN);
  });

  it('says how many rows it takes, and that many are enough if what was seen stays', () => {
    const { rowsNeeded } = resultOf('right >= 0.8', runOf(100, share(0.15))) ?? {};
    expect(rowsNeeded).toBeGreaterThan(100);
    expect(resultOf('right >= 0.8', runOf(rowsNeeded ?? 0, share(0.15)))?.verdict).toBe('pass');
    expect(resultOf('no drop > 0.05 against baseline', runOf(10, share(0)))?.rowsNeeded).toBeGreaterThan(50);
    expect(resultOf('right >= 0.8', runOf(100, share(0.2)))?.rowsNeeded).toBeNull();
  });

  it('lets nothing pass for which too many scores are lost', () => {
    const lost = (count: number) => runOf(100, (index) => ({ right: index < count ? null : 1 }));
    expect([5, 6].map((count) => resultOf('right >= 0.5', lost(count))?.verdict)).toEqual(['pass', 'not enough data']);
    const drop = 'no drop > 0.05 against baseline';
    expect([4, 6].map((count) => resultOf(drop, lost(count))?.verdict)).toEqual(['pass', 'not enough data']);
  });

  it('fails by one critical row, and does not pass with one that nothing measures', () => {
    const rows = Array.from({ length: 100 }, (_, index) => row(index, { critical: index === 7 }));
    const rule = 'no critical row fails';
    const verdictOf = (right: number | null, critical = rows) =>
      resultOf(
        rule,
        runOf(100, (index) => ({ right: index === 7 ? right : 1 }), critical),
      );
    expect(verdictOf(0)).toMatchObject({ verdict: 'fail', detail: 'failed row-7; scored 0 by right' });
    expect(verdictOf(1)).toMatchObject({ verdict: 'pass', detail: '1 critical row' });
    const unmeasured = runOf(100, () => ({}), rows);
    const answers = unmeasured.answers.map((one) => (one.row === 'row-7' ? { ...one, scores: { right: null } } : one));
    const summary = summaryOf({ rows, answers, scorers: SCORERS }, SETTINGS);
    expect(resultOf(rule, { rows, answers, summary })).toMatchObject({ verdict: 'not enough data' });
  });

  it.each<[string, (index: number) => number | null, string]>([
    ['the same', () => 0.5, 'pass'],
    ['20 % more', (index) => 0.59 + 0.02 * (index % 2), 'fail'],
    ['10 % more, now more and now less', (index) => 0.3 + 0.5 * (index % 2), 'not enough data'],
    ['nobody knows how much for some', (index) => (index < 10 ? null : 0.5), 'not enough data'],
  ])('decides about a cost that is %s', (_, costUsd, verdict) => {
    expect(
      resultOf(
        'cost <= +10 %',
        runOf(100, (index) => ({ costUsd: costUsd(index) })),
      )?.verdict,
    ).toBe(verdict);
  });

  it('fails what costs something in place of nothing', () => {
    const free = (after: number) => {
      const run = runOf(100, () => ({ costUsd: after }));
      return { ...run, answers: run.answers.map((one) => (one.side === 'baseline' ? { ...one, costUsd: 0 } : one)) };
    };
    expect([0, 1].map((after) => resultOf('cost <= +10 %', free(after))?.verdict)).toEqual(['pass', 'fail']);
  });

  it('decides about a quantile of the latency, and says how many rows bound it at all', () => {
    const slow = (count: number, of: number) => runOf(of, (index) => ({ latencyMs: index < count ? 900 : 100 }));
    const rule = 'p95 latency <= 500 ms';
    expect(resultOf(rule, slow(1, 200))).toMatchObject({ verdict: 'pass', value: 100 });
    expect(resultOf(rule, slow(20, 100))?.verdict).toBe('fail');
    expect(resultOf(rule, slow(0, 71))).toMatchObject({
      ...{ verdict: 'not enough data', rowsNeeded: 72, interval: { low: 100, high: null } },
    });
  });

  it('lets no candidate pass that answers less, or by another model', () => {
    const rule = 'right >= 0.5';
    const verdictOf = (candidate: (index: number) => Part) =>
      gateOutcome({ hash: null, rules: [parseRule(rule)] }, runOf(100, candidate)).verdict;
    expect(verdictOf(() => ({}))).toBe('pass');
    const silent = (index: number) => ({ scores: { right: 1, [ANSWERED]: index < 30 ? 0 : 1 } });
    expect(verdictOf(silent)).toBe('fail');
    expect(verdictOf((index) => ({ flags: index < 30 ? ['fallback'] : [] }))).toBe('not enough data');
  });

  it('passes when all rules do, and says in a line how many do not', () => {
    const rules = ['right >= 0.5', 'right >= 0.98', 'p95 latency <= 500 ms'].map(parseRule);
    const line = (count: number, candidate: (index: number) => Part) =>
      gateLine(gateOutcome({ hash: null, rules }, runOf(count, candidate)));
    expect(line(400, () => ({}))).toBe('pass: all of 5 rules');
    expect(line(400, share(0.4))).toBe('fail: 1 of 5 rules not passed');
    expect(line(60, () => ({}))).toMatch(/^not enough data: 2 of 5 rules not passed; it takes about \d+ rows if/);
  });
});

describe('gatedEvent', () => {
  const variant = (side: Side, version: string) => ({
    side,
    trial: {
      prompt: { name: 'agent', version, hash: version.slice(1).repeat(64) },
      policy: { name: 'default', version: 'v1', hash: 'b'.repeat(64) },
      model: { provider: 'x', model: 'y', parameters: { temperature: 0 } },
      backups: [],
    },
  });

  it('is one that can be published, however many rows and metrics there are, and the same again', () => {
    const names = Array.from({ length: 40 }, (_, index) => `metric ${index} ${'x'.repeat(300)}`);
    const rows = Array.from({ length: 1_100 }, (_, index) => row(index, { id: String(index).padStart(128, 'r') }));
    const scores = Object.fromEntries(names.map((name) => [name, 1 / 3]));
    const answers = rows.flatMap(({ id }, index) =>
      (['baseline', 'candidate'] as const).map((side) => answer(index, side, { row: id, scores })),
    );
    const metrics = names.map((name) => ({ name, baseline: 1, candidate: 1, isMeasured: true, comparison: null }));
    const summary = { ...runOf(1, () => ({})).summary, metrics: metrics as never };
    const gate = { hash: null, rules: [parseRule('no critical row fails')] };
    const told = { rows, answers, summary };
    const event = () =>
      gatedEvent({
        ...{ ...told, run: 'run-1', startedAt: '2026-11-28T10:00:00.000Z', by: 'ada', repeats: 1, gate },
        ...{ variants: [variant('baseline', 'v1'), variant('candidate', 'v2')], dataset: { name: 'x', version: 'y' } },
        judges: ['judge-tone', 'judge-helpfulness'].map((name) => ({ prompt: { name, version: 'v1' } })),
        outcome: gateOutcome(gate, told),
      });
    const first = event();
    expect(encodeEvent(first).value.length).toBeLessThan(MAX_EVENT_BYTES);
    expect(first.content.rows).toHaveLength(GATE_LIMITS.rows);
    expect(first.content.metrics[0]?.candidate[0]).toBe(0.333333);
    expect(JSON.stringify(event())).toBe(JSON.stringify(first));
    expect(first.facts).toMatchObject({ models: ['x/y'], rows: 1_100, candidate: { prompt: { version: 'v2' } } });
    expect(first.facts.judge).toBe('judge-helpfulness@v1, judge-tone@v1');
  });
});
