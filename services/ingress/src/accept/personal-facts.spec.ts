import { describe, expect, it } from 'vitest';
import { OWN_TENANT } from '@gauntlet/contracts';
import { pseudonymised, redactedTags } from './acceptance.service';

const MAIL = 'ann@example.org';

describe('redactedTags', () => {
  it('redacts names and values', () => {
    const tags = { [MAIL]: '4111 1111 1111 1111', team: 'returns' };
    expect(redactedTags(tags, 'shop')).toEqual({ '[email]': '[card]', team: 'returns' });
  });

  it('keeps the tags of our own requests, whose ids must not change', () => {
    const tags = { 'judged-request': '4111111111111111' };
    expect(redactedTags(tags, OWN_TENANT)).toEqual(tags);
  });
});

describe('pseudonymised', () => {
  const nameOf = (conversation: string, tenant = 'shop') => pseudonymised(conversation, { tenant, secret: 'secret' });

  it('keeps a conversation without personal data as it is', () => {
    expect(nameOf('chat-42')).toBe('chat-42');
  });

  it('gives a conversation with personal data one name, for this tenant alone', () => {
    const name = nameOf(MAIL);
    expect(name).toMatch(/^conversation-[a-p]{32}$/);
    expect(nameOf(MAIL)).toBe(name);
    expect(nameOf('bob@example.org')).not.toBe(name);
    expect(nameOf(MAIL, 'bank')).not.toBe(name);
  });
});
