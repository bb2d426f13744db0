import { Logger } from '@nestjs/common';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PolicyCheck } from '@gauntlet/artefacts';
import { examine } from './check-runner';
import type { Check, Finding } from './checks/check';

const entry = (check: string, rest: Partial<PolicyCheck> = {}): PolicyCheck => ({
  check,
  action: 'block',
  onError: 'block',
  options: {},
  ...rest,
});

const finds = (name: string, finding: Finding<string> | null): Check<string> => ({ name, run: () => finding });
const fails: Check<string> = {
  name: 'fails',
  run: () => {
    throw new Error('quotes the request: my secret');
  },
};
const hangs: Check<string> = { name: 'hangs', run: () => new Promise(() => undefined) };
const passes = finds('passes', null);
const hits = finds('hits', { reason: 'hit' });
const masks: Check<string> = { name: 'masks', run: (text) => ({ reason: 'masked', changed: text.replace('x', '*') }) };

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

  it.each([
    ['fails', 'check_failed'],
    ['hangs', 'check_timed_out'],
    ['constructor', 'unknown_check'],
  ])('fails closed when a check %s', async (check, reason) => {
    const { verdicts, ended } = await run([entry(check), entry('passes')]);
    expect(verdicts).toEqual([[check, 'error', reason]]);
    expect(ended).not.toBeNull();
  });

  it('goes on after a failed check only where the policy says so', async () => {
    const { verdicts, ended } = await run([entry('fails', { onError: 'pass' }), entry('passes')]);
    expect(verdicts.map(([, outcome]) => outcome)).toEqual(['error', 'pass']);
    expect(ended).toBeNull();
  });

  it('blocks what it was told to redact and can not', async () => {
    expect((await run([entry('hits', { action: 'redact' })])).ended).toMatchObject({ outcome: 'block', reason: 'hit' });
  });

  it('asks for a repair in turn 0 and never in turn 1', async () => {
    const repair = [entry('hits', { action: 'repair' })];
    expect((await run(repair)).ended?.outcome).toBe('repair');
    expect((await run(repair, 1)).ended?.outcome).toBe('block');
  });
});
