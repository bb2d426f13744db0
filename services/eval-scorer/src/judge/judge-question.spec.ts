import { describe, expect, it } from 'vitest';
import { encodeEvent, TOPICS } from '@gauntlet/contracts';
import { exampleEvent } from '@gauntlet/testing';
import { scoredAnswer } from '../scorer/scored-event';
import { judgeQuestion } from './judge-question';
import { judgedFrom, judgedTags } from './judged-tags';
import { judgementOf } from './judgement';

const SECRET = 'a secret of our own';
const sampling = { reason: 'sample', weight: 12.5 } as const;

describe('judgeQuestion', () => {
  it('is the same valid event for the same answer', async () => {
    const question = await judgeQuestion(exampleEvent(TOPICS.released), sampling, SECRET);
    expect(question).toEqual(await judgeQuestion(exampleEvent(TOPICS.released), sampling, SECRET));
    expect(question && encodeEvent(question).headers.ce_id).toContain(exampleEvent(TOPICS.released).key);
  });

  it('gives the judge what the model was given, without personal data', async () => {
    const response = exampleEvent(TOPICS.released);
    response.content.messages = [{ role: 'system', content: 'Never say [reference].' }];
    response.content.answer = 'Write to "jane@example.org"}.';
    expect(JSON.parse((await judgeQuestion(response, sampling, SECRET))?.content.input ?? '')).toEqual({
      messages: [{ role: 'system', content: 'Never say [reference].' }],
      answer: 'Write to "[email]"}.',
    });
  });

  it('asks nothing about texts that are too long, rather than about a part of them', async () => {
    const response = exampleEvent(TOPICS.released);
    response.content.answer = 'x'.repeat(100_001);
    expect(await judgeQuestion(response, sampling, SECRET)).toBeNull();
  });
});

describe('judgedTags', () => {
  it('bring back what a score needs, and nothing for a request that is no question', () => {
    const judged = { answer: scoredAnswer(exampleEvent(TOPICS.released).facts), sampling };
    expect(judgedFrom(judgedTags(judged))).toEqual(judged);
    expect(judgedFrom({ team: 'shop' })).toBeNull();
  });
});

describe('judgementOf', () => {
  it('is 1 for good, 0.5 for fair, 0 for poor, with the reason', () => {
    const scores = ['good', 'fair', 'poor'].map((rating) =>
      judgementOf(JSON.stringify({ reason: 'Because.', rating })),
    );
    expect(scores.map((score) => score?.score)).toEqual([1, 0.5, 0]);
    expect(scores[1]).toMatchObject({ label: 'fair', explanation: 'Because.' });
  });

  it.each(['', 'good', 'null', '[]', '{"rating":"toString"}', '{"rating":1}', '{"reason":"no rating"}'])(
    'is none for %j',
    (answer) => expect(judgementOf(answer)).toBeNull(),
  );
});
