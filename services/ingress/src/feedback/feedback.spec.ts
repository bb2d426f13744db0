import { describe, expect, it } from 'vitest';
import { decodeEvent, encodeEvent, TOPICS } from '@gauntlet/contracts';
import { exampleEvent } from '@gauntlet/testing';
import { FeedbackPipe } from './feedback.pipe';
import { feedbackEvent } from './feedback-event';

const transform = (body: unknown) => new FeedbackPipe().transform(body);

describe('FeedbackPipe', () => {
  it('takes a rating, with or without a comment', () => {
    expect(transform({ rating: 'up' })).toEqual({ rating: 'up', comment: null });
    expect(transform({ rating: 'down', comment: 'Wrong.' })).toEqual({ rating: 'down', comment: 'Wrong.' });
  });

  it.each([
    ['no rating', {}, 'rating must be up or down'],
    ['another rating', { rating: 5 }, 'rating must be up or down'],
    ['an empty comment', { rating: 'up', comment: '' }, 'comment must be longer than or equal to 1'],
    ['a long comment', { rating: 'up', comment: 'x'.repeat(4_001) }, 'comment must be shorter than or equal to 4000'],
    ['an unknown field', { rating: 'up', score: 1 }, 'score is not a known parameter'],
    ['no object', ['up'], 'the body must be a JSON object'],
  ])('refuses %s', (_, body, message) => {
    expect(() => transform(body)).toThrow(message);
  });
});

describe('feedbackEvent', () => {
  it('is a valid event that carries the record of its answer', async () => {
    const response = exampleEvent(TOPICS.released);
    const occasion = { id: '30000000-0000-4000-8000-000000000001', givenAt: new Date(0) };
    const encoded = encodeEvent(await feedbackEvent({ rating: 'down', comment: null }, { event: response }, occasion));
    const event = decodeEvent({ topic: TOPICS.feedback, ...encoded, key: Buffer.from(encoded.key) });
    expect(event).toMatchObject({ id: occasion.id, key: response.facts.request.id, time: '1970-01-01T00:00:00.000Z' });
    expect(event.facts.response).toEqual(response.facts);
    expect(event.content.response).toEqual(response.content);
  });

  it('holds the comment without personal data', async () => {
    const occasion = { id: '30000000-0000-4000-8000-000000000001', givenAt: new Date(0) };
    const feedback = { rating: 'down', comment: 'Call +44 20 7946 0018 or ann@example.org' } as const;
    const event = await feedbackEvent(feedback, { event: exampleEvent(TOPICS.released) }, occasion);
    expect(event.content.comment).toBe('Call [PHONE_1] or [EMAIL_1]');
  });
});
