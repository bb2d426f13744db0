import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  cannedRelease,
  decodeEvent,
  encodeEvent,
  isExpired,
  releasedEventId,
  type Topic,
  TOPICS,
  withoutMark,
} from './index';

function value(topic: Topic | `${Topic}.backup-version`) {
  return JSON.parse(readFileSync(join(__dirname, `../fixtures/${topic}.json`), 'utf8')).value;
}

const stages = [TOPICS.accepted, TOPICS.cleared, TOPICS.rendered, TOPICS.generated];
const giveUp = { stage: 'model-invoker', reason: 'dead_lettered' } as const;

describe('cannedRelease', () => {
  it.each(stages)('gives the canned answer for %s and keeps its trail', (topic) => {
    const given = value(topic);
    const released = cannedRelease(given, giveUp);
    expect(released?.content.answer).toBe(given.content.cannedAnswer);
    expect(released?.facts.trail).toEqual(given.facts.trail);
    expect(released?.id).toBe(releasedEventId(given.facts.request.id));
  });

  it('is an event that its own contract takes', () => {
    const released = cannedRelease(value(TOPICS.generated), giveUp);
    if (!released) throw new Error('nothing was released');
    const encoded = encodeEvent(released);
    expect(decodeEvent({ topic: TOPICS.released, ...encoded, key: null }).facts.outcome).toBe('canned');
  });

  it('says which version the messages are of that it takes along', () => {
    const given = value(`${TOPICS.generated}.backup-version`);
    const released = cannedRelease(given, giveUp);
    expect(released?.content.messages).toEqual(withoutMark(given.content.messages, given.content.canary));
    expect(released?.facts.prompt).toEqual(given.facts.prompt);
    given.facts.prompt = 'v6';
    expect(cannedRelease(given, giveUp)?.facts.prompt).toBeUndefined();
  });

  it('leaves the secret mark of the request out of its messages', () => {
    const given = value(TOPICS.generated);
    given.content.messages = [{ role: 'system', content: `Never say ${given.content.canary}.` }];
    expect(cannedRelease(given, giveUp)?.content.messages).toEqual([
      { role: 'system', content: 'Never say [reference].' },
    ]);
  });

  it('works on an event whose trail is broken', () => {
    const given = value(TOPICS.rendered);
    given.facts.trail = 'lost';
    delete given.facts.turn;
    expect(cannedRelease(given, giveUp)?.facts.trail).toEqual({ stages: [], verdicts: [], attempts: [] });
  });

  it.each([null, 42, {}, { facts: {} }, { facts: { request: { id: 'x' } }, content: {} }])(
    'gives nothing for %j',
    (given) => {
      expect(cannedRelease(given, giveUp)).toBeNull();
    },
  );
});

describe('isExpired', () => {
  it('is true from the deadline on', () => {
    const deadline = '2026-11-23T09:00:30.000Z';
    expect(isExpired({ deadline }, Date.parse(deadline) - 1)).toBe(false);
    expect(isExpired({ deadline }, Date.parse(deadline))).toBe(true);
  });
});
