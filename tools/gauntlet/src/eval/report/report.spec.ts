import { describe, expect, it } from 'vitest';
import type { Row } from '@gauntlet/artefacts';
import type { GivenAnswer } from '../run/given-answer';
import { summaryOf } from '../run/summary';
import type { Side } from '../run/variant';
import { changedRows } from './changed-rows';
import { htmlReport } from './html-report';
import { markdownReport } from './markdown-report';
import type { ToldRun } from './told-run';
import { wordDiff } from './word-diff';

const SETTINGS = { margin: 0.05, alpha: 0.05, bounds: { least: 0, greatest: 1 } };
const HOSTILE =
  '<script>alert("x")</script> | ![a](https://evil.example/?q=1) WWW.evil.example @everyone\n\n# Head \u001b[31m\u0000\u202e';

/** What a terminal or a browser would obey instead of showing it. */
const ACTIVE = /[\u0000\u001b\u202e]/;

const row = (index: number, part: Partial<Row> = {}): Row => ({
  ...{ id: `row-${index}`, input: `question ${index}`, variables: {}, history: [], expected: {}, context: [] },
  ...{ tags: [], critical: false, weight: 1, cluster: null, ...part },
});

const answer = (index: number, side: Side, score: number, repeat = 1): GivenAnswer => ({
  ...{ row: `row-${index}`, side, repeat, requestId: `${side}-${index}`, outcome: 'answered', reason: null, flags: [] },
  ...{ answer: `${side} says ${score}`, scores: { right: score }, failed: [], model: 'x/y', finishReason: 'stop' },
  ...{ costUsd: 0.5, latencyMs: 10 },
});

function toldRun(part: { rows?: Row[]; answers?: GivenAnswer[] } = {}): ToldRun {
  const rows = part.rows ?? [row(0), row(1, { critical: true }), row(2), row(3)];
  const answers = part.answers ?? [
    ...[1, 1, 0.2, 0.5].map((score, index) => answer(index, 'baseline', score)),
    ...[1, 0, 0.9, 0.4].map((score, index) => answer(index, 'candidate', score)),
    ...[1, 1, 0.2, 0.9].map((score, index) => answer(index, 'baseline', score, 2)),
    ...[1, 0.9, 0.9, 0.8].map((score, index) => answer(index, 'candidate', score, 2)),
  ];
  const scorers = [{ name: 'right', scorer: { name: 'exact', version: 'v1', score: () => null } }] as const;
  const variant = (side: Side, version: string) => ({
    side,
    trial: {
      ...{ prompt: { name: 'greeter', version, hash: 'h' }, policy: { name: 'default', version: 'v1', hash: 'h' } },
      ...{ model: { provider: 'simulated', model: 'sim-large', parameters: {} }, backups: [] },
    },
  });
  return {
    ...{ run: 'run-1', startedAt: '2026-11-28T10:00:00.000Z', dataset: 'd'.repeat(64), repeats: 2, settings: SETTINGS },
    ...{ variants: [variant('baseline', 'v1'), variant('candidate', 'v2')], rows, answers },
    summary: summaryOf({ rows, answers, scorers }, SETTINGS),
    gate: null,
  };
}

describe('changedRows', () => {
  it('has a failed critical row first, then the greatest changes of means, and no row that is the same', () => {
    const changed = changedRows(toldRun(), 10);
    expect(changed.map(({ row: { id }, isFailed }) => [id, isFailed])).toEqual([
      ['row-1', true],
      ['row-2', false],
      ['row-3', false],
    ]);
    expect(changed.map(({ change }) => Number(change.toFixed(3)))).toEqual([-0.55, 0.7, -0.1]);
    expect(changedRows(toldRun(), 1)).toHaveLength(1);
  });
});

describe('wordDiff', () => {
  it('marks the words that only one side has, and lets no text become HTML', () => {
    expect(wordDiff('in 30 <b>days</b>', 'in 14 <b>days</b>')).toEqual({
      before: 'in <del>30</del> &lt;b&gt;days&lt;/b&gt;',
      after: 'in <ins>14</ins> &lt;b&gt;days&lt;/b&gt;',
    });
  });

  it('keeps emoji whole that are half alike', () => {
    expect(wordDiff('a 😀', 'a 😁')).toEqual({ before: 'a <del>😀</del>', after: 'a <ins>😁</ins>' });
  });

  it('gives long texts that have nothing in common as they are', () => {
    const words = (word: string) => Array.from({ length: 5_000 }, (_, index) => `${word}${index}`).join(' ');
    expect(wordDiff(words('a'), words('b'))).toEqual({ before: words('a'), after: words('b') });
  });
});

const hostile = () =>
  toldRun({
    rows: [row(0, { input: HOSTILE })],
    answers: [answer(0, 'baseline', 1), { ...answer(0, 'candidate', 0), answer: HOSTILE }],
  });

describe('markdownReport', () => {
  it('says the verdict, what was compared, each metric, and the rows that changed most', () => {
    const lines = markdownReport(toldRun()).split('\n');
    expect(lines[0]).toBe('## worse');
    expect(lines).toContain('- baseline: `greeter@v1, default@v1, simulated/sim-large`');
    expect(lines.some((line) => line.startsWith('| right | 72.5 |'))).toBe(true);
    expect(lines.some((line) => line.startsWith('| row-1 \\(critical, failed\\) | -55.0 |'))).toBe(true);
    expect(lines.some((line) => line.includes('right is noisy'))).toBe(true);
  });

  it('keeps what a model wrote in its cell, without link, image, mention or tag', () => {
    const report = markdownReport(hostile());
    const line = report.split('\n').find((one) => one.startsWith('| row-0')) ?? '';
    expect(line.replaceAll(/\\./g, '').split('|')).toHaveLength(7);
    expect(report).not.toMatch(/<script|!\[a\]|https:\/\/|www\.|@everyone/i);
    expect(line).not.toMatch(ACTIVE);
    expect(line).toContain('\\\\u001b');
  });
});

describe('htmlReport', () => {
  it('draws each metric with its interval, its A/A lane and its distribution', () => {
    const page = htmlReport(toldRun());
    expect(page).toContain('<h1 class="worse">greeter@v1 → greeter@v2: worse</h1>');
    for (const part of [
      'class="bar not-enough-data"',
      'class="bar itself"',
      'class="margin"',
      'rect class="candidate"',
    ]) {
      expect(page).toContain(part);
    }
    expect(page).toContain('npx gauntlet show candidate-1');
  });

  it('runs no script, loads nothing and lets no text become HTML', () => {
    const page = htmlReport(hostile());
    expect(page).not.toMatch(/<script|<img|<link|src=|href=/);
    expect(page).not.toMatch(ACTIVE);
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
  });

  it('has nothing to draw of a run without a comparison', () => {
    expect(htmlReport(toldRun({ answers: [] }))).toContain('not enough data');
  });
});
