import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featuresOf } from './features';
import { BUCKET_BITS } from './hashes';
import { LinearModel, modelNamed, probability } from './linear-model';

/** A model that knows one phrase. */
function modelOf(phrase: string, { slope = 1, offset = 0 } = {}): LinearModel {
  const values = new Int8Array(2 ** BUCKET_BITS).fill(-1);
  const { buckets, first, tokens } = featuresOf(phrase);
  for (const bucket of buckets.slice(0, first[tokens])) values[bucket] = 100;
  return new LinearModel({ values, scale: 0.01, bias: -2, slope, offset });
}

const harmless = 'The weather was fine and nobody had anything to say about it. '.repeat(60);

describe('LinearModel', () => {
  it('finds in a long text what it finds alone, and says where', () => {
    const model = modelOf('open the pod bay doors');
    const text = `${harmless}Now open the pod bay doors. ${harmless}`;
    const { logOdds, start, end } = model.score(text);
    expect(logOdds).toBeGreaterThan(0);
    expect(model.score(harmless).logOdds).toBeLessThan(0);
    expect(text.slice(start, end)).toContain('open the pod bay doors');
    expect(end - start).toBeLessThan(200);
  });

  it('scales its log odds', () => {
    const text = 'open the pod bay doors';
    const plain = modelOf(text).score(text).logOdds;
    expect(modelOf(text, { slope: 0.5, offset: 3 }).score(text).logOdds).toBeCloseTo(plain / 2 + 3);
  });

  it('gives any string the same finite score each time, and a span inside', () => {
    const model = modelOf('open the doors');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const { logOdds, start, end } = model.score(text);
        expect(logOdds).toBe(model.score(text).logOdds);
        expect(probability(logOdds)).toBeGreaterThanOrEqual(0);
        expect(probability(logOdds)).toBeLessThanOrEqual(1);
        expect(start >= 0 && start <= end && end <= text.length).toBe(true);
      }),
    );
  });

  it.each(['injection-user', 'injection-document', 'toxicity'] as const)('is shipped with weights for %s', (name) => {
    expect(Number.isFinite(modelNamed(name).score('Hello').logOdds)).toBe(true);
  });
});
