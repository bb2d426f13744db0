import { describe, expect, it } from 'vitest';
import { redact } from './redact';

// Put together here, so that no scanner of repositories takes them for real ones.
const KEYS: Record<string, string> = {
  ours: `gk_live_${'0aB9'.repeat(12)}x`,
  'of OpenAI': `sk-${'a1B2'.repeat(12)}`,
  'of an OpenAI project': `sk-proj-${'a1_B-'.repeat(20)}`,
  'of Anthropic': `sk-ant-api03-${'Zz9-'.repeat(20)}AA`,
  'of AWS': `AKIA${'Q7'.repeat(8)}`,
  'of GitHub': `ghp_${'k3'.repeat(18)}`,
  'of GitHub, fine-grained': `github_pat_${'k3'.repeat(20)}`,
  'of Slack': `xoxb-${'12'.repeat(6)}-${'ab'.repeat(8)}`,
  'of Google': `AIza${'Sy9-'.repeat(9)}`,
  'a JSON web token': `eyJ${'hbGc'.repeat(4)}.eyJ${'zdWI'.repeat(4)}.${'s1gn'.repeat(6)}`,
  'a bearer token': `Bearer ${'t0ken.'.repeat(5)}`,
  'a bearer token of a client that writes small': `bearer ${'t0ken.'.repeat(5)}`,
};

describe('redact takes out a key', () => {
  it.each(Object.entries(KEYS))('%s', (_, key) => {
    const { text, found } = redact(`Your key is "${key}" now`);
    expect({ text: text.replace('.]', ']'), found }).toEqual({ text: 'Your key is "[key]" now', found: ['key'] });
  });

  it('of ours that is written with invisible characters', () => {
    expect(redact([...(KEYS.ours ?? '')].join('\u200b')).text).toBe('[key]');
  });

  it.each([
    'sk-learn-compatible-estimators and task-oriented-dialogue-systems',
    'Bearer of the ring, bearer-of-good-news',
    'gk_live_ and AKIA are prefixes; ghp_ too',
    'disk-0123456789abcdef0123456789abcdef',
    '550e8400-e29b-41d4-a716-446655440000',
    'bearer authentication is described in RFC 6750',
  ])('and no look-alike: %s', (text) => {
    expect(redact(text)).toEqual({ text, found: [] });
  });
});
