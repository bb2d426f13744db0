import { describe, expect, it } from 'vitest';
import { growth } from '@gauntlet/testing';
import { readText } from '../reading/reading';
import { compileTerms, findTerms } from './banned-terms';

const TERMS = compileTerms(['Acme Cloud', 'idiot', 'Größe', '競合他社', '...']);

function foundIn(text: string): string[] {
  return findTerms(readText(text), TERMS).map(({ start, end }) => text.slice(start, end));
}

describe('findTerms', () => {
  it.each([
    ['in any case', 'Is ACME cloud cheaper?', 'ACME cloud'],
    ['whatever stands between its words', 'Try acme-cloud.', 'acme-cloud'],
    ['without its accents', 'Welche GROSSE, welche Große', 'Große'],
    ['within a script that has no spaces', '私は競合他社を使う', '競合他社'],
    ['in wide letters', 'an ｉｄｉｏｔ', 'ｉｄｉｏｔ'],
  ])('finds a term %s', (_, text, found) => {
    expect(foundIn(text)).toEqual([found]);
  });

  it.each(['an idiotic idea', 'acmecloud', 'acme and cloud', '...', ''])('finds none in %j', (text) => {
    expect(foundIn(text)).toEqual([]);
  });

  it('looks for fifty thousand terms in one pass over the text', () => {
    const many = compileTerms(Array.from({ length: 50_000 }, (_, index) => `term number ${index}`));
    const text = 'a text about term number 49999 and nothing else';
    expect(findTerms(readText(text), many)).toEqual([{ type: 'BANNED_TERM', start: 13, end: 30 }]);
  });

  it('takes the longest of the terms that begin at one place', () => {
    const terms = compileTerms(['acme', 'acme cloud', 'acme cloud one two', '...']);
    const text = 'acme cloud one, acme';
    const found = findTerms(readText(text), terms).map(({ start, end }) => text.slice(start, end));
    expect(found).toEqual(['acme cloud', 'acme']);
  });

  it('takes no longer per character where many terms of many lengths almost begin', () => {
    const terms = compileTerms(Array.from({ length: 100 }, (_, index) => `${'漢'.repeat(2 * index)}字`));
    expect(
      growth(
        (text) => findTerms(readText(text), terms),
        (length) => '漢'.repeat(length),
        2_048,
      ),
    ).toBeLessThan(2.5);
  });
});
