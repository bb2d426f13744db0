import { describe, expect, it } from 'vitest';
import { optionValueProblems } from './option-values';

describe('optionValueProblems', () => {
  it.each([
    ['judge above block', { judge: 0.9, block: 0.5 }, '/judge'],
    ['judge above the outer block for documents', { block: 0.5, document: { judge: 0.9 } }, '/document'],
    ['block of documents below the outer judge', { judge: 0.6, document: { block: 0.5 } }, '/document'],
    ['judge above the outer block for turns of the assistant', { block: 0.5, assistant: { judge: 0.9 } }, '/assistant'],
    ['a term of nothing but spaces', { terms: ['a', ' \u00a0'] }, '/terms', 'banned-terms'],
    ['a topic with a blank example', { topics: [{ name: 'a', rule: 'deny', examples: ['b', ' '] }] }, '/topics'],
    ['a type that is none', { types: ['PERSON', 'NAME'] }, '/types', 'personal-data'],
  ])('refuses %s', (_, options, field, check = 'injection') => {
    expect(optionValueProblems(check, options, '').map((problem) => problem.field)).toEqual([field]);
  });

  it.each([
    'https://docs.example.org/a',
    '*.docs.example.org',
    '.docs.example.org',
    'docs.example.org.',
    'docs.example.org:8080',
  ])('says how to write the host %s', (host) => {
    expect(optionValueProblems('links', { allow: [host] }, '')).toEqual([
      { field: '/allow', problem: expect.stringContaining('write docs.example.org,') },
    ]);
  });

  it('refuses a host that no address can have', () => {
    expect(optionValueProblems('links', { allow: ['xn--ü.example'] }, '').map(({ field }) => field)).toEqual([
      '/allow',
    ]);
  });

  it.each([
    ['030 901820', 'write an e-mail address, a phone number with + and its country code, an IBAN, an IP address, or'],
    ['+49 30 9', 'has +49 30 9, which no phone can have: its country has no numbers of this length; write all digits'],
    ['a@b.example@c.example', 'which has more than one @; write a single address'],
    ['docs.example.org', 'write @docs.example.org for all e-mail addresses there, an e-mail'],
  ])('says what may stand in an answer in place of %s', (value, problem) => {
    expect(optionValueProblems('personal-data', { allow: ['@example.org', value] }, '')).toEqual([
      { field: '/allow', problem: expect.stringContaining(problem) },
    ]);
  });

  it('accepts what works', () => {
    const thresholds = { judge: 0.5, block: 0.5, document: { judge: 0.2 }, assistant: { judge: 1, block: 1 } };
    const hosts = ['Docs.example.org', 'localhost', 'bücher.example', 'xn--bcher-kva.example'];
    const own = ['support@example.org', '@example.org', '+49 30 901820', 'DE89 3704 0044 0532 0130 00', 'DE136695976'];
    expect(optionValueProblems('injection', thresholds, '')).toEqual([]);
    expect(optionValueProblems('banned-terms', { terms: ['c++', '毒', '💩'] }, '')).toEqual([]);
    expect(optionValueProblems('links', { allow: hosts }, '')).toEqual([]);
    expect(optionValueProblems('personal-data', { types: ['EMAIL_ADDRESS', 'US_SSN'], allow: own }, '')).toEqual([]);
  });
});
