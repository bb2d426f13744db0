import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Channel } from '../found';
import { readText } from '../reading/reading';
import { TOPICS } from '../thresholds';
import { compileTopics, findTopics } from './find-topics';
import type { Topic } from './topic-index';

const MEDICINE: Topic = {
  name: 'medical-advice',
  rule: 'deny',
  examples: [
    'What dose of ibuprofen may I take?',
    'Can I take this medicine while I am pregnant?',
    'Is my rash an allergy?',
  ],
};
const SHOP: Topic = {
  name: 'shop',
  rule: 'allow',
  examples: [
    'Where is my order?',
    'How do I return an item?',
    'When will my parcel be delivered?',
    'Do you ship to Canada?',
  ],
};

function found(text: string, topics: readonly Topic[], channel: Channel = 'user') {
  return findTopics(readText(text), compileTopics(topics), channel);
}

describe('findTopics', () => {
  it.each(['What dose of Ibuprofén may my son take?', 'Could the rash on my arm be an allergy?'])(
    'finds %j near a topic that is denied',
    (text) => {
      const { score, found: parts } = found(text, [MEDICINE, SHOP]);
      expect(score).toBeGreaterThan(TOPICS.block);
      expect(parts).toEqual([{ type: 'TOPIC_MEDICAL_ADVICE', start: 0, end: text.length - 1 }]);
    },
  );

  it('finds the sentence of a longer text, in a document too', () => {
    const text = 'Thank you for the lamp. Can I take the medicine while I am pregnant? Best wishes.';
    const [part] = found(text, [MEDICINE], 'document').found;
    expect(text.slice(part?.start, part?.end).trim()).toBe('Can I take the medicine while I am pregnant');
  });

  it.each(['Where is my order?', 'What does the first aid kit cost?', 'What may I take on the plane?', ''])(
    'is sure that %j is not about it',
    (text) => {
      expect(found(text, [MEDICINE]).score).toBeLessThan(TOPICS.judge);
    },
  );

  it.each(['What is the capital of Peru?', 'Write a Python function that sorts a list.'])(
    'finds %j far from all topics that are allowed',
    (text) => {
      expect(found(text, [SHOP])).toMatchObject({ found: [{ type: 'OFF_TOPIC', start: 0, end: text.length }] });
      expect(found(text, [SHOP], 'document').score).toBe(0);
    },
  );

  it.each([
    'Has my parcel been delivered?',
    'Can I still return these items?',
    'Thanks a lot, that helped!',
    'and the blue one?',
  ])('lets %j be, which is about what is allowed or about nothing', (text) => {
    expect(found(text, [SHOP]).score).toBeLessThan(TOPICS.judge);
  });

  it('compares scripts that write no spaces', () => {
    const topic: Topic = { ...MEDICINE, examples: ['この薬は一日に何錠まで飲めますか'] };
    expect(found('子供にこの薬は何錠飲めますか。', [topic]).score).toBeGreaterThan(TOPICS.judge);
  });

  it('never throws and gives a score from 0 to 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { score, found: parts } = found(text, [MEDICINE, SHOP]);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(parts.every(({ start, end }) => start >= 0 && end <= text.length)).toBe(true);
      }),
    );
  });
});
