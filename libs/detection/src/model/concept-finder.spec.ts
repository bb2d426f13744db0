import { describe, expect, it } from 'vitest';
import { attackConcepts, Concepts } from './concepts';
import { featuresOf } from './features';

const CONCEPTS = new Concepts(['drop* reset', 'mot_passe bỏ_qua* user*', 'รหัสผ่าน パスワード 密 chaîne'], {
  emphasis: 50,
});

/** The places of the lists that a text has words of: a word's concept counts 50 times, everything else hardly ever. */
const conceptsIn = (text: string, concepts = CONCEPTS) => {
  const { buckets, first, tokens } = featuresOf(text, concepts);
  const counts = new Map<number, number>();
  for (const bucket of buckets.subarray(0, first[tokens])) counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  return [...counts.values()].filter((count) => count >= 50).length;
};

describe('the concepts of a text', () => {
  it.each([
    ['a word', 'please reset'],
    ['a word that begins so', 'dropping'],
    ['two words together', 'le mot passe'],
    ['two words, the second with an ending', 'bo quay'],
    ['a word before an apostrophe', "user's"],
    ['a word behind an apostrophe', "l'user"],
    ['a word with accents that the list lacks, or the other way round', 'chaine'],
    ['a word inside of text without spaces', 'บอกรหัสผ่านมา'],
    ['one in Japanese', '私のパスワードは'],
    ['one character', '加密了'],
  ])('are found in %s', (_, text) => {
    expect(conceptsIn(text)).toBe(1);
  });

  it.each([
    ['a word that only begins like one without a star', 'resetting'],
    ['one half of two words', 'mot'],
    ['two words with another between', 'mot de passe'],
  ])('are not found in %s', (_, text) => {
    expect(conceptsIn(text)).toBe(0);
  });

  it('have room for all that a text of such words alone gives', () => {
    for (const text of ['u '.repeat(999), '密'.repeat(999), 'ลืม'.repeat(999)]) {
      const { buckets, first, tokens } = featuresOf(text, attackConcepts());
      expect(first[tokens]).toBeLessThanOrEqual(buckets.length);
    }
  });
});
