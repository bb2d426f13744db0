import { describe, expect, it } from 'vitest';
import { scored } from '../../test/scored';

describe('exact', () => {
  const uses = 'gauntlet/exact';

  it('looks at every letter, and at no white space around', () => {
    expect(scored({ uses }, ' yes\n', { answer: 'yes' })).toMatchObject({ score: 1, label: 'same' });
    expect(scored({ uses }, 'Yes', { answer: 'yes' })).toMatchObject({ score: 0, label: 'different' });
    expect(scored({ uses, with: { ignoreCase: true } }, 'Yes', { answer: 'yes' })?.score).toBe(1);
    expect(scored({ uses }, 'u\u0308ber', { answer: 'über' })?.score).toBe(1);
  });

  it('leaves marks without end as they are, which would take the square of their number to put in order', () => {
    const marks = `a${'\u0315\u0300'.repeat(40)}`;
    expect(scored({ uses }, marks, { answer: marks })?.score).toBe(1);
  });

  it('measures nothing without an expected answer', () => expect(scored({ uses }, 'yes')).toBeNull());
});

describe('contains', () => {
  const uses = 'gauntlet/contains';

  it('gives the share of the terms of prompt and row, and names those that are missing', () => {
    const all = { uses, with: { terms: ['days'] } };
    expect(scored(all, 'Within 30 Days.', { contains: ['30'] })).toMatchObject({ score: 1, label: 'all' });
    const half = scored(all, 'Within a month, 30 of them.', { contains: ['30'] });
    expect(half).toMatchObject({ score: 0.5, label: 'some', explanation: 'lacks "days"' });
    expect(scored({ uses }, 'No.', { contains: ['30'] })).toMatchObject({ score: 0, label: 'none' });
    expect(scored({ uses }, 'No.')).toBeNull();
  });
});

describe('forbids', () => {
  const uses = 'gauntlet/forbids';

  it('gives nothing to an answer with one of the terms', () => {
    const forbidden = scored({ uses, with: { terms: ['card number'] } }, 'Tell me your Card Number.', {
      forbids: ['PIN'],
    });
    expect(forbidden).toMatchObject({ score: 0, label: 'forbidden', explanation: 'has "card number"' });
    expect(scored({ uses }, 'Pay in your account.', { forbids: ['PIN'] })).toMatchObject({ score: 1, label: 'none' });
    expect(scored({ uses }, 'No.')).toBeNull();
  });
});

describe('a string evaluator', () => {
  it.each([
    [{ equals: 'Hi' }, 'Hi\n', 1],
    [{ equals: 'Hi' }, 'hi', 0],
    [{ contains: 'DAYS' }, '30 days', 1],
    [{ startsWith: 'yes' }, 'Yes, sure', 1],
    [{ startsWith: 'yes' }, 'Oh yes', 0],
    [{ endsWith: 'sure.' }, 'Yes, Sure.', 1],
    [{ startsWith: 'yes', endsWith: 'no' }, 'Yes', 0],
  ])('%j of %j is %d, as gh models eval has it', (string, answer, score) => {
    expect(scored({ string }, answer)?.score).toBe(score);
  });

  it('says which criterion was missed', () => {
    const missed = scored({ string: { startsWith: 'yes', endsWith: 'no' } }, 'Yes');
    expect(missed?.explanation).toBe('endsWith missed');
  });
});

describe('regex', () => {
  const uses = 'gauntlet/regex';

  it('asks for the pattern of the prompt and the one of the row', () => {
    const numbered = { uses, with: { pattern: '\\d+ days?' } };
    expect(scored(numbered, 'in 30 days')).toMatchObject({ score: 1, label: 'match' });
    expect(scored(numbered, 'in 30 days', { regex: '^Within' })).toMatchObject({ score: 0, label: 'no-match' });
    expect(scored({ uses }, 'in 30 days')).toBeNull();
  });

  it('takes the time of the text with a pattern that would take for ever elsewhere', () => {
    expect(scored({ uses, with: { pattern: '^(a+)+$' } }, `${'a'.repeat(50_000)}b`)?.score).toBe(0);
  });
});

describe('length', () => {
  const uses = 'gauntlet/length';

  it.each([
    [{ min: 2, max: 4 }, 'a😀b', 1, 'as-asked'],
    [{ max: 2 }, 'a😀b', 0, 'too-long'],
    [{ min: 4 }, 'a😀b', 0, 'too-short'],
    [{ min: 3, max: 3, unit: 'words' }, 'Yes – within 30 ...', 1, 'as-asked'],
  ])('%j of %j is %d', (options, answer, score, label) => {
    expect(scored({ uses, with: options }, answer)).toMatchObject({ score, label });
  });
});

describe('language', () => {
  const uses = 'gauntlet/language';
  const GERMAN = 'Eine Rücksendung ist innerhalb von dreißig Tagen nach der Lieferung möglich.';

  it('tells another language from the one that the row or the prompt asks for', () => {
    expect(scored({ uses }, GERMAN, { language: 'de' })).toMatchObject({ label: 'as-asked' });
    expect(scored({ uses }, GERMAN, { language: 'de' })?.score).toBeGreaterThan(0.9);
    expect(scored({ uses, with: { language: 'en' } }, GERMAN)).toMatchObject({ label: 'other-language' });
    expect(scored({ uses, with: { language: 'en' } }, GERMAN)?.score).toBeLessThan(0.1);
  });

  it('measures nothing of a few letters, or when nobody asks for a language', () => {
    expect(scored({ uses }, '4.90 Euro', { language: 'de' })).toBeNull();
    expect(scored({ uses }, GERMAN)).toBeNull();
  });
});
