import { describe, expect, it } from 'vitest';
import { optionValueProblems } from './option-values';

describe('optionValueProblems', () => {
  it.each([
    ['judge above block', { judge: 0.9, block: 0.5 }, '/judge'],
    ['judge above the outer block for documents', { block: 0.5, document: { judge: 0.9 } }, '/document'],
    ['block of documents below the outer judge', { judge: 0.6, document: { block: 0.5 } }, '/document'],
    ['judge above the outer block for turns of the assistant', { block: 0.5, assistant: { judge: 0.9 } }, '/assistant'],
    ['a term of nothing but spaces', { terms: ['a', ' \u00a0'] }, '/terms'],
    ['a topic with a blank example', { topics: [{ name: 'a', rule: 'deny', examples: ['b', ' '] }] }, '/topics'],
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

  it('refuses a host that no address can have', () => {
    expect(optionValueProblems({ allow: ['xn--ü.example'] }, '').map(({ field }) => field)).toEqual(['/allow']);
  });

  it('accepts what works', () => {
    const thresholds = { judge: 0.5, block: 0.5, document: { judge: 0.2 }, assistant: { judge: 1, block: 1 } };
    const values = {
      types: ['EMAIL_ADDRESS', 'US_SSN'],
      terms: ['c++', '毒', '💩'],
      allow: ['Docs.example.org', 'localhost', 'bücher.example', 'xn--bcher-kva.example'],
    };
    expect(optionValueProblems({ ...thresholds, ...values }, '')).toEqual([]);
  });
});
