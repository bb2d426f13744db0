import { describe, expect, it } from 'vitest';
import { asking, context, said } from '../../test/subjects';
import { scoringOf } from '../zones';
import { inputTopics, outputTopics } from './topics.check';

const options = {
  topics: [{ name: 'medical-advice', rule: 'deny', examples: ['What dose of ibuprofen may I take?'] }],
};

describe('topics', () => {
  it('names the topic and the text that is about it', async () => {
    const asked = asking('Where is my order?', { variables: { mail: 'What dose of ibuprofen may she take?' } });
    const scoring = scoringOf(inputTopics, options, await inputTopics.score(asked, context(options)));
    expect(scoring).toMatchObject({
      zone: 'block',
      found: [{ type: 'TOPIC_MEDICAL_ADVICE', where: 'variables/mail' }],
    });
  });

  it('wants only the user to keep to the topics that are allowed, and nobody to speak of those that are denied', async () => {
    const shop = { name: 'shop', rule: 'allow', examples: ['Where is my order?', 'How do I return an item?'] };
    const both = { topics: [...options.topics, shop] };
    const scoresOf = async (role: 'user' | 'assistant', content: string) => {
      const [turn] = await inputTopics.score(asking('', { history: [{ role, content }] }), context(both));
      return turn?.score;
    };
    const far = 'The weather in the mountains is going to be sunny on the first weekend of July.';
    expect(await scoresOf('user', far)).toBeGreaterThan(0.5);
    expect(await scoresOf('assistant', far)).toBeLessThan(0.5);
    expect(await scoresOf('assistant', 'What dose of ibuprofen may I take?')).toBeGreaterThan(0.5);
  });

  it('looks at answers too', async () => {
    const [text] = await outputTopics.score(said('The dose of ibuprofen that you may take is low.'), context(options));
    expect(text).toMatchObject({ where: 'answer', score: expect.any(Number) });
    expect(text?.score).toBeGreaterThan(0.5);
  });
});
