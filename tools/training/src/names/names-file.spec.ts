import { describe, expect, it } from 'vitest';
import { GROUPS, hashOf, letterGroups, MAX_GROUPS, placeOf, PLACES } from '@gauntlet/detection/personal/names';
import { SeededRandom } from '@gauntlet/statistics';
import { knownWords } from './known-words';
import { letterWeights } from './letter-weights';
import { namesFile } from './names-file';

const lessons = ['novakova', 'petrova', 'ivanova', 'markova', 'titova'].map((word) => ({
  word,
  forName: 3,
  against: 0,
}));
const others = ['building', 'parking', 'meeting', 'ending', 'trading'].map((word) => ({
  word,
  forName: 0,
  against: 3,
}));
const all = [...lessons, ...others];

function scoreOf(word: string, weights: Float32Array): number {
  const groups = new Int32Array(MAX_GROUPS);
  const count = letterGroups(word, groups);
  return groups.subarray(0, count).reduce((sum, group) => sum + (weights[group] ?? 0), 0);
}

describe('letterWeights', () => {
  const train = (seed: number) => {
    const random = new SeededRandom(seed);
    return letterWeights(all, () => random.next());
  };

  it('tells words that it never saw by their letters', () => {
    const weights = train(1);
    expect(scoreOf('borisova', weights)).toBeGreaterThan(0);
    expect(scoreOf('sliding', weights)).toBeLessThan(0);
  });

  it('gives the same weights for the same lessons and random numbers', () => {
    expect(train(7)).toEqual(train(7));
  });
});

describe('knownWords', () => {
  it('keeps the log-odds of words of which the lists say enough', () => {
    const table = knownWords([...all, { word: 'zweifel', forName: 1, against: 0 }]);
    const entryOf = (word: string) => (table[placeOf(hashOf(word), table).place] ?? 0) & 15;
    expect(entryOf('ivanova') - 8).toBe(5);
    expect(entryOf('parking') - 8).toBe(-5);
    expect(entryOf('zweifel')).toBe(0);
  });
});

describe('namesFile', () => {
  it('has a size that is always the same, and weights that keep their proportion', () => {
    const weights = new Float32Array(GROUPS).fill(0.5);
    weights[3] = -0.25;
    const file = namesFile(weights, new Uint16Array(PLACES));
    expect(file.length).toBe(4 + GROUPS + 2 * PLACES);
    expect(file.readInt8(4) / file.readInt8(4 + 3)).toBeCloseTo(-2, 1);
  });
});
