import { describe, expect, it } from 'vitest';
import { optionValueProblems } from './option-values';

describe('optionValueProblems', () => {
  it.each([
    ['judge above block', { judge: 0.9, block: 0.5 }, '/judge'],
    ['judge above the outer block for documents', { block: 0.5, document: { judge: 0.9 } }, '/document'],
    ['block of documents below the outer judge', { judge: 0.6, document: { block: 0.5 } }, '/document'],
    ['a term of nothing but spaces', { terms: ['a', ' \u00a0'] }, '/terms'],
    ['a type that is none', { types: ['PERSON', 'NAME'] }, '/types'],
  ])('refuses %s', (_, options, field) => {
    expect(optionValueProblems(options, '').map((problem) => problem.field)).toEqual([field]);
  });

  it.each([
    'https://docs.example.org/a',
    '*.docs.example.org',
    '.docs.example.org',
    'docs.example.org.',
    'docs.example.org:8080',
  ])('says how to write the host %s', (host) => {
    expect(optionValueProblems({ allow: [host] }, '')).toEqual([
      { field: '/allow', problem: expect.stringContaining('write docs.example.org,') },
    ]);
  });

  it('accepts what works', () => {
    const thresholds = { judge: 0.5, block: 0.5, document: { judge: 0.2 } };
    const values = {
      types: ['EMAIL_ADDRESS', 'US_SSN'],
      terms: ['c++', '毒', '💩'],
      allow: ['Docs.example.org', 'localhost'],
    };
    expect(optionValueProblems({ ...thresholds, ...values }, '')).toEqual([]);
  });
});
