import { OWN_TENANT } from '@gauntlet/contracts';
import { describe, expect, it } from 'vitest';
import { withoutPersonalData } from './personal-facts';

const MAIL = 'ann@example.org';
const facts = (conversation?: string, tenant = 'shop') =>
  withoutPersonalData({ tenant, conversation, tags: { team: 'returns' } }, 'secret');

describe('withoutPersonalData', () => {
  it('redacts names and values of tags', () => {
    const tags = { [MAIL]: '4111 1111 1111 1111', team: 'returns' };
    expect(withoutPersonalData({ tenant: 'shop', conversation: undefined, tags }, 'secret')).toEqual({
      tags: { '[email]': '[card]', team: 'returns' },
    });
  });

  it('keeps the tags of our own requests, whose ids must not change', () => {
    const tags = { 'judged-request': '4111111111111111' };
    expect(withoutPersonalData({ tenant: OWN_TENANT, conversation: undefined, tags }, 'secret').tags).toEqual(tags);
  });

  it('keeps a conversation without personal data as it is', () => {
    expect(facts('chat-42').conversation).toBe('chat-42');
  });

  it('gives a conversation with personal data one name, for this tenant alone', () => {
    const { conversation } = facts(MAIL);
    expect(conversation).toMatch(/^conversation-[a-p]{32}$/);
    expect(facts(MAIL).conversation).toBe(conversation);
    expect(facts('bob@example.org').conversation).not.toBe(conversation);
    expect(facts(MAIL, 'bank').conversation).not.toBe(conversation);
  });
});
