import { describe, expect, it } from 'vitest';
import type { Policy, PolicyCheck } from '@gauntlet/artefacts';
import type { Verdict } from '@gauntlet/contracts';
import { areValuesGone } from './values-gone';

const verdict = (check: string, rest: Partial<Verdict> = {}): Verdict => ({
  ...{ side: 'input', turn: 0, check, outcome: 'pass', reason: null, durationMs: 1 },
  ...rest,
});
const entry = (check: string, options: PolicyCheck['options'] = {}): PolicyCheck => ({
  ...{ check, action: 'redact', onError: 'block', options },
});
const policyWith = (...input: PolicyCheck[]): Policy => ({
  ...{ name: 'p', version: 'v1', description: 'x', refusalAnswer: 'No.', input, output: [] },
});
const BOTH = policyWith(entry('secrets'), entry('personal-data'));

describe('areValuesGone', () => {
  it('is told by what the checks take out, and not by the name of one', () => {
    expect(areValuesGone(policyWith(entry('pii')), [verdict('pii', { outcome: 'redact' })])).toBe(true);
    expect(areValuesGone(BOTH, [verdict('secrets'), verdict('personal-data', { outcome: 'redact' })])).toBe(true);
  });

  it.each([
    ['a check is not in the policy', policyWith(entry('secrets')), [verdict('secrets')]],
    ['a check has not run', BOTH, [verdict('secrets')]],
    ['a check only flags', BOTH, [verdict('secrets', { outcome: 'flag' }), verdict('personal-data')]],
    ['a check failed', BOTH, [verdict('secrets', { outcome: 'error' }), verdict('personal-data')]],
    ['a check saw something in shadow', BOTH, [verdict('secrets', { shadow: 'redact' }), verdict('personal-data')]],
    ['the verdict is of the answer', BOTH, [verdict('secrets', { side: 'output' }), verdict('personal-data')]],
    [
      'a type is not looked for',
      policyWith(entry('secrets'), entry('personal-data', { types: ['EMAIL_ADDRESS', 'PERSON'] })),
      [verdict('secrets'), verdict('personal-data')],
    ],
  ])('is false when %s', (_, policy, verdicts) => {
    expect(areValuesGone(policy, verdicts)).toBe(false);
  });
});
