import { describe, expect, it } from 'vitest';
import { decodeEvent, encodeEvent, TOPICS } from '@gauntlet/contracts';
import { createKey, revokedEvent } from './key-events';
import { KeyProjection } from './key-projection';
import { hashOfKey } from './key-text';

const PEPPER = 'pepper-for-the-spec';
const WISH = { tenant: 'shop', scopes: ['requests:write' as const], label: 'checkout', by: 'ada' };

function created() {
  const { text, event } = createKey(WISH, PEPPER);
  return {
    text,
    event,
    hash: hashOfKey(text, PEPPER),
    revoked: revokedEvent(event.facts.id, { by: 'ada', reason: 'x' }),
  };
}

describe('KeyProjection', () => {
  it('finds a key by its hash until it is revoked', () => {
    const projection = new KeyProjection();
    const { event, hash, revoked } = created();
    projection.apply(event);
    expect(projection.inForce(hash)).toMatchObject({ tenant: 'shop', scopes: ['requests:write'] });
    expect(projection.inForce(hashOfKey('another', PEPPER))).toBeNull();
    projection.apply(revoked);
    expect(projection.inForce(hash)).toBeNull();
    expect(projection.find(event.facts.id)?.revoked?.content.reason).toBe('x');
  });

  it('keeps a key void when its revocation is read first, or it is published again', () => {
    const projection = new KeyProjection();
    const { event, hash, revoked } = created();
    projection.apply(revoked);
    projection.apply(event);
    projection.apply(event);
    expect(projection.inForce(hash)).toBeNull();
    projection.apply({ ...event, facts: { ...event.facts, id: 'key_other' } });
    expect(projection.all()).toHaveLength(1);
  });

  it('lets no later event take over the id of a key', () => {
    const projection = new KeyProjection();
    const [first, second] = [created(), created()];
    projection.apply(first.event);
    projection.apply({ ...second.event, facts: { ...second.event.facts, id: first.event.facts.id, tenant: 'thief' } });
    expect(projection.inForce(second.hash)).toBeNull();
    expect(projection.inForce(first.hash)?.tenant).toBe('shop');
  });
});

describe('the event of a new key', () => {
  it('is valid, and holds nothing of its text', () => {
    const { text, event } = created();
    const { key, headers, value } = encodeEvent(event);
    expect(decodeEvent({ topic: TOPICS.keyCreated, key: Buffer.from(key), headers, value })).toEqual(event);
    expect(JSON.stringify([key, headers, String(value)])).not.toContain(text.slice('gk_live_'.length, 20));
  });
});
