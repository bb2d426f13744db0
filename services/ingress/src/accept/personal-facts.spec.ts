import { describe, expect, it } from 'vitest';
import { OWN_TENANT } from '@gauntlet/contracts';
import { pseudonymised, redactedTags } from './acceptance.service';

const MAIL = 'ann@example.org';

describe('redactedTags', () => {
  it('redacts names and values', async () => {
    const tags = { [MAIL]: '4111 1111 1111 1111', ssn: '536-90-4399', team: 'returns' };
    const redacted = { '[EMAIL_1]': '[CARD_1]', ssn: '[US_SSN_1]', team: 'returns' };
    expect(await redactedTags(tags, 'shop')).toEqual(redacted);
  });

  it('keeps the tags of our own requests, whose ids must not change', async () => {
    const tags = { 'judged-request': '4111111111111111' };
    expect(await redactedTags(tags, OWN_TENANT)).toEqual(tags);
  });
});

describe('pseudonymised', () => {
  const nameOf = (conversation: string, tenant = 'shop') => pseudonymised(conversation, { tenant, secret: 'secret' });

  it('keeps a conversation without personal data as it is', async () => {
    expect(await nameOf('chat-42')).toBe('chat-42');
    expect(await nameOf('536904399')).toBe('536904399');
  });

  it('gives a conversation with personal data one name, for this tenant alone', async () => {
    const name = await nameOf(MAIL);
    expect(name).toMatch(/^conversation-[a-p]{32}$/);
    expect(await nameOf(MAIL)).toBe(name);
    expect(await nameOf('bob@example.org')).not.toBe(name);
    expect(await nameOf('+44 20 7946 0018')).toMatch(/^conversation-[a-p]{32}$/);
    expect(await nameOf(MAIL, 'bank')).not.toBe(name);
  });
});
