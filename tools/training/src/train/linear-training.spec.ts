import { describe, expect, it } from 'vitest';
import { logOdds, TRAINING, trainLinear } from './linear-training';
import { type Sample, sampleOf } from './sample';

const OPTIONS = TRAINING['injection-user'];
const sample = (text: string, label: 0 | 1, source = 'a'): Sample => sampleOf({ source, text, label, channel: 'user' });
const filler = 'the train from the coast was late again and the passengers read their books in silence. '.repeat(30);
const samples = ['red', 'blue', 'green', 'brown'].flatMap((colour) => [
  sample(`drop the ${colour} rules`, 1),
  sample(`paint the ${colour} door`, 0),
  sample(filler.replace('coast', colour), 0),
]);

describe('trainLinear', () => {
  it('learns what tells the two kinds apart, also in a long text', () => {
    const trained = trainLinear(samples, OPTIONS);
    const scoreOf = (text: string) => logOdds(trained, sample(text, 0).features);
    expect(scoreOf('drop the yellow rules')).toBeGreaterThan(scoreOf('paint the yellow door'));
    expect(scoreOf(`${filler} drop the red rules. ${filler}`)).toBeGreaterThan(scoreOf(filler));
  });

  it('gives the same weights for the same texts', () => {
    expect(trainLinear(samples, OPTIONS)).toEqual(trainLinear(samples, OPTIONS));
  });

  it('does not let a large source outvote a small one', () => {
    const many = Array.from({ length: 400 }, (_, index) => sample(`open sesame number ${index}`, 0, 'large'));
    const few = Array.from({ length: 40 }, (_, index) =>
      sample(`open sesame door ${'abcdefghij'.charAt(index % 10)}`, 1, 'small'),
    );
    const trained = trainLinear(
      [...many, ...few, sample('good morning', 0, 'other'), sample('attack', 1, 'other')],
      OPTIONS,
    );
    expect(logOdds(trained, sample('open sesame door z', 1).features)).toBeGreaterThan(0);
  });
});
