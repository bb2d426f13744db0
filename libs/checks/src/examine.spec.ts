import { Logger } from '@nestjs/common';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PolicyCheck } from '@gauntlet/artefacts';
import { inTurns } from '@gauntlet/timing';
import type { Check, Finding, FindingCheck } from './checks/check';
import { examine } from './examine';

const entry = (check: string, rest: Partial<PolicyCheck> = {}): PolicyCheck => ({
  check,
  action: 'block',
  onError: 'block',
  options: {},
  ...rest,
});

const finds = (name: string, finding: Finding<string> | null): FindingCheck<string> => ({ name, run: () => finding });
const fails: Check<string> = {
  name: 'fails',
  run: () => {
    throw new Error('quotes the request: my secret');
  },
};
const hangs: Check<string> = { name: 'hangs', run: () => new Promise(() => undefined) };
const works: Check<string> = {
  name: 'works',
  run: async () => {
    await inTurns(busyFor(20));
    return null;
  },
};
const passes = finds('passes', null);
const hits = finds('hits', { reason: 'hit' });
const masks: Check<string> = {
  name: 'masks',
  version: '3',
  run: (text) => ({ reason: 'masked', changed: text.replace('x', '*') }),
};

const scores: Check<string> = {
  name: 'scores',
  version: '7',
  thresholds: { judge: 0.4, block: 0.8 },
  reason: 'suspicious',
  score: (text) =>
    Promise.resolve([
      { where: 'input', channel: 'user', text, score: Number(text), found: [{ type: 'T', start: 0, end: 1 }] },
    ]),
};

function* busyFor(ms: number): Generator<void, void> {
  for (let spent = 0; spent < ms; spent += 1) {
    const startedAt = performance.now();
    while (performance.now() - startedAt < 1);
    yield;
  }
}

async function scored(text: string, rest: Partial<PolicyCheck> = {}) {
  const checks = new Map([[scores.name, scores]]);
  const examination = { side: 'input', turn: 0, expected: [entry('scores', rest)], checks, limitMs: 20 } as const;
  const { verdicts, ended } = await examine(examination, text);
  return { ...verdicts[0], ended: ended !== null };
}

async function run(expected: PolicyCheck[], turn = 0) {
  const checks = new Map([passes, hits, masks, fails, hangs].map((check) => [check.name, check]));
  const judgement = await examine({ side: 'output', turn, expected, checks, limitMs: 20 }, 'x');
  return { ...judgement, verdicts: judgement.verdicts.map(({ check, outcome, reason }) => [check, outcome, reason]) };
}

beforeAll(() => Logger.overrideLogger(false));

describe('examine', () => {
  it('gives each expected check a verdict, in the policy’s order', async () => {
    const { verdicts, ended } = await run([entry('passes'), entry('hits', { action: 'flag' })]);
    expect(verdicts).toEqual([
      ['passes', 'pass', null],
      ['hits', 'flag', 'hit'],
    ]);
    expect(ended).toBeNull();
  });

  it('stops at a block', async () => {
    const { verdicts, ended } = await run([entry('hits'), entry('passes')]);
    expect(verdicts).toEqual([['hits', 'block', 'hit']]);
    expect(ended?.reason).toBe('hit');
  });

  it('hands what a check changed to the next one', async () => {
    const redact = { action: 'redact' } as const;
    expect(await run([entry('masks', redact), entry('passes')])).toMatchObject({ subject: '*', ended: null });
  });

  it('names the version of the rules that a check finds by, where it has any', async () => {
    const checks = new Map([masks, passes].map((check) => [check.name, check]));
    const expected = [entry('masks', { action: 'redact' }), entry('passes')];
    const { verdicts } = await examine({ side: 'output', turn: 0, expected, checks, limitMs: 20 }, 'x');
    expect(verdicts[0]).toMatchObject({ outcome: 'redact', version: '3' });
    expect(verdicts[1]).not.toHaveProperty('version');
  });

  it.each([
    ['fails', 'check_failed'],
    ['hangs', 'check_timed_out'],
    ['constructor', 'unknown_check'],
  ])('fails closed when a check %s', async (check, reason) => {
    const { verdicts, ended } = await run([entry(check), entry('passes')]);
    expect(verdicts).toEqual([[check, 'error', reason]]);
    expect(ended).not.toBeNull();
  });

  it('lets no check be late because of the examinations beside it, and none wait for a check that hangs', async () => {
    const checks = new Map([hangs, works].map((check) => [check.name, check]));
    const reasonOf = async (check: string) => {
      const { verdicts } = await examine(
        { side: 'input', turn: 0, expected: [entry(check)], checks, limitMs: 500 },
        'x',
      );
      return verdicts[0]?.reason;
    };
    const reasons = await Promise.all(['hangs', ...Array<string>(100).fill('works')].map(reasonOf));
    expect(reasons).toEqual(['check_timed_out', ...Array<null>(100).fill(null)]);
  });

  it('goes on after a failed check only where the policy says so', async () => {
    const { verdicts, ended } = await run([entry('fails', { onError: 'pass' }), entry('passes')]);
    expect(verdicts.map(([, outcome]) => outcome)).toEqual(['error', 'pass']);
    expect(ended).toBeNull();
  });

  it('blocks what it was told to redact and can not', async () => {
    expect((await run([entry('hits', { action: 'redact' })])).ended).toMatchObject({ outcome: 'block', reason: 'hit' });
  });

  it.each([
    ['0.1', {}, { outcome: 'pass', zone: 'allow', reason: null, ended: false }],
    ['0.5', {}, { outcome: 'flag', zone: 'judge', reason: 'suspicious', ended: false }],
    ['0.5', { grey: 'block' }, { outcome: 'block', zone: 'judge', reason: 'suspicious', ended: true }],
    ['0.9', {}, { outcome: 'block', zone: 'block', reason: 'suspicious', ended: true }],
    ['0.9', { action: 'flag' }, { outcome: 'flag', zone: 'block', reason: 'suspicious', ended: false }],
    // No schema lets a policy say so, but one may have been published long ago.
    ['0.9', { action: 'redact' }, { outcome: 'block', zone: 'block', reason: 'suspicious', ended: true }],
  ] as const)('does what the policy says for a score of %s with %j', async (text, rest, said) => {
    expect(await scored(text, rest)).toMatchObject({ version: '7', score: Number(text), ...said });
  });

  it('fails closed for a check that gives no score', async () => {
    expect(await scored('no number')).toMatchObject({ outcome: 'error', reason: 'check_failed', ended: true });
  });

  it('names where something was found, and nothing in the zone that is allowed', async () => {
    expect((await scored('0.9')).found).toEqual([{ type: 'T', where: 'input', start: 0, end: 1 }]);
    expect(await scored('0.1')).not.toHaveProperty('found');
  });

  it('records what a check in shadow would have done, and lets the text pass', async () => {
    expect(await scored('0.9', { mode: 'shadow' })).toMatchObject({ outcome: 'pass', shadow: 'block', ended: false });
    const masked = await run([entry('masks', { action: 'redact', mode: 'shadow' }), entry('passes')]);
    expect(masked).toMatchObject({ subject: 'x', ended: null });
    expect((await run([entry('fails', { mode: 'shadow' }), entry('passes')])).ended).toBeNull();
  });

  it('asks for a repair in turn 0 and never in turn 1', async () => {
    const repair = [entry('hits', { action: 'repair' })];
    expect((await run(repair)).ended?.outcome).toBe('repair');
    expect((await run(repair, 1)).ended?.outcome).toBe('block');
  });
});
