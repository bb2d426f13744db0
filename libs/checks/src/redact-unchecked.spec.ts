import { describe, expect, it } from 'vitest';
import { redactContent } from './redact-content';
import { redactNamed, redactText } from './redact-unchecked';

const RAW =
  'SSN 536-90-4399, phone +44 20 7946 0018, IBAN GB33BUKB20201555555555, password: Tr0ub4dor&3, ' +
  'postgres://app:S3cr3tPw@db/x, ann@example.org';
const VALUE = /536-90|7946|GB33|Tr0ub|S3cr3t|ann@/;
const CONTENT = { input: RAW, history: [], variables: {}, messages: [], answer: 'Thanks.' };

describe('redactContent', () => {
  it('keeps the placeholders of a check that came before', async () => {
    const content = { ...CONTENT, input: 'key [OPENAI_KEY_1], ann@example.org, [EMAIL_1]' };
    const { input } = await redactContent(content);
    expect(input).toBe('key [OPENAI_KEY_1], [EMAIL_2], [EMAIL_1]');
  });

  it('finds what stands behind a long text', async () => {
    const { input } = await redactContent({ ...CONTENT, input: `${'word '.repeat(8_000)}${RAW}` });
    expect(input).not.toMatch(VALUE);
  });
});

describe('redactText', () => {
  it('leaves no personal data and no secret', async () => {
    expect(await redactText(RAW)).not.toMatch(VALUE);
    expect(await redactText('Fine, thanks.')).toBe('Fine, thanks.');
  });
});

describe('redactNamed', () => {
  it('takes personal data out of values and names', async () => {
    const map = { contact: '+44 20 7946 0018', 'ann@example.org': 'ann@example.org', team: 'returns' };
    expect(await redactNamed(map)).toEqual({ contact: '[PHONE_1]', '[EMAIL_1]': '[EMAIL_1]', team: 'returns' });
  });

  it('reads a value behind its name, and so leaves the ids of other things', async () => {
    expect(await redactNamed({ ssn: '536904399', password: 'Tr0ub4dor&3' })).toEqual({
      ssn: '[US_SSN_1]',
      password: expect.stringMatching(/^\[[A-Z_]+_1\]$/),
    });
    const ids = { order: '536904399', build: '4051401359', run: '0b8f9a52-3a0e-5d0c-9f57-6d3a4f0f4c11' };
    expect(await redactNamed(ids)).toEqual(ids);
  });

  it('loses no value to another, however alike their names are', async () => {
    const map = { 'ann@example.org': '1', 'Ann@example.org': '2', '[EMAIL_1]': '3' };
    expect(Object.values(await redactNamed(map))).toEqual(['1', '2', '3']);
  });
});
