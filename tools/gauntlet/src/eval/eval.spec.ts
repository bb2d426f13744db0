import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryDirectory } from '@gauntlet/testing';
import { EVAL_EXIT } from './eval-exit';
import { isEval, runEval } from './run-eval';

let folder: ReturnType<typeof temporaryDirectory>;
let said: string[];

beforeEach(() => {
  folder = temporaryDirectory();
  said = [];
  for (const stream of ['log', 'error'] as const) {
    vi.spyOn(console, stream).mockImplementation((line: string) => said.push(line) && undefined);
  }
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  folder.remove();
});

interface Given {
  readonly id: unknown;
  readonly score?: unknown;
  readonly cluster?: unknown;
}

function file(name: string, ...rows: readonly (Given | string)[]): string {
  const path = join(folder.path, name);
  const lines = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)));
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  return path;
}

/** A file of rows that score 1, but for those below `lost`. */
function binary(name: string, rows: number, lost: number): string {
  return file(name, ...Array.from({ length: rows }, (_, id) => ({ id, score: id < lost ? 0 : 1 })));
}

const compared = (...argv: string[]) => runEval(['eval', 'compare', ...argv]);
const valueSaid = () => JSON.parse(said.join('')) as Record<string, unknown>;

describe('gauntlet eval compare', () => {
  it.each([
    ['worse', EVAL_EXIT.worse, 30, 0],
    ['not worse', EVAL_EXIT.pass, 0, 0],
    ['better', EVAL_EXIT.pass, 0, 30],
    ['not enough data', EVAL_EXIT.notEnoughData, 3, 0],
  ])('finds %s and ends with %i', async (verdict, code, lost, before) => {
    expect(await compared(binary('a.jsonl', 100, before), binary('b.jsonl', 100, lost))).toBe(code);
    expect(said[0]).toBe(verdict);
  });

  it('ends alike behind the options of every command', async () => {
    const files = [binary('a.jsonl', 100, 0), binary('b.jsonl', 100, 30)];
    expect(await runEval(['--timeout', '30', 'eval', 'compare', ...files])).toBe(EVAL_EXIT.worse);
    expect(await runEval(['--timeout', '30', 'eval', 'compare', 'a.jsonl', 'gone.jsonl'])).toBe(EVAL_EXIT.notRun);
    expect(await runEval(['--timeout', 'soon', 'eval', 'compare', ...files])).toBe(EVAL_EXIT.notRun);
    expect(await runEval(['--unknown', 'eval', 'compare', ...files])).toBe(EVAL_EXIT.notRun);
  });

  it('says what a person asks next', async () => {
    await compared(binary('a.jsonl', 10, 0), binary('b.jsonl', 10, 0));
    expect(said).toEqual([
      'not enough data',
      'difference  0.0 points, between -27.8 points and +27.8 points',
      "confidence  95 %, Tango's score interval",
      'margin      a drop of 5.0 points does not matter',
      'rows        10',
      'McNemar     p = 1.0000 (mid-p), for information',
      'it takes about 73 rows if the difference stays as it is',
    ]);
  });

  it('gives a program the same', async () => {
    const files = [binary('a.jsonl', 100, 0), binary('b.jsonl', 100, 30)];
    expect(await runEval(['--json', 'eval', 'compare', ...files, '--margin', '0.1', '--alpha', '0.1'])).toBe(1);
    expect(valueSaid()).toEqual({
      ...{ verdict: 'worse', difference: -0.3, alpha: 0.1, margin: 0.1, rows: 100, clusters: 100, missing: 0 },
      interval: [expect.closeTo(-0.38, 1) as number, expect.closeTo(-0.23, 1) as number],
      ...{ method: "Tango's score interval", unpaired: { baseline: 0, candidate: 0 } },
      mcnemar: expect.closeTo(0, 6) as number,
    });
  });

  it('pairs by id, and counts what it leaves out', async () => {
    const a = file('a.jsonl', '\ufeff', { id: 1, score: true }, '', { id: 'x', score: 0.5 }, { id: 'gone', score: 1 });
    const b = file(
      'b.jsonl',
      { id: 'x', score: null },
      { id: '1', score: false },
      { id: 'new' },
      { id: 'newer', score: 0 },
    );
    await compared(a, b, '--json');
    expect(valueSaid()).toMatchObject({ difference: -1, rows: 1, missing: 1, unpaired: { baseline: 1, candidate: 2 } });
    said = [];
    await compared(a, b);
    expect(said).toContain(
      'rows        1; left out: 1 without a score, 1 of the baseline alone, 2 of the candidate alone',
    );
  });

  it('keeps rows of a cluster together', async () => {
    const rows = (score: number) => Array.from({ length: 90 }, (_, id) => ({ id, score, cluster: id % 30 }));
    await compared(file('a.jsonl', ...rows(0.5)), file('b.jsonl', ...rows(0.5)), '--json');
    expect(valueSaid()).toMatchObject({ rows: 90, clusters: 30, verdict: 'not enough data' });
  });

  it('stops as soon as it may', async () => {
    const files = [binary('a.jsonl', 400, 0), binary('b.jsonl', 400, 200)];
    expect(await compared(...files, '--sequential', '--json')).toBe(EVAL_EXIT.worse);
    expect(valueSaid().stoppedAt).toBeLessThan(100);
    said = [];
    await compared(...files, '--sequential');
    expect(said.join('\n')).toMatch(/^looked at +\d+ rows, in an order of chance$/m);
  });

  it.each([
    ['one look', []],
    ['a look after every row', ['--sequential']],
  ])('finds the same in %s however the rows are sorted', async (_, options) => {
    const rows = Array.from({ length: 90 }, (_, id) => ({ id, score: (id * 37) % 11, cluster: id % 30 }));
    const scored = (name: string, by: (row: (typeof rows)[number]) => number, divisor: number) => {
      const sorted = rows.toSorted((one, other) => by(one) - by(other));
      return file(name, ...sorted.map((row) => ({ ...row, score: row.score / divisor })));
    };
    const found = async (by: (row: (typeof rows)[number]) => number) => {
      said = [];
      await compared(
        scored('a.jsonl', by, 10.1),
        scored('b.jsonl', ({ id }) => -id, 11.3),
        ...options,
        '--json',
      );
      return valueSaid();
    };
    expect(await found(({ score }) => -score)).toEqual(await found(({ id }) => id));
  });

  it('reads margins as decimal numbers, with a power of ten or spaces around them', async () => {
    const files = [binary('a.jsonl', 100, 0), binary('b.jsonl', 100, 0)];
    for (const [text, margin] of [
      ['5e-2', 0.05],
      [' .5', 0.5],
      ['+1', 1],
    ] as const) {
      said = [];
      await compared(...files, '--margin', text, '--json');
      expect(valueSaid()).toMatchObject({ margin });
    }
  });

  it('takes other scales', async () => {
    const a = file('a.jsonl', ...Array.from({ length: 60 }, (_, id) => ({ id, score: 3 + (id % 3) })));
    const b = file('b.jsonl', ...Array.from({ length: 60 }, (_, id) => ({ id, score: 3 + ((id + 1) % 3) })));
    expect(await compared(a, b, '--sequential', '--bounds', '1,5', '--margin', '2')).toBe(EVAL_EXIT.pass);
    said = [];
    expect(await compared(a, b)).toBe(EVAL_EXIT.notEnoughData);
    said = [];
    expect(await compared(a, b, '--sequential')).toBe(EVAL_EXIT.notRun);
    expect(said.join()).toMatch(/a\.jsonl, line 1: score is 3 and must lie between 0 and 1 .*--bounds/);
  });
});

describe('what can not be compared', () => {
  const fine = { id: 1, score: 1 };

  it.each([
    ['an id twice', [fine, { id: '1', score: 0 }], /b\.jsonl, line 2: id 1 is in .*b\.jsonl, line 1 already; keep one/],
    [
      'another cluster',
      [{ ...fine, cluster: 'c' }],
      /b\.jsonl, line 1: cluster of id 1 is c, and in .*a\.jsonl, line 1/,
    ],
    [
      'a score as text',
      [{ id: 1, score: '0.5' }],
      /b\.jsonl, line 1: score must be a finite number.* is a string; write/,
    ],
    [
      'a score that is no number',
      ['{"id":1,"score":1e999}'],
      /line 1: score is too large to reckon with; write scores/,
    ],
    [
      'a score whose square is none',
      [{ id: 1, score: -1e308 }],
      /line 1: score is too large to reckon with; write scores/,
    ],
    [
      'an id that loses digits',
      ['{"id":9007199254740993,"score":1}'],
      /line 1: id is a number beyond 9007199254740991, of which the last digits get lost; write it as a string/,
    ],
    [
      'a cluster that loses digits',
      ['{"id":1,"cluster":-9007199254740993,"score":1}'],
      /line 1: cluster is a number beyond/,
    ],
    ['a row without id', [{ id: null, score: 1 }], /line 1: id must be a string or a number; name the row/],
    ['a cluster that is a list', [{ ...fine, cluster: [] }], /line 1: cluster must be a string or a number/],
    ['no JSON', [fine, '', 'nope'], /b\.jsonl, line 3: the line is no JSON/],
    ['no row', [''], /b\.jsonl has no rows/],
    ['no pair', [{ id: 2, score: 1 }], /no row has a score in both .*give a row the same id/],
  ])('names %s', async (_, rows, problem) => {
    expect(await compared(file('a.jsonl', fine), file('b.jsonl', ...rows))).toBe(EVAL_EXIT.notRun);
    expect(said).toEqual([expect.stringMatching(problem)]);
  });

  it.each([
    [[], 'name a baseline and a candidate, or --batch FILE alone'],
    [['nowhere.jsonl', 'nowhere.jsonl'], 'can not be read (ENOENT)'],
    [['a', 'b', '--margin', '-1'], 'margin must be a decimal number from 0 on'],
    [['a', 'b', '--alpha', '0'], 'alpha must be a decimal number above 0'],
    [['a', 'b', '--bounds', '1'], 'bounds must be the least and the greatest'],
  ])('ends %j as not run', async (argv, problem) => {
    expect(await compared(...argv)).toBe(EVAL_EXIT.notRun);
    expect(said.join()).toContain(problem);
  });

  it('tells an unknown option from too few data', async () => {
    expect(await compared('--sequentially')).toBe(EVAL_EXIT.notRun);
    expect(await runEval(['eval', 'comapre'])).toBe(EVAL_EXIT.notRun);
  });
});

describe('gauntlet eval run', () => {
  it('writes nothing but its result to standard output, also where Kafka is away', async () => {
    vi.stubEnv('KAFKA_BROKERS', '127.0.0.1:1');
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect(await runEval(['--json', 'eval', 'run', 'support-agent@v8'])).toBe(EVAL_EXIT.notRun);
    expect(written).not.toHaveBeenCalled();
    expect(said).toEqual([expect.stringMatching(/^gauntlet: .*check that it runs there/)]);
  });
});

describe('isEval', () => {
  it.each(['eval power', '--json eval', '--timeout 30 eval run', '--timeout=30 --json eval', '--unknown eval'])(
    'knows the command in %s',
    (line) => expect(isEval(line.split(' '))).toBe(true),
  );

  it.each(['', 'guardrails eval', '--timeout eval status', '--json status', '--help eval', '-h eval'])(
    'knows another one in "%s"',
    (line) => expect(isEval(line.split(' '))).toBe(false),
  );
});
