import { describe, expect, it } from 'vitest';
import { toxicFeaturesOf, toxicWords } from './toxic-features';

const bucketsOf = (text: string) => {
  const { buckets, first, tokens } = toxicFeaturesOf(text);
  return [...buckets.subarray(0, first[tokens])];
};

describe('toxicFeaturesOf', () => {
  it('sees what two insults of one kind have in common, and counts it often', () => {
    const [one, other] = [bucketsOf('idiot'), bucketsOf('moron')];
    expect(one.filter((bucket) => other.includes(bucket)).length).toBeGreaterThanOrEqual(20);
    expect(one.filter((bucket) => bucketsOf('table').includes(bucket))).toEqual([]);
  });

  it('has room for all features of a text of insults alone', () => {
    const { buckets, first, tokens } = toxicFeaturesOf('u'.concat(' u'.repeat(999)));
    expect(tokens).toBe(1_000);
    expect(first[tokens]).toBeLessThanOrEqual(buckets.length);
  });
});

describe('toxicWords', () => {
  it('can be read, and knows no more kinds than a bit each', () => {
    const words = toxicWords();
    expect(words.get('vermin')).toContain('cockroach*');
    expect(words.size).toBeLessThanOrEqual(30);
  });
});
