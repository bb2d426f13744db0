import { describe, expect, it } from 'vitest';
import type { StoredRecord } from '@gauntlet/messaging';
import { deadLetters } from './dead-letter';
import { viewOf } from './dead-letter-view';

const UUID = '0192f0c5-7b6e-7cc3-98c4-dc0c0c07398f';

function letter(key: string | null, headers: Record<string, string> = {}) {
  const reasons = { 'dlq-group': 'guardrail.input', 'dlq-topic': 'llm.request.accepted.v1', 'dlq-offset': '4' };
  const bytes = Object.entries({ ...headers, ...reasons }).map(([name, one]) => [name, Buffer.from(one)]);
  const record: StoredRecord = {
    topic: 'guardrail.dlq.v1',
    partition: 2,
    offset: '7',
    writtenAt: 7,
    key: key === null ? null : Buffer.from(key),
    value: Buffer.from('{}'),
    headers: Object.fromEntries(bytes) as Record<string, Buffer>,
  };
  const [only] = deadLetters([record]);
  if (!only) throw new Error('there must be one letter');
  return only;
}

describe('a dead letter is shown', () => {
  it('with the key that is a request’s id, and with no other in clear', async () => {
    expect((await viewOf(letter(UUID))).key).toBe(UUID);
    expect((await viewOf(letter(null))).key).toBeNull();
    for (const key of ['ann@example.org', 'Ann Example, Short Street 5', '\u001b[31m', `${UUID} ann`, '']) {
      const { key: shown } = await viewOf(letter(key));
      expect(shown).toMatch(/^sha256:[\da-f]{12}$/);
      expect((await viewOf(letter(key))).key).toBe(shown);
      expect((await viewOf(letter(key), { content: true })).key).toBe(key);
    }
  });

  it('without personal data in its headers, until its content is asked for', async () => {
    const headers = { ce_id: UUID, 'x ann@example.org': 'of ann@example.org' };
    expect((await viewOf(letter(UUID, headers))).headers).toEqual({ ce_id: UUID, 'x [email]': 'of [email]' });
    expect(await viewOf(letter(UUID, headers), { content: true })).toMatchObject({ headers, content: '{}' });
  });
});
