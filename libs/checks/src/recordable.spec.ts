import { Logger } from '@nestjs/common';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ResponseReleasedV1, Verdict } from '@gauntlet/contracts';
import { redact } from '@gauntlet/redaction';
import { recordable, warmUpRecordable } from './recordable';

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
const NO_TEXTS = { input: '', history: [], variables: {}, messages: [], answer: CONTENT.answer };
const CLEAN = [verdict('secrets', 'pass'), verdict('personal-data', 'redact')];

beforeAll(warmUpRecordable);

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
  ])('runs no detector when the policy has redacted %s, and leaves no address, card or key', async (_, verdicts) => {
    const input = RAW.replace('ann@example.org', '[email]');
    expect(await recordable(CONTENT, verdicts)).toMatchObject({
      input,
      messages: [{ role: 'system', content: input }],
    });
  });

  it.each([
    ['a key of 16 characters', 'sk-abcdefgh12345678'],
    ['a card of no known issuer', '3900 0000 0000 0005'],
    ['an address in a path', 'git@host.example/team'],
  ])('leaves not %s, which the checks may pass and the stores take out', async (_, value) => {
    const { input } = await recordable({ ...CONTENT, input: value }, CLEAN);
    expect(input).toBe(redact(value).text);
    expect(input).not.toBe(value);
  });
});

describe('recordable when redaction fails', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('records empty texts beside the answer, and logs no text', async () => {
    const log = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    const broken = { ...CONTENT, history: [{ role: 'user' as const, content: { RAW } as never }] };
    expect(await recordable(broken, [])).toEqual(NO_TEXTS);
    expect(await recordable(broken, CLEAN)).toEqual(NO_TEXTS);
    expect(log).toHaveBeenCalledWith({ msg: expect.any(String), cause: 'TypeError' });
  });

  it('gives up after two seconds', async () => {
    vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const long = Array.from({ length: 40_000 }, (_, at) => `${at}: ${RAW}`).join(' ');
    const recorded = recordable({ ...CONTENT, input: long }, []);
    vi.advanceTimersByTime(2_000);
    expect(await recorded).toEqual(NO_TEXTS);
  });
});
