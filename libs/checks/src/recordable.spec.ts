import { describe, expect, it } from 'vitest';
import type { ResponseReleasedV1, Verdict } from '@gauntlet/contracts';
import { recordable } from './recordable';

const RAW =
  'SSN 536-90-4399, phone +44 20 7946 0018, IBAN GB33BUKB20201555555555, password: Tr0ub4dor&3, ' +
  'postgres://app:S3cr3tPw@db/x, ann@example.org';
const VALUE = /536-90|7946|GB33|Tr0ub|S3cr3t|ann@/;
const CONTENT: ResponseReleasedV1['content'] = {
  input: RAW,
  history: [{ role: 'user', content: RAW }],
  variables: { note: RAW },
  messages: [{ role: 'system', content: RAW }],
  answer: 'Write to help@shop.example.',
};

function verdict(check: string, outcome: Verdict['outcome'], more: Partial<Verdict> = {}): Verdict {
  return { side: 'input', turn: 0, check, outcome, reason: null, durationMs: 1, ...more };
}
const output = (outcome: Verdict['outcome']) => verdict('json-schema', outcome, { side: 'output' });
const CLEAN = [verdict('secrets', 'pass'), verdict('personal-data', 'redact')];

describe('recordable', () => {
  it.each([
    ['nobody has looked at', []],
    ['too long to be looked at', [verdict('input-length', 'block')]],
    ['of which only the secrets were taken out', [verdict('secrets', 'redact')]],
    ['blocked for its personal data', [verdict('secrets', 'pass'), verdict('personal-data', 'block')]],
    ['blocked for its personal data after `pii`', [verdict('pii', 'redact'), verdict('personal-data', 'block')]],
    ['blocked for its secrets', [verdict('personal-data', 'pass'), verdict('secrets', 'block')]],
    ['only flagged', [verdict('secrets', 'pass'), verdict('personal-data', 'flag')]],
    ['let through by a check that failed', [verdict('secrets', 'pass'), verdict('personal-data', 'error')]],
    ['checked in shadow', [verdict('secrets', 'pass'), verdict('personal-data', 'pass', { shadow: 'redact' })]],
    ['with a first answer in its messages', [...CLEAN, output('repair')]],
  ])('leaves no personal data and no secret in a request %s, and the answer as it is', async (_, verdicts) => {
    const { answer, ...asked } = await recordable(CONTENT, verdicts);
    expect(JSON.stringify(asked)).not.toMatch(VALUE);
    expect(answer).toBe(CONTENT.answer);
    expect(asked.input).toContain('SSN [US_SSN_1], phone [PHONE_1], IBAN [IBAN_1], password: [');
    expect(asked.history).toEqual([{ role: 'user', content: asked.input }]);
  });

  it.each([
    ['secrets and personal data', CLEAN],
    ['what `pii` finds', [verdict('pii', 'pass')]],
    ['both, before it was repaired in place', [...CLEAN, output('repair'), output('pass')]],
  ])('looks at nothing again when the policy has redacted %s', async (_, verdicts) => {
    expect(await recordable(CONTENT, verdicts)).toBe(CONTENT);
  });
});
